import type { Certainty, Sourced } from '../../infusion/provenance.js';

const figure =
  (certainty: Certainty) =>
  <const Value>(value: Value, source: string): Sourced<Value> => ({ value, source, certainty });

const PAPER = 'de la Fuente Escudero et al., Rev Soc Esp Dolor 2024, doi 10.20986/resed.2024.4076/2023';
const fromPaper = figure('stated-in-paper');

/** Stated by the published case. */
export const paper = <const Value>(value: Value, words: string): Sourced<Value> =>
  fromPaper(value, `${PAPER}: ${words}`);
/** Read in the source that is named. */
export const read = figure('read-in-source');
/** Known, and to be confirmed by whoever has the source at hand. */
export const remembered = figure('memory-high');
export const derived = figure('derived');

const proposed = figure('proposed');

/** No clinical source: the hospital must approve it. */
export const proposal = <const Value>(value: Value, why: string): Sourced<Value> =>
  proposed(value, `no clinical source; ${why}; the hospital must approve it`);
