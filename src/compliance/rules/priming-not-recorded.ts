import { type Delivery, type PathMoment, instantOfMl, segmentAt } from '../../infusion/delivery.js';
import { HOUR_MS, isResting } from '../../infusion/schedule.js';
import { SAME_ML, SPECK_ML } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { recordedIn } from '../dose/recorded.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';
import { surenessOfTip } from './sureness-of-tip.js';

interface Gap {
  readonly origins: EventId[];
  readonly fromMl: number;
  readonly toMl: number;
}

/** Part of the path was left drug-free, and the tip went without drug for long before any priming of that volume. */
export const primingNotRecorded: Rule = (context) =>
  gaps(context.delivery).flatMap((gap) => {
    const found = judge(context, gap);
    return found ? [found] : [];
  });

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

function judge(context: AuditContext, gap: Gap): Finding | undefined {
  const { delivery, policy, time } = context;
  const moment = delivery.moments.find(({ eventId }) => eventId === gap.origins[0])!;
  const since = begins(delivery, moment, gap);
  const limitMs = policy.minHoursToCount.value * HOUR_MS;
  // Of a reservoir without drug none was to arrive.
  if (since === undefined || segmentAt(delivery, since)?.fill?.fluid.kind === 'drug-free') return undefined;
  const gone = Number.isFinite(gap.toMl)
    ? instantOfMl(delivery, gap.toMl + SPECK_ML)
    : Number.POSITIVE_INFINITY;
  const end = time.hasPassed(gone) ? gone : undefined;
  if (end === undefined ? !time.hasElapsed(limitMs, since) : end - since < limitMs) return undefined;
  const volumeMl = gap.toMl - gap.fromMl;
  const primed = context.events.some(
    (event) =>
      event.type === 'PumpReprogrammed' &&
      event.data.program.startsWith?.kind === 'priming' &&
      event.at >= moment.at &&
      event.at < since + limitMs &&
      event.data.program.startsWith.volumeMl >= volumeMl - SAME_ML,
  );
  if (primed) return undefined;
  return finding({
    code: 'PRIMING_NOT_RECORDED',
    at: moment.at,
    // One event may leave two stretches with drug between them.
    about: String(since),
    detail: `${Number.isFinite(volumeMl) ? `${sixDigits(volumeMl)} mL of the path were` : 'the path was'} left drug-free and no priming of that volume is recorded; the tip went without drug from ${showInstant(since)} ${
      end === undefined ? 'on' : `for ${sixDigits((end - since) / HOUR_MS)} h`
    }`,
    ...surenessOfTip(context, since),
    eventIds: gap.origins,
  });
}

/** When the tip began to go without: at the event, but in a therapy that has yet to begin when the pump first runs. */
function begins(delivery: Delivery, moment: PathMoment, gap: Gap): Instant | undefined {
  const reaches = Math.max(moment.at, instantOfMl(delivery, gap.fromMl));
  if (delivery.tip.some(({ fluid, fromMl }) => fluid.kind === 'drug' && fromMl < gap.fromMl))
    return Math.round(reaches);
  const runs = segmentAt(delivery, reaches);
  if (runs && !isResting(runs.schedule)) return Math.round(reaches);
  return delivery.segments.find(({ start, schedule }) => start >= reaches && !isResting(schedule))?.start;
}
