import { segmentAt } from '../../infusion/delivery.js';
import { dailyMl } from '../../infusion/schedule.js';
import type { AuditContext } from '../context.js';
import { type MeasuredVolume, accuracyLimits, isOff, measuredVolumes } from '../dose/measured-volumes.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';

/** What was found in the reservoir is not what should have been there. */
export const refillDiscrepancy: Rule = (context) =>
  measuredVolumes(context)
    .filter(isOff)
    .map((measured) => {
      const { event, course } = measured;
      const isDated =
        event.latest > event.earliest || (course && course.event.latest > course.event.earliest);
      return finding({
        code: 'REFILL_DISCREPANCY',
        at: event.at,
        detail: describe(context, measured),
        ...(isDated && {
          confidence: 'possible',
          settledBy: 'the instants of the fill and of the measurement',
        }),
        eventIds: [event.id, course?.fill.eventId],
      });
    });

function describe(context: AuditContext, measured: MeasuredVolume): string {
  const { measuredMl, expectedMl, differenceMl, exceedsVolume, exceedsAccuracy } = measured;
  const more = differenceMl > 0;
  const size = Math.abs(differenceMl);
  const { low, high } = accuracyLimits(context);
  const limits = [
    ...(exceedsVolume ? [`above ${context.policy.refill.maxDiscrepancyMl.value} mL`] : []),
    ...(exceedsAccuracy ? [`${ratioOf(measured)}, outside ${sixDigits(low)}-${sixDigits(high)}`] : []),
  ].join('; ');
  const suggests = more
    ? `under-delivery, a stall or an occlusion${daysOf(context, measured)}`
    : 'over-delivery, a leak or a short fill';
  return `${sixDigits(measuredMl)} mL were found where ${sixDigits(expectedMl)} mL were expected, ${sixDigits(size)} mL ${more ? 'more' : 'less'}: ${limits}; consistent with ${suggests}`;
}

/** Of a pump that should have moved nothing there is no ratio. */
const ratioOf = ({ pumpedMl, differenceMl }: MeasuredVolume): string =>
  pumpedMl
    ? `${sixDigits((pumpedMl - differenceMl) / pumpedMl)} of what was to be pumped`
    : 'nothing was to be pumped';

/** How long the program in force takes to pump what was not pumped. */
function daysOf({ delivery }: AuditContext, { event, differenceMl }: MeasuredVolume): string {
  const before = segmentAt(delivery, event.at - 1);
  const daily = before ? dailyMl(before.intended) : 0;
  return daily > 0 ? ` (${sixDigits(differenceMl / daily)} days at the programmed rate)` : '';
}
