import type { ActingEvent } from '../../therapy/acting-event.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';

export const motorStalled: Rule = ({ events }) => {
  const found: Finding[] = [];
  let recovered: ActingEvent | undefined;
  for (const event of events.toReversed()) {
    if (event.type === 'PumpImplanted' || event.type === 'PumpExplanted') recovered = undefined;
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
};
