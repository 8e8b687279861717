import type { EventId, Instant } from '../../therapy/envelope.js';

/** Why what was computed is not confirmed, or why it is although something stood against it. */
export const CAUSES = [
  'VOLUME_DISAGREES',
  'CATHETER_FAULTY',
  'PATH_CONTENT_UNKNOWN',
  'FLOW_UNKNOWN',
  'PROGRAM_DIFFERS',
  'PATIENT_BOLUSES_UNREAD',
  'STALL_REFUTED',
] as const;
export type CauseCode = (typeof CAUSES)[number];

export interface Cause {
  readonly code: CauseCode;
  readonly from: Instant;
  /** Infinity while it goes on. */
  readonly to: Instant;
  readonly detail: string;
  readonly eventIds: readonly EventId[];
}

/** Contradicted is worse than unconfirmed, and that than confirmed. */
export const STATUSES = ['confirmed', 'unconfirmed', 'contradicted'] as const;
export type DeliveryStatus = (typeof STATUSES)[number];

export const worstOf = (statuses: readonly DeliveryStatus[]): DeliveryStatus =>
  STATUSES.findLast((status) => statuses.includes(status)) ?? 'confirmed';

/** What a delivery is worth: its status, with its reasons. */
export interface Worth {
  readonly status: DeliveryStatus;
  readonly because: readonly Cause[];
}
