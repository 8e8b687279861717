import { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
import { type Audited, type Found, type Stopped, audited, refusedIn } from './audited.js';

/** A history that tempts an audit to be greener than the facts, or to cry wolf, and what must and must not be said. */
export interface Attack {
  readonly title: string;
  /** The words of the contract that it stands for. */
  readonly says: string;
  readonly history: () => History;
  /** 14 days after the visit where nothing is said. */
  readonly asOf?: string;
  readonly policy?: string;
  readonly knownAt?: string;
  /** `CODE` and words of its severity, confidence and sites, as `DOSE_SPIKE critical tip`; `once`: no second of the code. */
  readonly finds?: readonly string[];
  /** In the same words, of findings that must not be there. */
  readonly never?: readonly string[];
  /** All cessations of the drug (baclofen where nothing is said), in order of zero. */
  readonly stops?: readonly Stop[];
  readonly drug?: string;
  /** What words cannot say. */
  readonly holds?: (audit: Audited) => void;
}

/** `900>600>0 tapered/pass`, and more where it is telling. */
export type Stop = string | readonly [string, Telling];

interface Telling {
  readonly cause?: string;
  readonly site?: string;
  readonly certainty?: string;
  readonly declared?: boolean;
  readonly circumstance?: string | null;
  readonly zero?: string;
  /** Null where it did not resume. */
  readonly resumed?: string | null;
  /** Some of the codes of its reasons. */
  readonly reasons?: readonly string[];
  /** Codes that are no reason of it. */
  readonly noReasons?: readonly string[];
  /** Some of the codes of its reservations. */
  readonly reservations?: readonly string[];
  readonly tip?: string;
  readonly tipZero?: string;
}

/** Since 1 January 2021: 40 mL of baclofen, a path of 0.2 mL tubing and 0.2 mL catheter, primed within 30 minutes. */
export const since = (dailyDoseMcg: number, concentrationMcgPerMl = 2000, fill = 40): History =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z')
    .filled('2021-01-01T00:00:00Z', concentrationMcgPerMl, fill)
    .programmed('2021-01-01T00:00:00Z', dailyDoseMcg, bridge(0.4, 0.5, 'priming'));

/** At this dose since then, and so many days after the visit at these. */
export const doses = (from: number, ...steps: readonly (readonly [number | string, number])[]): History =>
  steps.reduce(
    (history, [when, dose]) => history.programmed(typeof when === 'number' ? at(when) : when, dose),
    since(from),
  );

const levels = ({ steps }: Stopped) =>
  [steps[0]?.fromMcgPerDay, ...steps.map(({ toMcgPerDay }) => toMcgPerDay)]
    .map((dose) => Number(dose?.toPrecision(9)))
    .join('>');

const instant = (when: number | null | undefined) =>
  typeof when === 'number' ? new Date(when).toISOString() : null;

const codes = (of: readonly { readonly code: string }[] = []) => of.map(({ code }) => code);

/** What a telling names, as the cessation has it: lists of codes as those of them that are there. */
function told(stop: Stopped, telling: Telling, { findings }: Audited): Telling {
  const reserved = codes(findings.filter(({ id }) => stop.reservations?.includes(id)));
  const among = (named: readonly string[] | undefined, found: readonly string[]) =>
    named?.filter((code) => found.includes(code));
  const all: { [Name in keyof Required<Telling>]: Telling[Name] } = {
    cause: stop.cause,
    site: stop.site,
    certainty: stop.certainty,
    declared: stop.declaredHoliday,
    circumstance: stop.circumstance?.kind ?? null,
    zero: instant(stop.reachedZeroAt)!,
    resumed: instant(stop.resumedAt),
    reasons: among(telling.reasons, codes(stop.reasons)),
    noReasons: telling.noReasons?.filter((code) => !codes(stop.reasons).includes(code)),
    reservations: among(telling.reservations, reserved),
    tip: stop.tip.verdict,
    tipZero: instant(stop.tip.reachedZeroAt)!,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in telling));
}

/** A finding in the words of the tables. */
export const worded = ({ code, severity, confidence, sites }: Found) =>
  [code, severity, confidence, ...sites].join(' ');

const fits = (words: string, found: string) => {
  const has = found.split(' ');
  return words.split(' ').every((word) => word === 'once' || has.includes(word));
};

const DAY = 24;

export function claim(attack: Attack): void {
  const { history, asOf = at(0, 14 * DAY), finds = [], never = [], stops, drug = 'baclofen' } = attack;
  const record = history();
  expect(refusedIn(record)).toEqual([]);
  const audit = audited(record, asOf, attack);
  expect(codes(audit.assumptions)).not.toContain('EVENT_WITHOUT_EFFECT');
  const found = audit.findings.map(worded);
  expect({ found, missing: finds.filter((words) => !found.some((one) => fits(words, one))) }).toEqual({
    found,
    missing: [],
  });
  expect(never.flatMap((words) => found.filter((one) => fits(words, one)))).toEqual([]);
  for (const words of finds.filter((one) => one.endsWith(' once'))) {
    const code = words.split(' ')[0]!;
    expect(found.filter((one) => fits(code, one))).toHaveLength(1);
  }
  if (stops) {
    const has = audit.cessations
      .filter((stop) => stop.drug === drug)
      .toSorted((a, b) => a.reachedZeroAt - b.reachedZeroAt);
    expect(has.map((stop) => `${levels(stop)} ${stop.verdict}/${stop.conformance}`)).toEqual(
      stops.map((stop) => (typeof stop === 'string' ? stop : stop[0])),
    );
    stops.forEach((stop, number) => {
      if (typeof stop !== 'string') expect(told(has[number]!, stop[1], audit)).toEqual(stop[1]);
    });
  }
  attack.holds?.(audit);
}
