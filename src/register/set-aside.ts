import type { DatabaseSync } from 'node:sqlite';
import { LedgerContradicted } from '../event-store/append-gate.js';
import { EventsMissing } from '../event-store/port.js';
import { UnreadableEvent } from '../repository/errors.js';
import type { Instant, TherapyId } from '../therapy/envelope.js';

/** After each failure, ms: what a full memory or a log that stumbled did is over by then. */
const AGAIN_AFTER_MS = [1_000, 10_000, 60_000, 600_000, 3_600_000];
const LONGEST_REASON = 500;

/** A therapy of which the register shows nothing but this. */
export interface SetAside {
  readonly therapyId: TherapyId;
  /** Since when its audit has failed. */
  readonly since: Instant;
  readonly reason: string;
}

/** One failure of an audit. */
export interface Failed {
  readonly therapyId: string;
  readonly error: unknown;
  /** Counts from 1 since something was last recorded of the therapy. */
  readonly attempt: number;
  /** When it is tried again; Infinity: when something more is recorded of it, or other code audits it. */
  readonly againAt: Instant;
}

/**
 * The same bytes stay unreadable; what else failed is tried again a few times, and then left, but for a record that was
 * broken: its log may be restored.
 */
export function againAt(error: unknown, attempt: number, now: Instant): Instant {
  if (error instanceof UnreadableEvent) return Number.POSITIVE_INFINITY;
  const mayBeRestored = error instanceof LedgerContradicted || error instanceof EventsMissing;
  const last = mayBeRestored ? AGAIN_AFTER_MS.at(-1)! : Number.POSITIVE_INFINITY;
  return now + (AGAIN_AFTER_MS[attempt - 1] ?? last);
}

export const reasonOf = (error: unknown): string => String(error).slice(0, LONGEST_REASON);

/** One therapy, or the first of all. */
export function setAsideIn(
  database: DatabaseSync,
  { therapyId, limit }: { readonly therapyId?: string; readonly limit: number },
): SetAside[] {
  return database
    .prepare(
      `SELECT therapy_id, set_aside, set_aside_at FROM therapies
        WHERE set_aside IS NOT NULL AND therapy_id = coalesce(?, therapy_id) ORDER BY therapy_id LIMIT ?`,
    )
    .all(therapyId ?? null, limit)
    .map((row) => ({
      therapyId: row['therapy_id'] as TherapyId,
      since: row['set_aside_at'] as number,
      reason: row['set_aside'] as string,
    }));
}
