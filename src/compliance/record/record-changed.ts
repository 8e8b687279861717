import type { Sealed } from '../../therapy/envelope.js';
import { NOT_OF_THE_SYSTEM } from '../../therapy/none.js';
import type { EventTypeName } from '../../therapy/events/index.js';
import { isFromFile } from '../../therapy/way-in.js';
import { effectiveContents } from '../../therapy/timeline.js';
import { type Finding, finding } from '../rules/finding.js';
import type { Cessation } from '../taper/cessations.js';
import type { Amended } from './amendments.js';
import { recorderOf, saidBy, statedDate } from './said.js';

/** What an audit judges, that may go with a change of the record. */
export interface Judgements {
  readonly cessations: readonly Cessation[];
  readonly findings: readonly Finding[];
}

/** Single changes that are tried, each for the price of an audit; of more nobody says what went with which. */
const MOST_TRIED = 4;

/**
 * The events of the pump that were corrected or voided by hand, for each policy of an audit. Whether a verdict, a
 * cessation or a critical finding went with one is seen by the audits of the record without the change: first without all
 * of them, which mostly changes nothing; where it does, without each of the first few. What was recorded in the place of
 * it later hides that: so the record as it was when the change came is looked at, too.
 * @param judged what holds by the record as it stands, one a policy
 * @param judgedWithout the same of another record
 */
export function recordChanged(
  known: readonly Sealed[],
  amended: readonly Amended[],
  judged: readonly Judgements[],
  judgedWithout: (events: readonly Sealed[]) => readonly Judgements[],
): readonly (readonly Finding[])[] {
  const changed = amended.filter(isByHandOfPump);
  if (changed.length === 0) return judged.map(() => []);
  const without = (some: readonly Amended[]) => {
    const gone = new Set(some.flatMap(({ words }) => words));
    return judgedWithout(known.filter((event) => !gone.has(event as (typeof some)[number]['words'][number])));
  };
  const all = without(changed);
  const matters = judged.map((now, policy) => isLess(now, all[policy]!));
  const isOne = changed.length === 1;
  const single =
    matters.some(Boolean) && !isOne ? changed.slice(0, MOST_TRIED).map((one) => without([one])) : [];
  const stands = new Map(effectiveContents(known).map((event) => [event.id, event]));
  const atOnce = wentAtOnce(known, changed, judged, judgedWithout);
  return judged.map((now, policy) => {
    const alone = single.map((others) => isLess(now, others[policy]!));
    // What only several together took away went with each of them.
    const isJoint = !alone.includes(true);
    return changed.map((one, number) => {
      const went = matters[policy]! && (isJoint || (alone[number] ?? true));
      return describe(one, stands.has(one.original.id), went || atOnce[policy]![number]!);
    });
  });
}

/**
 * By policy, whether each change took something away when it came that is not judged now: by what was known until then,
 * with it and without. The first few are looked at one by one, the others together.
 */
function wentAtOnce(
  known: readonly Sealed[],
  changed: readonly Amended[],
  judged: readonly Judgements[],
  judgedOf: (events: readonly Sealed[]) => readonly Judgements[],
): readonly (readonly boolean[])[] {
  const took = (some: readonly Amended[]) => {
    const words = new Set<Sealed>(some.flatMap((one) => one.words));
    const first = known.findIndex((event) => words.has(event));
    const until = known.slice(0, first);
    const ids = new Set(until.map(({ id }) => id));
    const then = some.filter(({ original }) => ids.has(original.id)).flatMap((one) => one.words);
    const before = judgedOf(until);
    if (judged.every((now, policy) => !isLess(now, before[policy]!))) return judged.map(() => false);
    const after = judgedOf([...until, ...then]);
    return judged.map(
      (now, policy) => isLess(now, before[policy]!) && isLess(after[policy]!, before[policy]!),
    );
  };
  const rest = changed.slice(MOST_TRIED);
  const groups = [...changed.slice(0, MOST_TRIED).map((one) => [one]), ...(rest.length > 0 ? [rest] : [])];
  const found = groups.flatMap((group) => {
    const went = took(group);
    return group.map(() => went);
  });
  return judged.map((_, policy) => found.map((went) => went[policy]!));
}

const isOfPump = (type: EventTypeName): boolean => !Object.hasOwn(NOT_OF_THE_SYSTEM, type);

/** What came in a file was said there: nobody changed it here. */
const isByHandOfPump = ({ original, words }: Amended): boolean =>
  !words.every(isFromFile) &&
  (isOfPump(original.type) ||
    words.some((word) => word.type === 'EventCorrected' && isOfPump(word.data.replacement.type)));

/** Whether something is not judged now, or judged otherwise, that was by another record. */
const isLess = (now: Judgements, before: Judgements): boolean =>
  isMissing(before.cessations.map(verdictsOf), now.cessations.map(verdictsOf)) ||
  isMissing(criticalIn(before.findings), criticalIn(now.findings));

const verdictsOf = ({ drug, site, verdict, conformance, tip }: Cessation): string =>
  [drug, site, verdict, conformance, tip.verdict].join(' ');

const criticalIn = (findings: readonly Finding[]): string[] =>
  findings.filter(({ severity }) => severity === 'critical').map(({ code }) => code);

/** Whether one of some is not among others, as often as it is there. */
function isMissing(some: readonly string[], others: readonly string[]): boolean {
  const left = [...others];
  return some.some((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function describe({ original, words, at }: Amended, stands: boolean, matters: boolean): Finding {
  const last = words.at(-1)!;
  const done = last.type === 'EventVoided' ? (stands ? 'its change was voided' : 'voided') : 'corrected';
  const often = words.length > 1 ? `, the last of ${words.length} changes` : '';
  return finding({
    code: 'RECORD_CHANGED',
    at,
    severity: matters ? 'warning' : 'info',
    detail:
      `${original.type} ${original.id} of ${statedDate(original)} was ${done} ${last.recordedAt} by ${recorderOf(last)}${often}; ` +
      `it said: ${saidBy(original)}${matters ? '; a verdict, a cessation or a critical finding went with it' : ''}`,
    cause: original.id,
    ...(matters && { settledBy: 'the source of the event, and why it was changed' }),
    eventIds: [original.id, ...words.map(({ id }) => id)],
  });
}
