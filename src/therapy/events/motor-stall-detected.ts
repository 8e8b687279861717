import { eventType } from './event-type.js';

/** The rotor stands still: no flow until it recovers, while the program’s clock goes on. */
export class MotorStallDetected {}

export const motorStallDetected = eventType(
  'MotorStallDetected',
  MotorStallDetected,
  'The rotor stands still: no flow until it recovers, while the program’s clock goes on.',
  {
    id: 'example-stall',
    occurredAt: '2024-06-11T14:05:00+02:00',
    data: {},
  },
);
