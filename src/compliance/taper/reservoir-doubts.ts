import { segmentAt } from '../../infusion/delivery.js';
import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import type { AuditContext } from '../context.js';
import type { DoseStretch } from '../dose/daily-dose.js';
import { isEmptyShown } from '../dose/empty-shown.js';
import { courseByFill } from '../dose/fills.js';
import { FLOW_UNKNOWN, isUnknownIn } from '../doubt/unknown-flow.js';
import { isAfterLastRecord, lastPumpRecord } from '../facts/last-record.js';
import type { Reason, Step } from '../outcome.js';
import { showInstant } from '../show.js';

/** Nobody recorded the reservoir's end, and nothing is recorded after it: it is only what would have come. */
export function projected(context: AuditContext, zero: DoseStretch): Reason[] {
  if (zero.zeroCause !== 'reservoir-empty' || !isAfterLastRecord(context, zero.start)) return [];
  const last = lastPumpRecord(context);
  return [
    {
      code: 'AFTER_LAST_RECORD',
      detail: `projected: nothing about the pump is recorded since ${last ? showInstant(last.at) : 'its implant'}`,
    },
  ];
}

/** The reservoir was computed to run dry, and nothing says that it did: a fill that nobody recorded is as likely. */
export function notConfirmed(context: AuditContext, zero: DoseStretch): Reason[] {
  const segment = segmentAt(context.delivery, zero.start);
  if (zero.zeroCause !== 'reservoir-empty' || segment?.haltedBy || !segment?.fill) return [];
  const course = courseByFill(context).get(segment.fill.eventId);
  if (!course || isEmptyShown(context, course, zero.start)) return [];
  return [
    {
      code: 'EMPTY_NOT_CONFIRMED',
      detail: `computed dry ${showInstant(zero.start)}; no volume that was found and no alarm says so, and a refill that nobody recorded is as likely`,
    },
  ];
}

/**
 * The steps, or the zero, rest on a time in which nobody knows what flowed: near them, or, where the reservoir is
 * computed to have run empty, since its volume was known.
 */
export function flowUnknown(
  context: AuditContext,
  measured: readonly DoseStretch[],
  steps: readonly Step[],
  zero: DoseStretch,
): Reason[] {
  const { delivery, policy } = context;
  const near = (steps[0]?.at ?? zero.start) - policy.maxDaysWithoutFall.value * DAY_MS;
  const known =
    zero.zeroCause === 'reservoir-empty' ? segmentAt(delivery, zero.start)?.fill?.known.at : undefined;
  const to = zero.start + policy.minHoursToCount.value * HOUR_MS;
  return isUnknownIn(measured, Math.min(near, known ?? near), to) ? [FLOW_UNKNOWN] : [];
}
