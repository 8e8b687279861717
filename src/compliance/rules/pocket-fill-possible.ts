import { HOUR_MS } from '../../infusion/schedule.js';
import { fillCourses } from '../dose/fills.js';
import { isOff, nextMeasured } from '../dose/measured-volumes.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { showInstant } from '../show.js';
import { type Rule, finding } from './finding.js';

/** Something untoward soon after a fill, and less in the reservoir afterwards than was to be left of that fill. */
export const pocketFillPossible: Rule = (context) => {
  const { refill } = context.policy;
  const hours = refill.symptomHours.value;
  const adverse = context.events.filter(({ type }) => type === 'AdverseEventObserved');
  return fillCourses(context).flatMap((course) => {
    const filled = course.event;
    const measured = nextMeasured(context, course, filled.at);
    if (!measured || measured.differenceMl >= 0 || !isOff(measured)) return [];
    const soon = adverse.filter(
      ({ earliest, latest }) => latest >= filled.at && earliest <= filled.at + hours * HOUR_MS,
    );
    if (soon.length === 0 || filled.type === 'TherapyTakenOver') return [];
    return [
      finding({
        code: 'POCKET_FILL_POSSIBLE',
        at: filled.at,
        detail: `an adverse event within ${hours} h after the fill, and ${sixDigits(-measured.differenceMl)} mL less than expected when its volume was next measured (${showInstant(measured.event.at)}): some of it may have gone beside the reservoir`,
        confidence: 'possible',
        settledBy: 'how the needle’s place was confirmed at the fill',
        eventIds: [filled.id, ...soon.map(({ id }) => id), measured.event.id],
      }),
    ];
  });
};
