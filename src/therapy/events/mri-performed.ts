import { eventType } from './event-type.js';
import { LIMITS } from './fields/limits.js';
import { Optional } from './fields/nested.js';
import { Quantity } from './fields/numbers.js';

/** The patient was in a magnet, in which the rotor may stand still. */
export class MriPerformed {
  /** tesla; at least 0.001 and at most 20 (proposal: the strongest magnet for humans has 11.7 T). */
  @Optional()
  @Quantity(LIMITS.fieldTesla)
  readonly fieldTesla?: number;
}

export const mriPerformed = eventType(
  'MriPerformed',
  MriPerformed,
  'The patient was in a magnet. A stall is recorded of its own, as MotorStallDetected.',
  { occurredAt: '2024-06-11T14:00:00+02:00', data: { fieldTesla: 1.5 } },
);
