import { InvalidContent } from '../../record/errors.js';
import { fieldErrors } from '../../therapy/checker.js';
import { BreakGlass, ReviewGlass } from './glass.dto.js';

/** @throws InvalidContent */
export function readBreakGlass(body: unknown): BreakGlass {
  const errors = fieldErrors(body, BreakGlass);
  if (errors.length > 0) throw new InvalidContent('VALIDATION_FAILED', errors);
  const given = body as BreakGlass;
  if ((given.therapyId === undefined) === (given.serialNumber === undefined))
    throw new InvalidContent('VALIDATION_FAILED', [
      { pointer: '/therapyId', detail: 'is to be given, or serialNumber, and not both' },
    ]);
  return given;
}

/** @throws InvalidContent */
export function readReviewGlass(body: unknown): ReviewGlass {
  const errors = fieldErrors(body, ReviewGlass);
  if (errors.length > 0) throw new InvalidContent('VALIDATION_FAILED', errors);
  return body as ReviewGlass;
}
