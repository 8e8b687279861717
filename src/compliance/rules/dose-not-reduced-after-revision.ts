import { infusedDrugs } from '../dose/infused-drugs.js';
import { lastAtOrBefore } from '../../infusion/delivery.js';
import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import type { Acting } from '../../therapy/acting-event.js';
import type { EventId } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { catheterConditionIn } from '../doubt/catheter-condition.js';
import { hasLasted, isFall, lasting } from '../dose/daily-dose.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Finding, type Rule, finding } from './finding.js';

/**
 * After a catheter that was found faulty, or changed for no known reason, the dose went on as before or higher, though
 * how much of it arrived is not known.
 */
export const doseNotReducedAfterRevision: Rule = (context) => {
  const overMs = context.policy.revisionHours.value * HOUR_MS;
  const wasSound = soundWhenChanged(context);
  return context.events.flatMap((event) =>
    (event.type === 'CatheterReplaced' || event.type === 'CatheterRevised') &&
    !wasSound.has(event.id) &&
    context.time.hasCome(event.at + overMs)
      ? infusedDrugs(context).flatMap((drug) => judge(context, event, drug, event.at + overMs))
      : [],
  );
};

/** The changes of a catheter that was found patent shortly before, and never faulty: then its dose arrived. */
function soundWhenChanged({ events, policy }: AuditContext): ReadonlySet<EventId> {
  const longMs = policy.patentStudyDays.value * DAY_MS;
  const sound = new Set<EventId>();
  let patentAt = Number.NEGATIVE_INFINITY;
  let isFaulty = false;
  for (const event of events) {
    const condition = catheterConditionIn(event);
    if (condition === 'sound') patentAt = event.at;
    if (condition === 'faulty') isFaulty = true;
    if (condition !== 'new') continue;
    if (!isFaulty && event.at - patentAt <= longMs) sound.add(event.id);
    isFaulty = false;
    patentAt = Number.NEGATIVE_INFINITY;
  }
  return sound;
}

/** A fall counts that begins by then and lasts as long as anything must to count, a stop too. */
function judge(
  context: AuditContext,
  changed: Acting<'CatheterReplaced' | 'CatheterRevised'>,
  drug: string,
  until: number,
): Finding[] {
  const { policy } = context;
  const doses = context.uninterrupted(drug, 'reservoir');
  const indexBefore = lastAtOrBefore(doses, ({ start }) => start, changed.at - 1);
  const before = doses[indexBefore]?.mcgPerDay ?? 0;
  // Nothing was delivered that could be lowered.
  if (!(before > 0)) return [];
  const indexThen = lastAtOrBefore(doses, ({ start }) => start, until);
  for (let index = indexBefore + 1; index <= indexThen; index += 1) {
    const low = lasting(doses, index, ({ mcgPerDay }) => isFall(before, mcgPerDay));
    const isLow = low.ms > 0 || low.openSince !== undefined;
    if (isLow && (!low.ended || hasLasted(context.time, low, policy.minHoursToCount.value * HOUR_MS)))
      return [];
  }
  const doseAfter = doses[indexThen]!;
  // What nobody knows may be below it.
  if (Number.isNaN(doseAfter.mcgPerDay)) return [];
  return [
    finding({
      code: 'DOSE_NOT_REDUCED_AFTER_REVISION',
      drug,
      at: changed.at,
      about: drug,
      sites: ['reservoir'],
      detail: `${drug} ran at ${sixDigits(before)} mcg/day when the catheter was ${changed.type === 'CatheterReplaced' ? 'replaced' : 'revised'}, and ${policy.revisionHours.value} h later at ${sixDigits(doseAfter.mcgPerDay)} mcg/day: not below the dose that may not have arrived`,
      ...(changed.latest > changed.earliest && {
        confidence: 'possible',
        settledBy: `the day of the ${changed.type === 'CatheterReplaced' ? 'replacement' : 'revision'}`,
      }),
      eventIds: [changed.id, doseAfter.eventId],
    }),
  ];
}
