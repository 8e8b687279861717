import { eventType } from './event-type.js';
import { PersonalOfStaff } from './fields/personal.js';
import { Citation } from './fields/texts.js';

/** The key to the patient’s personal values was destroyed. */
export class PatientErased {
  /** Why, 1-2,000 characters. Outlives the patient’s key: it must say nothing about the patient. */
  @Citation()
  @PersonalOfStaff('authority')
  readonly reason: string;

  /** Who ordered or allowed it, or by which rule, 1-2,000 characters. Outlives the patient’s key. */
  @Citation()
  @PersonalOfStaff('authority')
  readonly authority: string;
}

export const patientErased = eventType(
  'PatientErased',
  PatientErased,
  'The key to the patient’s personal values was destroyed: their digests stay, nobody can read them any more. Made by ' +
    'its own request; the last event of a therapy; never corrected nor voided.',
  {
    occurredAt: '2025-03-07T10:00:00Z',
    data: { reason: 'request of the patient, GDPR article 17', authority: 'data protection officer' },
  },
);
