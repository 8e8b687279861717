import { knownDrug } from '../../infusion/drugs.js';
import { stabilityDaysOf } from '../../infusion/drugs/stability.js';
import { type Strength, strengthsIn } from '../../infusion/fluid.js';
import { DAY_MS } from '../../infusion/schedule.js';
import { type AuditContext, oncePer } from '../context.js';
import { type FillCourse, fillCourses, fellTo } from '../dose/fills.js';
import { showInstant } from '../show.js';
import { therapyEnd } from '../facts/therapy-end.js';
import { type Finding, type Rule, finding } from './finding.js';

/** A fill was in the pump for longer than the drug is known to keep. What is mixed is judged by each drug alone. */
export const drugTooOldInPump: Rule = (context) =>
  fillCourses(context).flatMap((course) =>
    strengthsIn(course.fill.fluid).flatMap((strength) => tooOld(context, course, strength) ?? []),
  );

function tooOld(
  context: AuditContext,
  course: FillCourse,
  { drug, concentrationMcgPerMl }: Strength,
): Finding | undefined {
  const { fill, event, endedBy, lowestMl } = course;
  const known = knownDrug(drug);
  const isFirstOfPump = firstFills(context).has(fill.eventId);
  const keeps = known && stabilityDaysOf(known, { concentrationMcgPerMl, isFirstOfPump });
  if (!keeps) return undefined;
  // Figures are of days: a visit at a later hour of the last one is in time.
  const at = fill.at + (keeps.value + 1) * DAY_MS;
  const ended = endedBy?.at ?? therapyEnd(context.delivery)?.at;
  if (ended === undefined ? !context.time.hasCome(at) : ended < at) return undefined;
  // Nothing of it was left by then.
  const dryAt = fellTo(context, course, lowestMl);
  if (dryAt !== undefined && dryAt <= at) return undefined;
  const isShort = (endedBy?.earliest ?? Number.POSITIVE_INFINITY) - event.latest < at - fill.at;
  return finding({
    code: 'DRUG_TOO_OLD_IN_PUMP',
    at,
    ...(ended !== undefined && { until: ended }),
    detail: `${drug}, filled ${showInstant(fill.at)}, was in the pump for more than the ${keeps.value} days that it is known to keep (${keeps.source}; ${keeps.certainty}), ${ended === undefined ? 'and goes on' : `until ${showInstant(ended)}`}`,
    confidence: isShort ? 'possible' : ended === undefined ? 'likely' : 'certain',
    ...((isShort || ended === undefined) && {
      settledBy: isShort ? 'the days of both fills' : 'whether it was filled since',
    }),
    eventIds: [fill.eventId, endedBy?.id],
  });
}

/** Of a pump that was taken over nobody knows whether its fill was the first. */
const firstFills = oncePer((context): ReadonlySet<string> => {
  const first = new Map<string, FillCourse>();
  for (const course of fillCourses(context))
    if (!first.has(course.pump.event.id)) first.set(course.pump.event.id, course);
  return new Set(
    [...first.values()]
      .filter(({ event }) => event.type !== 'TherapyTakenOver')
      .map(({ fill }) => fill.eventId),
  );
});
