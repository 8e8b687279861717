import { fieldErrors } from '../therapy/checker.js';
import { SignatureGiven } from '../therapy/events/audit-signed.js';
import { InvalidContent } from './errors.js';

/**
 * A signature as somebody gives it.
 * @throws InvalidContent
 */
export function readSignature(body: unknown): SignatureGiven {
  const errors = fieldErrors(body, SignatureGiven);
  if (errors.length > 0) throw new InvalidContent('VALIDATION_FAILED', errors);
  return body as SignatureGiven;
}
