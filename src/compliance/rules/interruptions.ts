import { type Rule, finding, showInstant } from './finding.js';

/** The reservoir reached its non-extractable volume; nobody records that. */
export const reservoirRanEmpty: Rule = ({ delivery, asOf }) =>
  delivery.segments
    .filter(
      ({ start, halt, fill }, index) =>
        halt === 'reservoir-empty' &&
        start <= asOf &&
        !(
          delivery.segments[index - 1]?.halt === 'reservoir-empty' &&
          delivery.segments[index - 1]?.fill === fill
        ),
    )
    .map((segment) => {
      const { start, fill } = segment;
      const next = delivery.moments.find(
        (moment) => moment.at >= start && moment.leftFill !== fill && moment.leftFill,
      );
      const until = next && next.at <= asOf ? `until ${showInstant(next.at)}` : 'up to now';
      return finding({
        code: 'RESERVOIR_RAN_EMPTY',
        severity: 'critical',
        at: Math.round(start),
        detail: `computed empty: no refill is recorded since ${showInstant(fill!.at)}, ${until}`,
        eventIds: [fill!.eventId],
      });
    });

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
