import type { PathMoment } from '../../infusion/delivery.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { SAME_ML } from '../../infusion/tolerances.js';
import type { Acting } from '../../therapy/acting-event.js';
import { countWhile } from '../../therapy/count-while.js';
import type { EventId } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';

/** The next programming after a moment and within the policy's hours. */
export function nextProgramming(
  context: AuditContext,
  moment: PathMoment,
): Acting<'PumpReprogrammed'> | undefined {
  const until = moment.at + context.policy.reprogramWithinHours.value * HOUR_MS;
  const next = programmingsAfter(context).get(moment.eventId);
  return next && next.at <= until ? next : undefined;
}

/** For each event the programming that came after it. */
const programmingsAfter = oncePer(({ events }) => {
  const after = new Map<EventId, Acting<'PumpReprogrammed'>>();
  let next: Acting<'PumpReprogrammed'> | undefined;
  for (const event of events.toReversed()) {
    if (next) after.set(event.id, next);
    if (event.type === 'PumpReprogrammed') next = event;
  }
  return after;
});

/** The bridge that the next programming starts with. */
export function bridgeAfter(context: AuditContext, moment: PathMoment): { volumeMl: number } | undefined {
  const startsWith = nextProgramming(context, moment)?.data.program.startsWith;
  return startsWith?.kind === 'bridge' ? startsWith : undefined;
}

/** Whether the catheter was aspirated around a moment: all of it (by the volumes recorded), or at all. */
export function wasAspirated(context: AuditContext, moment: PathMoment, whole = false): boolean {
  const within = context.policy.reprogramWithinHours.value * HOUR_MS;
  const until = nextProgramming(context, moment)?.at ?? moment.at + within;
  const catheterMl = moment.found.catheter?.volumeMl ?? Number.POSITIVE_INFINITY;
  const { events } = context;
  const from = countWhile(events, ({ at }) => at < moment.at - within);
  const around = events.slice(
    from,
    countWhile(events, ({ at }) => at <= until),
  );
  const draws = around.flatMap((event) => {
    if (event.type === 'CatheterAspirated' && event.data.success) return [event.data.volumeMl ?? 0];
    return event.type === 'CatheterStudied' && event.data.aspiratedVolumeMl
      ? [event.data.aspiratedVolumeMl]
      : [];
  });
  if (!whole) return draws.length > 0;
  return draws.reduce((sum, drawn) => sum + drawn, 0) >= catheterMl - SAME_ML;
}
