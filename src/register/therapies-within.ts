import type { DatabaseSync } from 'node:sqlite';
import type { Instant, TherapyId } from '../therapy/envelope.js';
import type { Within } from './statement.js';
import { reachCondition } from './reach-condition.js';

export interface TherapyAt {
  readonly therapyId: TherapyId;
  readonly revision: number;
}

/** Therapies within reach, in order of their id, strictly after one. */
export function therapiesWithin(
  database: DatabaseSync,
  { reach, now }: Within,
  after: string | undefined,
  limit: number,
): readonly TherapyAt[] {
  const within = reachCondition(reach, 'therapies', now);
  return database
    .prepare(
      `SELECT therapy_id, revision FROM therapies WHERE therapy_id > ? AND ${within?.sql ?? 'TRUE'}
       ORDER BY therapy_id LIMIT ?`,
    )
    .all(after ?? '', ...(within?.values ?? []), limit)
    .map(({ therapy_id: id, revision }) => ({ therapyId: id as TherapyId, revision: Number(revision) }));
}

export const countUnassigned = (database: DatabaseSync, now: Instant): number =>
  Number(
    database
      .prepare('SELECT count(*) AS therapies FROM care WHERE site IS NULL AND from_at <= ? AND to_at > ?')
      .get(now, now)!.therapies,
  );
