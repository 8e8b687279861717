import type { Delivery } from '../../infusion/delivery.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Content, EventId, Instant } from '../../therapy/envelope.js';
import type { Policy } from '../policies/policy.js';

/** What a careful colleague would ask at an entry. Never a refusal. */
export const CHECKS = [
  'DOSE_JUMP',
  'STRENGTH_UNUSUAL',
  'STRENGTH_CHANGED',
  'DRUG_NEW_HERE',
  'DRUG_UNKNOWN',
  'MODEL_UNKNOWN',
  'BRIDGE_MISSING',
  'BRIDGE_FAST',
  'PRIMING_MISSING',
  'VOLUME_UNEXPECTED',
  'DATE_UNLIKELY',
  'ZONE_UNLIKELY',
  'LOT_EXPIRED',
  'SAME_AGAIN',
  'BOLUS_LARGE',
  'FIRST_DOSE_HIGH',
] as const;
export type CheckCode = (typeof CHECKS)[number];

export interface Check {
  readonly code: CheckCode;
  readonly severity: 'notice' | 'warning';
  /** The pointer of the member of the body that it is about. */
  readonly field: string;
  readonly detail: string;
  /** What is known or usual there. */
  readonly expected?: string;
  /** The event that seems to say the same already. */
  readonly same?: EventId;
}

/** What is to be recorded. */
export type Entry = Pick<Content, 'type' | 'occurredAt'> & { readonly data: unknown };

/** An entry in its place in the therapy. */
export interface Asked {
  readonly entry: Entry;
  /** As it acts; undefined where nothing of it does. */
  readonly fact: ActingEvent | undefined;
  /** What acts before it, in order. */
  readonly before: readonly ActingEvent[];
  /** All but the entry itself, in order. */
  readonly others: readonly ActingEvent[];
  /** What was pumped before, as if nothing else came. */
  readonly delivery: Delivery;
  /** The same with the entry. */
  readonly after: Delivery;
  /** By its figures the thresholds are those of the audit. */
  readonly policy: Policy;
  readonly now: Instant;
  /** Of a correction: when that acted which it takes the place of. */
  readonly corrects?: Instant;
}

/** One question, asked of an entry. */
export type Ask = (asked: Asked) => readonly Check[];
