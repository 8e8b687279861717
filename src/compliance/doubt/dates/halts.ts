import { actsOnDelivery } from '../../../infusion/effects.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';

/** Whether it tells that the pump stood still, and what it does depends on what comes within a day of it. */
export function tellsOfHalt(fact: ActingEvent): boolean {
  if (fact.type === 'PumpAlarmRaised') return actsOnDelivery(fact);
  if (fact.type !== 'PumpInterrogated') return false;
  const { alarms = [], shows } = fact.data;
  return (
    alarms.length > 0 ||
    shows?.motorStalls !== undefined ||
    shows?.stoppedSince !== undefined ||
    shows?.mode === 'motor-stalled'
  );
}

export const isHalt = (fact: ActingEvent): boolean =>
  fact.type === 'MotorStallDetected' || fact.type === 'MotorStallRecovered' || tellsOfHalt(fact);
