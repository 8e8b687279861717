import { eventType } from './event-type.js';

/** The rotor turns again; the program goes on where its clock is. */
export class MotorStallRecovered {}

export const motorStallRecovered = eventType(
  'MotorStallRecovered',
  MotorStallRecovered,
  'The rotor turns again; the program goes on where its clock is.',
  {
    occurredAt: '2024-06-11T15:20:00+02:00',
    data: {},
  },
);
