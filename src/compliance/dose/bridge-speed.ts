import { lastAtOrBefore } from '../../infusion/delivery.js';
import { pathAt, pathMcg } from '../../infusion/path-content.js';
import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import { SPECK_MCG, above } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { restartMcgPerDay } from './delivery-begins.js';
import { type GivenCurve, curveOf } from './given-curve.js';

/** A bridge or priming that pushes a drug out of the path far faster than it was given before. */
export interface FastBridge {
  readonly drug: string;
  readonly kind: 'bridge' | 'priming';
  readonly at: Instant;
  /** When it ended; undefined while it runs. */
  readonly until?: Instant;
  /** Over its duration and the hour before, as it is set. */
  readonly givenMcg: number;
  readonly mostMcg: number;
  readonly hours: number;
  /** The dose that it is measured by, and whether it is that before or the one to begin again with. */
  readonly ofMcgPerDay: number;
  readonly isRestart: boolean;
  readonly eventIds: readonly EventId[];
}

/** What leaves before it begins belongs to it: a program that was to be bridged may run a while. */
const BEFORE_MS = HOUR_MS;

export const fastBridges = oncePer((context): readonly FastBridge[] =>
  bridgesIn(context).flatMap((bridge) =>
    [...context.delivery.drugs].flatMap((drug) => judge(context, bridge, drug)),
  ),
);

interface Bridge {
  readonly segment: Segment;
  readonly kind: 'bridge' | 'priming';
  readonly start: Instant;
  readonly end: Instant;
}

/** Times in which a `startsWith` of either kind runs, as far as it flows. */
function bridgesIn({ delivery: { segments } }: AuditContext): Bridge[] {
  const found: Bridge[] = [];
  segments.forEach((segment, index) => {
    const kind = segment.program?.startsWith?.kind;
    if (segment.activity !== 'starts-with' || !kind || kind === 'single') return;
    const end = segments[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const last = found.at(-1);
    if (last?.end === segment.start && last.segment.program === segment.program)
      found[found.length - 1] = { ...last, end };
    else found.push({ segment, kind, start: segment.start, end });
  });
  return found;
}

function judge(context: AuditContext, bridge: Bridge, drug: string): FastBridge[] {
  const { delivery, time } = context;
  const { segment, kind, start, end } = bridge;
  const from = start - BEFORE_MS;
  if (!(pathMcg(pathAt(delivery, from), drug) > 0 || pathMcg(pathAt(delivery, start), drug) > 0)) return [];
  const curve = curveOf(delivery, drug);
  const measure = doseBefore(context, drug, start);
  if (!measure || !isAtTheTip(curve, from, end)) return [];
  const mostMcg = (measure.most * (end - from)) / DAY_MS;
  const givenMcg = curve.upTo(end) - curve.upTo(from);
  if (!above(givenMcg, mostMcg + SPECK_MCG)) return [];
  if (!time.hasCome(Math.max(start, curve.whenGiven(mostMcg, from, end)))) return [];
  return [
    {
      drug,
      kind,
      at: Math.round(start),
      ...(time.hasCome(end) && { until: Math.round(end) }),
      givenMcg,
      mostMcg,
      hours: (end - from) / HOUR_MS,
      ofMcgPerDay: measure.of,
      isRestart: measure.isRestart,
      eventIds: [segment.program?.eventId, segment.fill?.eventId].filter((id) => id !== undefined),
    },
  ];
}

const isAtTheTip = (curve: GivenCurve, from: Instant, to: Instant): boolean =>
  curve.pieces.every(({ start, end, site }) => site === 'tip' || end <= from || start >= to);

interface Measure {
  readonly of: number;
  readonly most: number;
  readonly isRestart: boolean;
}

/** The last daily dose above zero before what the reservoir holds was filled in; after a long time that to begin again with. */
function doseBefore(context: AuditContext, drug: string, start: Instant): Measure | undefined {
  const { maxRatio, lookBackDays } = context.policy.bridgeSpeed;
  const doses = context.uninterrupted(drug, 'reservoir');
  const before = switchBefore(context, start);
  let index = lastAtOrBefore(doses, (dose) => dose.start, before - 1);
  while (index >= 0 && !(doses[index]!.mcgPerDay > 0)) index -= 1;
  const last = doses[index];
  const isOld = !last || start - Math.min(last.end, before) > lookBackDays.value * DAY_MS;
  const of = isOld ? restartMcgPerDay(context, drug) : last.mcgPerDay;
  return of === undefined ? undefined : { of, most: isOld ? of : maxRatio.value * of, isRestart: isOld };
}

/** When the content that is bridged was filled in: at the visit, or a day before at most. */
function switchBefore({ delivery, policy }: AuditContext, start: Instant): Instant {
  const since = start - policy.reprogramWithinHours.value * HOUR_MS;
  const fill = delivery.moments.findLast(
    ({ at, foundFill, leftFill }) => at <= start && at >= since && leftFill?.eventId !== foundFill?.eventId,
  );
  return fill?.at ?? start;
}
