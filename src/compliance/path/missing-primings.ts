import { type Delivery, type PathMoment, instantOfMl, segmentAt } from '../../infusion/delivery.js';
import { HOUR_MS, isResting } from '../../infusion/schedule.js';
import { SAME_ML, SPECK_ML } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { recordedIn } from '../dose/recorded.js';
import { timeWithout } from './time-without.js';

/** A part of the path that was left drug-free, so that the tip went without drug for long before any priming of it. */
export interface MissingPriming {
  readonly moment: PathMoment;
  /** The events that left it, in order. */
  readonly origins: readonly EventId[];
  /** Infinity where it is as long as the path. */
  readonly volumeMl: number;
  /** From when on the tip went without. */
  readonly since: Instant;
  /** Until when; undefined while it goes on. */
  readonly end: Instant | undefined;
}

interface Gap {
  readonly origins: EventId[];
  readonly fromMl: number;
  readonly toMl: number;
}

export const missingPrimings = oncePer((context): readonly MissingPriming[] =>
  gaps(context.delivery).flatMap((gap) => judge(context, gap) ?? []),
);

/** Drug-free stretches at the tip, but for what the reservoir held, each with the events that left them; neighbours are one. */
function gaps(delivery: Delivery): Gap[] {
  const { tip, moments } = delivery;
  const { isFill } = recordedIn(delivery);
  const all: Gap[] = [];
  let open: { origins: EventId[]; fromMl: number; toMl: number } | undefined;
  tip.forEach(({ fluid, fromMl }, index) => {
    if (fluid.kind !== 'drug-free' || fluid.origin === undefined || isFill(fluid.origin)) {
      open = undefined;
      return;
    }
    const toMl = tip[index + 1]?.fromMl ?? Number.POSITIVE_INFINITY;
    if (open) {
      open.origins.push(fluid.origin);
      open.toMl = toMl;
    } else all.push((open = { origins: [fluid.origin], fromMl, toMl }));
  });
  const order = new Map(moments.map(({ eventId }, index) => [eventId, index]));
  for (const { origins } of all) origins.sort((a, b) => order.get(a)! - order.get(b)!);
  return all;
}

function judge(context: AuditContext, gap: Gap): MissingPriming | undefined {
  const { delivery, policy, time } = context;
  const moment = delivery.moments.find(({ eventId }) => eventId === gap.origins[0])!;
  const since = begins(delivery, moment, gap);
  // Nothing began where a pump that runs was taken over.
  if (since === undefined || moment.type === 'TherapyTakenOver') return undefined;
  const gone = Number.isFinite(gap.toMl)
    ? instantOfMl(delivery, gap.toMl + SPECK_ML)
    : Number.POSITIVE_INFINITY;
  const volumeMl = gap.toMl - gap.fromMl;
  const primed = primingAfter(context, moment, volumeMl) ?? Number.POSITIVE_INFINITY;
  const limitMs = policy.minHoursToCount.value * HOUR_MS;
  const tooLong = timeWithout(delivery, since, Math.min(gone, primed), limitMs);
  if (tooLong === undefined || !time.hasCome(tooLong)) return undefined;
  return { moment, origins: gap.origins, volumeMl, since, end: time.hasPassed(gone) ? gone : undefined };
}

const primingAfter = ({ events }: AuditContext, moment: PathMoment, volumeMl: number): Instant | undefined =>
  events.find(
    (event) =>
      event.type === 'PumpReprogrammed' &&
      event.data.program.startsWith?.kind === 'priming' &&
      event.at >= moment.at &&
      event.data.program.startsWith.volumeMl >= volumeMl - SAME_ML,
  )?.at;

/** When the tip began to go without: at the event, but in a therapy that has yet to begin when the pump first runs. */
function begins(delivery: Delivery, moment: PathMoment, gap: Gap): Instant | undefined {
  const reaches = Math.max(moment.at, instantOfMl(delivery, gap.fromMl));
  if (delivery.tip.some(({ fluid, fromMl }) => fluid.kind === 'drug' && fromMl < gap.fromMl))
    return Math.round(reaches);
  const runs = segmentAt(delivery, reaches);
  if (runs && !isResting(runs.schedule)) return Math.round(reaches);
  return delivery.segments.find(({ start, schedule }) => start >= reaches && !isResting(schedule))?.start;
}
