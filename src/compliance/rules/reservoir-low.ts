import { fellTo, fillCourses } from '../dose/fills.js';
import { heldMore } from '../dose/measured-volumes.js';
import { isAfterLastRecord } from '../facts/last-record.js';
import { type Rule, finding } from './finding.js';

/** Withdrawal has been seen with so little left, before any alarm. */
export const reservoirLow: Rule = (context) => {
  const riskMl = context.policy.refill.riskVolumeMl.value;
  return fillCourses(context).flatMap((course) => {
    const at = fellTo(context, course, riskMl);
    if (at === undefined || isAfterLastRecord(context, at) || heldMore(context, course, at, riskMl))
      return [];
    return [
      finding({
        code: 'RESERVOIR_LOW',
        at,
        detail: `by the program ${riskMl} mL or less were left before the next fill`,
        confidence: 'likely',
        settledBy: 'the volume found at the next fill',
        eventIds: [course.fill.eventId],
      }),
    ];
  });
};
