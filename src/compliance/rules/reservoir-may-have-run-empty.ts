import { fellTo, fillCourses, firstFall } from '../dose/fills.js';
import { isAfterLastRecord } from '../facts/last-record.js';
import { accuracyLimits, nextMeasured } from '../dose/measured-volumes.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { showInstant } from '../show.js';
import { type Rule, finding } from './finding.js';

/** Not empty by the program, but empty had the pump moved as much more as its accuracy allows. */
export const reservoirMayHaveRunEmpty: Rule = (context) => {
  const { high } = accuracyLimits(context);
  return fillCourses(context).flatMap((course) => {
    const { fill, lowestMl, endedBy } = course;
    const at = firstFall(context, course, (knownMl) => knownMl - (knownMl - lowestMl) / high);
    if (at === undefined || isAfterLastRecord(context, at) || fellTo(context, course, lowestMl) !== undefined)
      return [];
    const measured = nextMeasured(context, course, at);
    if (measured && measured.measuredMl > lowestMl + context.policy.refill.emptyMl.value) return [];
    return [
      finding({
        code: 'RESERVOIR_MAY_HAVE_RUN_EMPTY',
        at,
        detail: `at ${sixDigits(high)} times the programmed flow the reservoir was empty by then, ${endedBy ? `before ${showInstant(endedBy.at)}` : 'and goes on'}; by the program it was not`,
        confidence: 'possible',
        settledBy: 'the volume found at the next fill',
        eventIds: [fill.eventId],
      }),
    ];
  });
};
