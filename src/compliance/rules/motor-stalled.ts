import type { Segment } from '../../infusion/segment.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { type AuditContext, eventsById } from '../context.js';
import { changesPump } from '../hardware-changes.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';

export const motorStalled: Rule = (context) => [...detected(context), ...reported(context)];

function detected({ events }: AuditContext): Finding[] {
  const found: Finding[] = [];
  let recovered: ActingEvent | undefined;
  for (const event of events.toReversed()) {
    if (changesPump(event)) recovered = undefined;
    if (event.type === 'MotorStallRecovered') recovered = event;
    if (event.type !== 'MotorStallDetected') continue;
    found.push(
      finding({
        code: 'MOTOR_STALLED',
        at: event.at,
        detail: recovered ? `the motor stood until ${showInstant(recovered.at)}` : 'no recovery is recorded',
        ...(!recovered && { settledBy: 'interrogate the pump' }),
        eventIds: [event.id, recovered?.id],
      }),
    );
  }
  return found;
}

/** Stalls that an alarm or a reading tells of, and nobody recorded. */
function reported(context: AuditContext): Finding[] {
  const { segments } = context.delivery;
  const events = eventsById(context);
  const isStalled = (segment: Segment | undefined) => segment?.halt === 'motor-stall';
  return segments.flatMap((segment, index): Finding[] => {
    const by = segment.haltedBy && events.get(segment.haltedBy);
    if (!isStalled(segment) || isStalled(segments[index - 1]) || !by || by.type === 'MotorStallDetected')
      return [];
    const at = Math.round(segment.start);
    const next = segments.slice(index).find((other) => !isStalled(other));
    return [
      finding({
        code: 'MOTOR_STALLED',
        at,
        about: String(at),
        detail: next
          ? `by what the pump reports the motor stood until ${showInstant(Math.round(next.start))}`
          : 'by what the pump reports the motor stands, and no recovery is recorded',
        ...(!next && { settledBy: 'interrogate the pump' }),
        eventIds: [by.id, next?.eventId],
      }),
    ];
  });
}
