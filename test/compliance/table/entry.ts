import type { Audit } from '../../../src/compliance/audit.js';
import type { Cessation } from '../../../src/compliance/taper/cessations.js';
import { History, ms } from '../../support/history.js';

/** A short history and what the contract makes of it, worked out by hand. */
export interface Entry {
  readonly title: string;
  readonly history: () => History;
  /** 27 days after the visit where nothing is said. */
  readonly asOf?: string;
  readonly knownAt?: string;
  /** The default one where nothing is said. */
  readonly policy?: string;
  /** In order of zero: `drug site cause 900>600>0 verdict/conformance`, at the reservoir with ` tip verdict`. */
  readonly cessations: readonly string[];
  /** The codes of all findings, in alphabetical order: one that is not expected fails. */
  readonly findings: readonly string[];
  /** More about the cessations, where it is telling. */
  readonly telling?: readonly Telling[];
}

interface Telling {
  readonly startedAt?: string;
  readonly zero?: string;
  /** Null where it did not resume. */
  readonly resumed?: string | null;
  readonly declared?: boolean;
  readonly tipZero?: string | null;
  readonly residualMcg?: number;
  /** Codes, in alphabetical order. */
  readonly reasons?: readonly string[];
  readonly tipReasons?: readonly string[];
  /** The outcomes of each step's rules as `rule outcome`, one list a step. */
  readonly rules?: readonly (readonly string[])[];
}

const HOUR = 3_600_000;
const VISIT = ms('2021-02-01T10:00:00Z');

/** The instant so many days and hours after the morning of 1 February 2021, at which the entries' visits begin. */
export const at = (days: number, hours = 0): string =>
  new Date(VISIT + Math.round((days * 24 + hours) * HOUR)).toISOString();

/** Since 1 January 2021: 40 mL of baclofen 2000 mcg/mL, a path of 0.2 mL tubing and 0.2 mL catheter, primed. */
export const running = (dailyDoseMcg: number): History =>
  new History().running('2021-01-01T00:00:00Z', dailyDoseMcg);

/** Running, then programmed so many days after the visit to these doses. */
export const taper = (from: number, ...steps: readonly (readonly [string | number, number])[]): History =>
  steps.reduce(
    (history, [when, dose]) => history.programmed(typeof when === 'number' ? at(when) : when, dose),
    running(from),
  );

export const bridge = (volumeMl: number, hours: number, kind = 'bridge') => ({
  startsWith: { kind, volumeMl, durationMinutes: hours * 60 },
});

export const priming = (volumeMl: number) => bridge(volumeMl, 0.4, 'priming');

/** Entries of one policy. */
export const under = (policy: string, entries: readonly Entry[]): readonly Entry[] =>
  entries.map((entry) => ({ ...entry, policy }));

const round = (dose: number) => Number(dose.toPrecision(9));

const line = ({ drug, site, cause, steps, verdict, conformance, tip }: Cessation): string =>
  [
    drug,
    site,
    cause,
    [steps[0]!.fromMcgPerDay, ...steps.map(({ toMcgPerDay }) => toMcgPerDay)].map(round).join('>'),
    `${verdict}/${conformance}`,
    ...(site === 'reservoir' ? [`tip ${tip.verdict}`] : []),
  ].join(' ');

/**
 * What an entry states, taken from an audit. The therapies of the tables begin at the dose that is tapered, so that most
 * begin too high: that is left out where the entry does not name it.
 */
export const stated = ({ cessations, findings }: Audit, named: readonly string[] = []) => ({
  cessations: cessations.toSorted((a, b) => a.reachedZeroAt - b.reachedZeroAt).map(line),
  findings: findings
    .map(({ code }) => code)
    .filter((code) => code !== 'FIRST_DOSE_HIGH' || named.includes(code))
    .toSorted(),
});

/** What a telling part states, taken from a cessation: only the fields that it names. */
export function told(cessation: Cessation, telling: Telling): Telling {
  const { startedAt, reachedZeroAt, resumedAt, declaredHoliday, reasons, tip, steps } = cessation;
  const instant = (when: number) => new Date(when).toISOString();
  const codes = (of: readonly { readonly code: string }[]) => of.map(({ code }) => code).toSorted();
  const all: Required<Telling> = {
    startedAt: instant(startedAt),
    zero: instant(reachedZeroAt),
    resumed: resumedAt === undefined ? null : instant(resumedAt),
    declared: declaredHoliday,
    tipZero: tip.reachedZeroAt === null ? null : instant(tip.reachedZeroAt),
    residualMcg: round(tip.residualMcg!),
    reasons: codes(reasons),
    tipReasons: codes(tip.reasons),
    rules: steps.map(({ rules }) => rules.map(({ rule, outcome }) => `${rule} ${outcome}`)),
  };
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in telling));
}
