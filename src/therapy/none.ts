import type { EventTypeName } from './events/index.js';

/**
 * The answer of a type of event to which a question does not apply. A table that answers a question has a line for every
 * `EventTypeName`, so that a new type does not compile before somebody has thought of each; `none` is written out.
 */
export const none = undefined;

/**
 * Events that tell nothing of the implanted system, but of the patient or of the record: what is asked of the pump, its
 * reservoir or the catheter does not apply to them. A new type is written here, or in each table that asks.
 */
export const NOT_OF_THE_SYSTEM = {
  MriPerformed: none,
  SpasticityAssessed: none,
  OutcomeAssessed: none,
  OralMedicationChanged: none,
  AdverseEventObserved: none,
  HolidayPlanned: none,
  ToleranceDiagnosed: none,
  InferenceReviewed: none,
  CareAssigned: none,
  AccessRestricted: none,
  TherapyRegistered: none,
  EventCorrected: none,
  EventVoided: none,
  AuditSigned: none,
  PatientErased: none,
} as const satisfies { readonly [Name in EventTypeName]?: typeof none };
