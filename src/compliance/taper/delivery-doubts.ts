import { lastAtOrBefore } from '../../infusion/delivery.js';
import type { Cause } from '../../infusion/bounds/cause.js';
import type { Site } from '../../infusion/dose.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { belowSchedule } from '../dose/below-schedule.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { worthAt } from '../doubt/delivery-worth.js';
import type { ZeroCause } from '../dose/zero-cause.js';
import { showInstant } from '../show.js';
import { CERTAIN, type Doubts, allOf } from './doubts.js';

/** A way to zero as it was computed at a site. */
export interface Way {
  readonly drug: string;
  readonly site: Site;
  /** The instants of its falls, the zero the last of them. */
  readonly falls: readonly Instant[];
  /** Told by itself. */
  readonly isFlowUnknown?: boolean;
  readonly zeroBy?: { readonly cause: ZeroCause; readonly eventId: EventId | undefined };
}

/** What was delivered on the way may be another dose than was computed. */
export const deliveryDoubts = (context: AuditContext, way: Way): Doubts =>
  allOf(contradictedDoubts(context, way), belowScheduleDoubts(context, way));

/** The boluses of programs that were set anew, and never came, are missing at both sites. */
function belowScheduleDoubts(context: AuditContext, { drug, falls }: Way): Doubts {
  const [from, to] = [falls[0]!, falls.at(-1)!];
  const below = belowSchedule(context).filter(
    (one) => one.drug === drug && one.at <= to && (one.until ?? Number.POSITIVE_INFINITY) >= from,
  );
  if (below.length === 0) return CERTAIN;
  const least = Math.min(...below.map(({ shareOfDue }) => shareOfDue));
  const isCritical = below.some(({ severity }) => severity === 'critical');
  const reason = {
    code: 'DELIVERY_BELOW_SCHEDULE',
    detail: `on the way ${sixDigits(100 * least)} % of what the daily dose promises was given in some ${below[0]!.windowHours} h`,
  };
  // What one new program cost was one bolus.
  const mostStays = isCritical && least < 1 - context.policy.refill.criticalPct.value / 100;
  return mostStays ? { open: [reason], reserved: [] } : { open: [], reserved: [reason] };
}

/** A fall lies in a stretch in which a volume or the pump contradicts what was computed. */
function contradictedDoubts(context: AuditContext, way: Way): Doubts {
  const found = way.falls
    .map((at) => ({ at, causes: contradictions(context, way, at) }))
    .find(({ causes }) => causes.length > 0);
  if (!found) return CERTAIN;
  const { at, causes } = found;
  const reason = {
    code: 'DELIVERY_CONTRADICTED',
    detail: `the fall of ${showInstant(at)} lies in a time in which what was computed is contradicted: ${causes[0]!.detail}`,
  };
  return way.falls.some((fall) => mostStayed(context, fall))
    ? { open: [reason], reserved: [] }
    : { open: [], reserved: [reason] };
}

/** What says so itself is no contradiction of the stop. */
const STOPS: readonly ZeroCause[] = ['reported', 'end-of-service', 'motor-stall'];
const NO_CONTRADICTIONS: readonly Cause['code'][] = ['PATIENT_BOLUSES_UNREAD', 'STALL_REFUTED'];
/** Of the tip these have reasons of their own. */
const OF_THE_PATH: readonly Cause['code'][] = ['CATHETER_FAULTY', 'PATH_CONTENT_UNKNOWN', 'FLOW_UNKNOWN'];

/** Of an instant at which one stretch ends and another begins, those of both. */
function contradictions(context: AuditContext, { site, zeroBy, isFlowUnknown }: Way, at: Instant): Cause[] {
  const worth = worthAt(context)[site];
  const isStop = ({ code, eventIds }: Cause) =>
    code === 'PROGRAM_DIFFERS' &&
    zeroBy?.eventId !== undefined &&
    STOPS.includes(zeroBy.cause) &&
    eventIds.includes(zeroBy.eventId);
  return [worth.at(at - 1), worth.at(at)]
    .filter(({ status }) => status === 'contradicted')
    .flatMap(({ because }) => because)
    .filter(({ code, to }) => !NO_CONTRADICTIONS.includes(code) && to >= at)
    .filter(({ code }) => !(isFlowUnknown && code === 'FLOW_UNKNOWN'))
    .filter((cause) => !isStop(cause) && !(site === 'tip' && OF_THE_PATH.includes(cause.code)));
}

/** By the volumes, over so much of what was due stayed in the reservoir. */
function mostStayed({ delivery, policy }: AuditContext, at: Instant): boolean {
  const { stretches } = delivery;
  return [at - 1, at].some((instant) => {
    const stretch = stretches[lastAtOrBefore(stretches, ({ start }) => start, instant)];
    if (!stretch || stretch.movedMl === undefined || instant >= stretch.end) return false;
    const stayedMl = stretch.expectedMl - stretch.movedMl;
    return stayedMl > (policy.refill.criticalPct.value / 100) * stretch.expectedMl;
  });
}
