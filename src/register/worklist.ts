import type { DatabaseSync } from 'node:sqlite';
import type { Instant, TherapyId } from '../therapy/envelope.js';
import { type PumpSummary, levelMl } from './pump-summary.js';
import type { Statement } from './statement.js';
import { type SetAside, setAsideIn } from './set-aside.js';
import type { ToDo } from './to-do.js';
import type { WorklistStatements } from './worklist-question.js';

export interface WorklistItem {
  readonly therapyId: TherapyId;
  /** Why the audit of the therapy fails, where it does: nothing else can be said of it. */
  readonly setAside?: SetAside;
  /** Undefined where it fails. */
  readonly found?: {
    readonly pumpSummary: PumpSummary;
    readonly toDo: ToDo;
    /** What the reservoir holds now by computation; null where there is no fill. */
    readonly levelMl: number | null;
  };
}

export interface Worklist {
  readonly now: Instant;
  readonly policy: { readonly id: string; readonly version: string };
  readonly items: readonly WorklistItem[];
  /** How many therapies match. */
  readonly matching: number;
  /** Of all therapies, whatever was asked for. */
  readonly summary: {
    readonly therapies: number;
    /** With open critical findings. */
    readonly critical: number;
    readonly toReview: number;
    readonly overdue: number;
    readonly setAside: number;
  };
  readonly drugs: readonly string[];
}

/** In a transaction with what says that the rows hold now. */
export function readWorklist(
  database: DatabaseSync,
  { page, count, summary, drugs }: WorklistStatements,
  now: Instant,
): Omit<Worklist, 'policy'> {
  const all = ({ sql, values }: Statement) => database.prepare(sql).all(...values);
  return {
    now,
    items: all(page).map((row) => itemOf(database, row, now)),
    matching: Number(all(count)[0]!.therapies),
    summary: { ...(all(summary)[0] as unknown as Worklist['summary']) },
    drugs: all(drugs).map(({ drug }) => String(drug)),
  };
}

function itemOf(database: DatabaseSync, row: Readonly<Record<string, unknown>>, now: Instant): WorklistItem {
  const therapyId = row['therapy_id'] as TherapyId;
  if (typeof row['body'] !== 'string')
    return { therapyId, setAside: setAsideIn(database, { therapyId, limit: 1 })[0] };
  const pumpSummary = JSON.parse(String(row['glance'])) as PumpSummary;
  const toDo = JSON.parse(row['body']) as ToDo;
  const level = pumpSummary.reservoir?.level;
  return { therapyId, found: { pumpSummary, toDo, levelMl: level ? levelMl(level, now) : null } };
}
