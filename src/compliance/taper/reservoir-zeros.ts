import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import type { DoseStretch } from '../dose/daily-dose.js';
import { asIfKnown } from '../doubt/unknown-flow.js';
import type { Reason } from '../outcome.js';
import type { Certainty } from './cessation.js';
import { type FoundZero, emptyByAlarmAlone, foundEmpty, foundStopped } from './found-empty.js';
import { notConfirmed, projected } from './reservoir-doubts.js';
import { type TipAnswer, residualAt, tipOf } from './tip.js';
import { firstDoseFrom, zeroRuns } from './zero-runs.js';

/** A zero that was computed or recorded, or may have been. */
export interface Found {
  /** Of the stretch with which it begins, in doses that end with it. */
  readonly index: number;
  readonly doses: readonly DoseStretch[];
  readonly certainty: Certainty;
  /** When it began, where that is before that stretch. */
  readonly since?: Instant | undefined;
  readonly end: Instant | undefined;
  /** What leaves open whether or when it was zero. */
  readonly open: readonly Reason[];
  readonly tip: TipAnswer;
}

/**
 * The zeros of a drug at the reservoir, in order: those of its daily dose, and those that only may have been.
 * @param measured its daily dose, NaN where nobody knows it
 */
export function reservoirZeros(
  context: AuditContext,
  drug: string,
  measured: readonly DoseStretch[],
): readonly Found[] {
  const doses = asIfKnown(measured);
  const empty = foundEmpty(context).filter((found) => isOfRunning(found, drug, doses));
  // Of those that were started again before their zero counts: it may have lasted longer.
  const stopped = foundStopped(context).filter((found) => isOfRunning(found, drug, doses));
  const runs = zeroRuns(measured, context.time, context.policy.minHoursToCount.value).filter(
    ({ start, index }) =>
      doses[index]!.zeroCause !== 'reservoir-empty' ||
      !empty.some(({ at, until }) => start >= at && start < until),
  );
  return [
    ...runs.map(({ index, end }) => computed(context, drug, doses, index, end)),
    ...[...empty, ...stopped].map((found) => foundOnly(context, drug, doses, found)),
  ].toSorted((a, b) => a.doses[a.index]!.start - b.doses[b.index]!.start);
}

function computed(
  context: AuditContext,
  drug: string,
  doses: readonly DoseStretch[],
  index: number,
  end: Instant | undefined,
): Found {
  const zero = doses[index]!;
  const stopped =
    zero.zeroCause === 'reported'
      ? foundStopped(context).find(({ at, eventId }) => at === zero.start && eventId === zero.eventId)
      : undefined;
  const byAlarm = emptyByAlarmAlone(context, zero);
  const open = [
    ...projected(context, zero),
    ...(stopped ? [stopped.reason] : []),
    ...(byAlarm ? [byAlarm] : notConfirmed(context, zero)),
    // Taken out or emptied, and found empty: the drug may have ended before.
    ...foundEmpty(context)
      .filter(({ at, drugs }) => at === zero.start && drugs.includes(drug))
      .map(({ reason }) => reason),
  ];
  return {
    index,
    doses,
    certainty: stopped || byAlarm ? 'possible' : 'certain',
    since: stopped?.since,
    end,
    open,
    tip: tipOf(context, drug, zero.start, zero.zeroCause === 'explant', open, end),
  };
}

/** Whether it was found so while the drug was delivered by computation, and is not over then for another reason. */
function isOfRunning({ at, drugs }: FoundZero, drug: string, doses: readonly DoseStretch[]): boolean {
  const before = doses.findLast(({ start }) => start < at);
  const after = doses.findLast(({ start }) => start <= at);
  const isOver = after?.mcgPerDay === 0 && after.zeroCause !== 'reservoir-empty';
  return drugs.includes(drug) && before !== undefined && before.mcgPerDay > 0 && !isOver;
}

function foundOnly(
  context: AuditContext,
  drug: string,
  doses: readonly DoseStretch[],
  { at, since, cause, until, eventId, reason }: FoundZero,
): Found {
  const before = doses.filter(({ start }) => start < at);
  const zero: DoseStretch = {
    start: at,
    end: until,
    mcgPerDay: 0,
    held: false,
    zeroCause: cause,
    eventId,
  };
  return {
    index: before.length,
    doses: [...before, zero, ...doses.filter(({ end }) => end > until)],
    certainty: 'possible',
    since,
    end: firstDoseFrom(doses, until),
    open: [reason],
    tip: {
      reachedZeroAt: null,
      residualMcg: residualAt(context, drug, at),
      verdict: 'undetermined',
      reasons: [reason],
    },
  };
}
