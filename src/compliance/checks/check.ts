import type { Content } from '../../therapy/envelope.js';

/** What a careful colleague would ask at an entry. Never a refusal. */
export const CHECKS = ['DRUG_UNKNOWN', 'MODEL_UNKNOWN', 'STRENGTH_UNUSUAL', 'LOT_EXPIRED'] as const;
export type CheckCode = (typeof CHECKS)[number];

export interface Check {
  readonly code: CheckCode;
  readonly severity: 'notice' | 'warning';
  /** The pointer of the member of the body that it is about. */
  readonly field: string;
  readonly detail: string;
  /** What is known or usual there. */
  readonly expected?: string;
}

/** What is to be recorded. */
export type Entry = Pick<Content, 'type' | 'occurredAt'> & { readonly data: unknown };

/** One question, asked of an entry. */
export type Ask = (entry: Entry) => readonly Check[];
