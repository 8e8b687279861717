import type { TherapyId } from '../../therapy/envelope.js';
import { NAMED_ID } from '../../therapy/events/fields/texts.js';

/** The therapy that a path names; undefined also where it is no id: that is told by whoever reads it. */
export function therapyIn(params: unknown): TherapyId | undefined {
  const { therapyId } = (params ?? {}) as { readonly therapyId?: string };
  return therapyId !== undefined && NAMED_ID.test(therapyId) ? (therapyId as TherapyId) : undefined;
}
