import { fellTo, fillCourses } from '../dose/fills.js';
import { heldMore } from '../dose/measured-volumes.js';
import { isAfterLastRecord } from '../facts/last-record.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';

/** The volume at which the pump was set to warn was reached, and nobody had filled it. Late is not yet interrupted. */
export const refillOverdue: Rule = (context) =>
  fillCourses(context).flatMap((course) => {
    const { fill, lowestMl } = course;
    const alarmMl = Math.max(fill.alarmVolumeMl, lowestMl);
    const at = fellTo(context, course, alarmMl);
    if (at === undefined || isAfterLastRecord(context, at) || heldMore(context, course, at, alarmMl))
      return [];
    return [
      finding({
        code: 'REFILL_OVERDUE',
        at,
        detail: `by the program the ${sixDigits(alarmMl)} mL of the low-reservoir alarm were reached, and no fill is recorded by then`,
        eventIds: [fill.eventId],
      }),
    ];
  });
