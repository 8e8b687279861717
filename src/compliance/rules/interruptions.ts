import { showInstant } from '../show.js';
import { type Rule, finding } from './finding.js';

/** The reservoir reached its non-extractable volume; nobody records that. */
export const reservoirRanEmpty: Rule = ({ delivery, asOf }) => {
  const empty = delivery.segments.filter(({ start, halt }) => halt === 'reservoir-empty' && start <= asOf);
  // A fill runs empty once, whatever happens to the pump afterwards.
  const first = new Map(empty.toReversed().map((segment) => [segment.fill!, segment]));
  return [...first].map(([fill, { start }]) => {
    const next = delivery.moments.find(({ at, leftFill }) => at >= start && leftFill && leftFill !== fill);
    const until = next && next.at <= asOf ? `until ${showInstant(next.at)}` : 'up to now';
    return finding({
      code: 'RESERVOIR_RAN_EMPTY',
      severity: 'critical',
      at: Math.round(start),
      detail: `computed empty: no refill is recorded since ${showInstant(fill.at)}, ${until}`,
      eventIds: [fill.eventId],
    });
  });
};

export const motorStalled: Rule = ({ events }) =>
  events
    .filter(({ type }) => type === 'MotorStallDetected')
    .map((stall) => {
      const recovered = events.find((event) => event.type === 'MotorStallRecovered' && event.at >= stall.at);
      return finding({
        code: 'MOTOR_STALLED',
        severity: 'critical',
        at: stall.at,
        detail: recovered ? `the motor stood until ${showInstant(recovered.at)}` : 'no recovery is recorded',
        eventIds: [stall.id, recovered?.id],
      });
    });
