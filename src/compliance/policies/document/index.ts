import { fieldErrors } from '../../../therapy/checker.js';
import type { FieldError } from '../../../faults/field-error.js';
import type { Policy } from '../policy.js';
import { crossErrors } from './cross-checks.js';
import { PolicyFields } from './policy-fields.js';

export type ReadPolicy =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Reads plain JSON as a policy; never throws. What lies between figures is looked at once each of them is right. */
export function readPolicy(document: unknown): ReadPolicy {
  const errors = fieldErrors(document, PolicyFields);
  if (errors.length > 0) return { ok: false, errors };
  const policy = document as Policy;
  const crossed = crossErrors(policy);
  return crossed.length > 0 ? { ok: false, errors: crossed } : { ok: true, policy };
}
