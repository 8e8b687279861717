import { HOUR_MS } from '../../../infusion/schedule.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { Instant } from '../../../therapy/envelope.js';
import { isHalt, tellsOfHalt } from './halts.js';
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
const MOST_FACTS = 64;

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
const isHold = (fact: ActingEvent): boolean => isFill(fact) || fact.type === 'ReservoirEmptied';
const isProgram = ({ type }: ActingEvent): boolean =>
  type === 'PumpReprogrammed' || type === 'PumpInterrogated';
const setsPump = (fact: ActingEvent): boolean =>
  PUMP.includes(fact.type) || isHold(fact) || isProgram(fact) || isHalt(fact);

/**
 * A place from which on the facts before a place must be looked at for the pump to be there in one state only;
 * undefined where it is in one in every choice: what set it last is known, and since when.
 */
function restsOn(record: DatedRecord, end: number): number | undefined {
  const { moving } = record;
  const lastOf = (is: (fact: ActingEvent) => boolean, before = end): number => {
    for (let place = before - 1; place >= 0; place -= 1) if (is(moving[place]!)) return place;
    return -1;
  };
  const pump = lastOf(({ type }) => PUMP.includes(type));
  const program = lastOf(isProgram);
  const decisive = new Set([pump, lastOf(isHold), program, lastOf(isHold, program)]);
  // A halt may go on until something ends it.
  for (let place = Math.max(0, pump), isHalted = false; place < end; place += 1) {
    isHalted ||= isHalt(moving[place]!);
    if (!isHalted || !setsPump(moving[place]!)) continue;
    if (isUncertain(moving[place]!) && tellsOfHalt(moving[place]!)) return place;
    decisive.add(place);
  }
  const open = [...decisive].flatMap((place) => (place < 0 ? [] : openWith(record, place, end)));
  return open.length > 0 ? Math.min(...open) : undefined;
}

/** The places of a fact, and of those that may change place with it, where there are any. */
function openWith({ moving, latestUpTo }: DatedRecord, place: number, end: number): number[] {
  const fact = moving[place]!;
  const open: number[] = [];
  for (let back = place - 1; back >= 0 && latestUpTo[back]! >= fact.earliest; back -= 1)
    if (setsPump(moving[back]!) && !isSurelyBefore(moving[back]!, fact)) open.push(back, place);
  for (let on = place + 1; on < end && moving[on]!.at <= fact.latest; on += 1)
    if (setsPump(moving[on]!) && !isSurelyBefore(fact, moving[on]!)) open.push(place);
  return open;
}
