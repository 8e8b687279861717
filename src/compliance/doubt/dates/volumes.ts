import { type Delivery, pumpedMl, segmentAt } from '../../../infusion/delivery.js';
import { DAY_MS, dailyMl, movedMl } from '../../../infusion/schedule.js';
import { type Segment, heldMl } from '../../../infusion/segment.js';
import { DRY_WITHIN_ML, SHOWN_DIFFERS_ML, agrees } from '../../../infusion/stretches/agreement.js';
import type { Stretch } from '../../../infusion/stretches/stretch.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { Instant } from '../../../therapy/envelope.js';
import { isHalt } from './halts.js';
import type { DatedRecord } from './record.js';
import { isOfOneDate } from './stated.js';

/** How far from its instant here a fact can be in another choice of the same kind, ms. */
export type Latitude = (fact: ActingEvent) => number;

/** What a volume may say otherwise in another choice: that the reservoir was dry, or whether what was found agrees. */
export type VolumeDoubt = 'dry' | 'agreement';

/**
 * What the volumes of the stretches that touch a time may say otherwise: whether the reservoir ran dry by its end, and
 * whether what was found agrees, of stretches that touch the later part of it.
 */
export function volumeDoubt(
  delivery: Delivery,
  acting: readonly ActingEvent[],
  latitude: Latitude,
  { from, agreesFrom, to }: { readonly from: Instant; readonly agreesFrom: Instant; readonly to: Instant },
  hasOpenEnd: (stretch: Stretch) => boolean,
): VolumeDoubt | undefined {
  let doubt: VolumeDoubt | undefined;
  for (const stretch of delivery.stretches) {
    if (stretch.start > to || stretch.end < from) continue;
    const within = acting.filter(({ at }) => at >= stretch.start && at <= stretch.end);
    const byThen = within.filter((fact) => fact.at - latitude(fact) <= to);
    const most = mostOtherwise(delivery, stretch, byThen, latitude);
    const uncertain = byThen.filter((fact) => latitude(fact) > 0);
    if (most > 0 && mayBeDry(delivery, stretch, uncertain, latitude, most, to)) return 'dry';
    const isOpen = hasOpenEnd(stretch);
    if (isOpen && (stretch.factor !== 1 || dryIn(delivery, stretch.start, Math.min(stretch.end, to))))
      return 'dry';
    if (stretch.end < agreesFrom) continue;
    if (isOpen) doubt = 'agreement';
    const inAll = mostOtherwise(delivery, stretch, within, latitude);
    if (inAll > 0 && mayAgreeOtherwise(delivery, stretch, within, inAll)) doubt = 'agreement';
  }
  return doubt;
}

/** Whether another fact than the one that ends a stretch may have ended it, as far as a date leaves it open. */
export function mayEndOtherwise(
  { start, beganBy, endedBy, end }: Stretch,
  { byId, closing }: DatedRecord,
  isDecided: (a: ActingEvent, b: ActingEvent) => boolean,
): boolean {
  const [first, last] = [byId.get(beganBy), byId.get(endedBy!)];
  const latest = last?.latest ?? end;
  const isTied = (fact: ActingEvent, other: ActingEvent | undefined) =>
    other !== undefined && (isDecided(fact, other) || isOfOneDate(fact, other));
  return closing.some((fact) => {
    if (fact === first || fact === last || fact.latest < start || fact.earliest > latest) return false;
    if (isTied(fact, last)) return false;
    return last !== undefined || !isTied(fact, first);
  });
}

/** By how much what is computed for a stretch can differ in another choice, mL. */
function mostOtherwise(
  delivery: Delivery,
  stretch: Stretch,
  within: readonly ActingEvent[],
  latitude: Latitude,
): number {
  let most = 0;
  for (const fact of within) {
    const ms = latitude(fact);
    if (ms <= 0) continue;
    const isEdge = fact.id === stretch.beganBy || fact.id === stretch.endedBy;
    const around = [segmentAt(delivery, fact.at - 1), segmentAt(delivery, fact.at)] as const;
    const flows = around.map(flowOf);
    const highest = Math.max(...flows);
    const [before, after] = around;
    if (around.some(isPulsed)) {
      if (isEdge || before?.program !== after?.program || before?.halt !== after?.halt)
        most += highest * (ms / DAY_MS + 1);
    } else {
      const isAlike = !isEdge && !before?.halt && !after?.halt;
      const differs = isAlike ? Math.abs(flows[0]! - flows[1]!) : highest;
      most += (differs * ms) / DAY_MS;
    }
  }
  return most;
}

