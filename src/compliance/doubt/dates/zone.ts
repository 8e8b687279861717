import { actsOnDelivery } from '../../../infusion/effects.js';
import { HOUR_MS } from '../../../infusion/schedule.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { Instant } from '../../../therapy/envelope.js';
import type { DatedRecord } from './record.js';
import { isSurelyBefore } from './record.js';
import { isFill, isUncertain } from './stated.js';

/** Facts whose order and distances decide what a time looks like: nothing outside them does, in any choice. */
export interface Zone {
  /** Places in the record’s `moving`. */
  readonly from: number;
  readonly to: number;
  readonly facts: readonly ActingEvent[];
}

/** No rule looks further than this from one fact to the next, but for those of the course and of volumes. */
const APART_MS = 50 * HOUR_MS;
/** A zone of more facts is not worked out: what it would decide is undetermined. */
export const MOST_FACTS = 64;

/**
 * The facts that decide a time, and those that may change place with them; undefined where they are too many. What was
 * before them leaves the pump the same in every choice.
 */
export function zoneAround(record: DatedRecord, from: Instant, to: Instant): Zone | undefined {
  const { moving, latestUpTo, earliestFrom } = record;
  const isGap = (place: number): boolean =>
    place <= 0 ||
    place >= moving.length ||
    earliestFrom[place]! - latestUpTo[place - 1]! >= APART_MS ||
    isExactGap(record, place);
  let first = 0;
  for (let place = moving.length; place > 0; place -= 1)
    if (latestUpTo[place - 1]! < from && isGap(place)) {
      first = place;
      break;
    }
  let end = first;
  while (end < moving.length && !(earliestFrom[end]! > to && isGap(end))) end += 1;
  while (first > 0) {
    const settledFrom = restsOn(record, first);
    if (settledFrom === undefined || end - first > MOST_FACTS) break;
    first = settledFrom;
    while (!isGap(first)) first -= 1;
  }
  const facts = moving.slice(first, end);
  if (facts.length > MOST_FACTS && facts.some(isUncertain)) return undefined;
  return { from: first, to: end, facts };
}

/** Whether no date near a place is an interval, so that only one choice is there. */
function isExactGap({ moving, latestUpTo, earliestFrom }: DatedRecord, place: number): boolean {
  if (latestUpTo[place - 1]! > earliestFrom[place]!) return false;
  const at = moving[place]!.at;
  for (let back = place - 1; back >= 0 && latestUpTo[back]! >= at - APART_MS; back -= 1)
    if (isUncertain(moving[back]!)) return false;
  for (let on = place; on < moving.length && earliestFrom[on]! <= at + APART_MS; on += 1)
    if (isUncertain(moving[on]!)) return false;
  return true;
}

const PUMP: readonly ActingEvent['type'][] = [
  'PumpImplanted',
  'PumpReplaced',
  'PumpExplanted',
  'TherapyTakenOver',
  'TherapyEnded',
];
/** Whether it tells that the pump stood still, and what it does depends on what comes within a day of it. */
export function tellsOfHalt(fact: ActingEvent): boolean {
  if (fact.type === 'PumpAlarmRaised') return actsOnDelivery(fact);
  if (fact.type !== 'PumpInterrogated') return false;
  const { alarms = [], shows } = fact.data;
  return (
    alarms.length > 0 ||
    shows?.motorStalls !== undefined ||
    shows?.stoppedSince !== undefined ||
    shows?.mode === 'motor-stalled'
  );
}
const isHalt = (fact: ActingEvent): boolean =>
  fact.type === 'MotorStallDetected' || fact.type === 'MotorStallRecovered' || tellsOfHalt(fact);

/**
 * The place from which on the facts before a place must be known in their order for the pump to be there in one state
 * only; undefined where they are, in every choice.
 */
function restsOn({ moving, latestUpTo }: DatedRecord, end: number): number | undefined {
  const lastOf = (is: (fact: ActingEvent) => boolean, before = end): number => {
    for (let place = before - 1; place >= 0; place -= 1) if (is(moving[place]!)) return place;
    return -1;
  };
  const isHold = (fact: ActingEvent) => isFill(fact) || fact.type === 'ReservoirEmptied';
  const pump = lastOf(({ type }) => PUMP.includes(type));
  const program = lastOf(({ type }) => type === 'PumpReprogrammed');
  let needed = Math.max(
    0,
    Math.min(
      ...[pump, lastOf(isHold), program, program < 0 ? -1 : lastOf(isHold, program)].map((place) =>
        place < 0 ? Number.POSITIVE_INFINITY : place,
      ),
    ),
  );
  if (!Number.isFinite(needed)) needed = 0;
  // A halt may go on until something ends it.
  for (let place = Math.max(0, pump); place < end; place += 1)
    if (isHalt(moving[place]!)) {
      needed = Math.min(needed, place);
      break;
    }
  for (let place = needed; place < end; place += 1) {
    if (isUncertain(moving[place]!) && tellsOfHalt(moving[place]!)) return needed;
    for (let back = place - 1; back >= 0 && latestUpTo[back]! >= moving[place]!.earliest; back -= 1)
      if (!isSurelyBefore(moving[back]!, moving[place]!)) return Math.min(needed, back);
  }
  return undefined;
}
