import { canonicalDrug } from '../../infusion/drugs.js';
import { DAY_MS } from '../../infusion/schedule.js';
import type { Acting } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';

export const plansOf = oncePer(({ events }) =>
  events.filter((event): event is Acting<'HolidayPlanned'> => event.type === 'HolidayPlanned'),
);

/** The plans that declare a zero a holiday: those for the drug within the policy's days and after the zero before. */
export function holidayPlansOf(
  context: AuditContext,
  drug: string,
  zeroAt: Instant,
  previousZeroAt = Number.NEGATIVE_INFINITY,
): readonly Acting<'HolidayPlanned'>[] {
  const since = zeroAt - context.policy.holidayPlannedWithinDays.value * DAY_MS;
  return plansOf(context).filter(
    ({ data, at }) => canonicalDrug(data.drug) === drug && at >= since && at <= zeroAt && at > previousZeroAt,
  );
}
