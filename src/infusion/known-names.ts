import type { Certainty, Sourced } from './provenance.js';

/** A brand, an article number, a name in another language. */
export type Alias = Sourced<string>;

/** Aliases of one source. */
export const aliases = (certainty: Certainty, source: string, ...names: readonly string[]): Alias[] =>
  names.map((value) => ({ value, source, certainty }));

/** What is left of a name without its case, blanks, hyphens, accents and trade marks: names are compared by it. */
export const plainName = (name: string): string =>
  name
    .replaceAll(/[®™℠©]|\((?:r|tm|c)\)/gi, '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
