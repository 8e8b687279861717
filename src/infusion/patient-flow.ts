import type { EventId } from '../therapy/envelope.js';

/** Boluses that the patient asked for, as an even flow while it lasts. */
export interface PatientFlow {
  readonly eventId: EventId;
  /** By the programmed strength of the moment it is a volume. */
  readonly mcgPerMs: number;
}
