import { InvalidContent } from '../../record/errors.js';
import { fieldErrors } from '../../therapy/checker.js';
import { PatientErased } from '../../therapy/events/patient-erased.js';

/** Why, and by whose authority. @throws InvalidContent */
export function readWhy(body: unknown): PatientErased {
  const errors = fieldErrors(body, PatientErased);
  if (errors.length > 0) throw new InvalidContent('VALIDATION_FAILED', errors);
  return body as PatientErased;
}
