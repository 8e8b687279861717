import type { Gap } from '../gaps/gaps.js';
import type { Verdict } from '../outcome.js';
import type { Finding } from '../rules/finding.js';
import type { Circumstance } from '../taper/circumstance.js';
import type { Proven } from './proven.js';

/** The record shows what is consistent with a taper, never that there was one. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  tapered: 'consistent with a taper',
  abrupt: 'abrupt',
  undetermined: 'undetermined',
};

/** What the record shows before the first fall. */
export const CIRCUMSTANCE_WORDS: Readonly<Record<Circumstance['kind'], string>> = {
  revision: 'after the catheter was found faulty or changed',
  overdose: 'after a spike of the dose',
  'adverse-event': 'after a serious adverse event',
};

/** More stand in the lists of findings and gaps. */
const MOST = 3;

type Reserving = Pick<Finding, 'code' | 'severity' | 'confidence'>;

/** @param findings the gravest first */
export function reservationsInWords(findings: readonly Reserving[]): string {
  if (findings.length === 0) return 'no reservations';
  const kinds = findings.map(
    ({ code, severity, confidence }) =>
      `${code} (${severity}${confidence === 'certain' ? '' : `, ${confidence}`})`,
  );
  const count = findings.length === 1 ? '1 reservation' : `${findings.length} reservations`;
  return `${count}: ${someOf(kinds).join(', ')}`;
}

/** What would settle the gaps, and what no volume shows of the delivery. */
export function missingInWords(gaps: readonly Gap[], { reservoir, tip }: Proven): string {
  const settling = gaps.map(({ settledBy }) => settledBy.text);
  const delivery =
    reservoir === tip
      ? `delivery ${reservoir} at both sites`
      : `delivery ${reservoir} at the reservoir, ${tip} at the tip`;
  return settling.length === 0 ? delivery : `missing: ${someOf(settling).join('; ')}; ${delivery}`;
}

function someOf(all: readonly string[]): string[] {
  const distinct = [...new Set(all)];
  const more = distinct.length - MOST;
  return [...distinct.slice(0, MOST), ...(more > 0 ? [`${more} more`] : [])];
}
