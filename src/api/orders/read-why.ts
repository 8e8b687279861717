import { InvalidContent } from '../../record/errors.js';
import { fieldErrors } from '../../therapy/checker.js';
import { PatientErased } from '../../therapy/events/patient-erased.js';
import { StaffErasureGiven } from './orders.dto.js';

function read<Given extends object>(body: unknown, what: new () => Given): Given {
  const errors = fieldErrors(body, what);
  if (errors.length > 0) throw new InvalidContent('VALIDATION_FAILED', errors);
  return body as Given;
}

/** Why, and by whose authority. @throws InvalidContent */
export const readWhy = (body: unknown): PatientErased => read(body, PatientErased);

/** Whose key, why, and by whose authority. @throws InvalidContent */
export const readWhose = (body: unknown): StaffErasureGiven => read(body, StaffErasureGiven);