/** What the program in force moves, mL/day, also while nothing flows. */
const flowOf = (segment: Segment | undefined): number =>
  segment?.program ? dailyMl(segment.program.schedule) + segment.patientMlPerMs * DAY_MS : 0;

const isPulsed = (segment: Segment | undefined): boolean =>
  (segment?.program?.schedule.boluses.length ?? 0) > 0;

/** Also where the volume is so near to it that what is found would decide whether it was dry. */
function mayBeDry(
  delivery: Delivery,
  stretch: Stretch,
  uncertain: readonly ActingEvent[],
  latitude: Latitude,
  most: number,
  to: Instant,
): boolean {
  const { start, end, startMl, factor, expectedMl } = stretch;
  const until = Math.min(end, to);
  const lowest = segmentAt(delivery, start)?.pump?.data.nonExtractableVolumeMl ?? 0;
  // What was found says that it was not, as long as it would have been by what was computed.
  if (factor !== 1) return expectedMl - (startMl - lowest) <= most + DRY_WITHIN_ML;
  const dry = dryIn(delivery, start, until);
  if (!dry) {
    const pumped = pumpedMl(delivery, until) - pumpedMl(delivery, start);
    return startMl - lowest - pumped <= most + DRY_WITHIN_ML;
  }
  // It was in every choice, and at the same instant.
  return (
    dry.missingMl <= most + DRY_WITHIN_ML || uncertain.some((fact) => fact.at - latitude(fact) <= dry.at)
  );
}

/** When a reservoir ran dry by an instant, and what it lacked by then. */
function dryIn(
  { segments }: Delivery,
  from: Instant,
  until: Instant,
): { readonly at: Instant; readonly missingMl: number } | undefined {
  let at: Instant | undefined;
  let missingMl = 0;
  segments.forEach(({ start, halt, intended }, index) => {
    if (halt !== 'reservoir-empty' || start < from || start >= until) return;
    at ??= start;
    missingMl += movedMl(intended, start, Math.min(until, segments[index + 1]?.start ?? until));
  });
  return at === undefined ? undefined : { at, missingMl };
}

function mayAgreeOtherwise(
  delivery: Delivery,
  { movedMl, expectedMl, refuted }: Stretch,
  within: readonly ActingEvent[],
  most: number,
): boolean {
  if (refuted.length > 0) return true;
  if (movedMl !== undefined) {
    const isSo = agrees(movedMl, expectedMl);
    const atEnds = [expectedMl - most, expectedMl + most].map((other) => agrees(movedMl, Math.max(0, other)));
    // What agrees lies between two limits, and a computed volume that is the moved one agrees.
    if (atEnds.some((other) => other !== isSo)) return true;
    if (!isSo && Math.abs(movedMl - expectedMl) <= most) return true;
    // Whether over half of what was due stayed in the reservoir.
    const stayed = (due: number) => movedMl < due / 2;
    if (!isSo && stayed(expectedMl - most) !== stayed(expectedMl + most)) return true;
    if (!isSo && within.some(isHalt)) return true;
  }
  return within.some((fact) => {
    if (fact.type !== 'PumpInterrogated') return false;
    const shown = fact.data.shows?.reservoirVolumeMl;
    const moment = delivery.moments.find(({ eventId }) => eventId === fact.id);
    if (shown === undefined || !moment?.foundFill) return false;
    const differs = Math.abs(shown - heldMl(moment.foundFill, moment.pumpedMl));
    return Math.abs(differs - SHOWN_DIFFERS_ML) <= most;
  });
}
