import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../therapy/envelope.js';
import type { Seal } from './runner/seal.js';
import { NEVER_DUE } from './schema.js';

/** So many therapies are looked up at once. */
const MOST = 100;

/** How the audit of a therapy failed, again and again. */
interface Failures {
  readonly reason: string;
  readonly since: Instant;
  readonly attempts: number;
}

/** A therapy whose rows may be others by now. */
export interface DueTherapy {
  readonly therapyId: string;
  /** Of its last event that was taken in. */
  readonly revision: number;
  /** Of its rows; null where it has none yet. */
  readonly digest: string | null;
  /** Where it was set aside: since when, and how often in a row since something was last recorded of it. */
  readonly failures?: Omit<Failures, 'reason'>;
}

/** The next ones: of which something was recorded, the longest ago first, and whose time has come. */
export function dueTherapies(database: DatabaseSync, now: Instant): DueTherapy[] {
  const columns =
    'therapy_id, revision, computed_revision, digest, set_aside, set_aside_at, set_aside_attempts';
  return database
    .prepare(
      `SELECT * FROM (SELECT ${columns} FROM therapies WHERE noted IS NOT NULL ORDER BY noted LIMIT ${MOST})
       UNION SELECT * FROM (SELECT ${columns} FROM therapies WHERE due <= ? ORDER BY due LIMIT ${MOST})`,
    )
    .all(now)
    .map((row) => {
      const isNew = Number(row['revision']) > Number(row['computed_revision']);
      return {
        therapyId: String(row['therapy_id']),
        revision: Number(row['revision']),
        digest: row['digest'] as string | null,
        ...(row['set_aside'] !== null && {
          failures: {
            since: Number(row['set_aside_at']),
            attempts: isNew ? 0 : Number(row['set_aside_attempts']),
          },
        }),
      };
    });
}

type Row = Readonly<Record<string, unknown>>;

/** Of all that is noted of a therapy, and by `digest` of its rows. */
export function sealOf(seal: Seal, row: Row): string {
  const { seal: _, ...noted } = row;
  return seal.of('therapy', noted);
}

/** Seals a therapy as it is noted now. */
export function sealTherapy(database: DatabaseSync, seal: Seal, noted: Row | undefined): void {
  if (noted)
    database
      .prepare('UPDATE therapies SET seal = ? WHERE therapy_id = ?')
      .run(sealOf(seal, noted), String(noted['therapy_id']));
}

/** Notes that the rows of a therapy know it up to a revision, and hold until they are due. */
export function computed(
  database: DatabaseSync,
  seal: Seal,
  therapyId: string,
  {
    revision,
    due,
    digest,
    setAside,
  }: {
    readonly revision: number;
    readonly due: Instant;
    readonly digest: string;
    readonly setAside?: Failures;
  },
): void {
  const noted = database
    .prepare(
      `UPDATE therapies SET noted = NULL, computed_revision = ?, due = ?, digest = ?,
        set_aside = ?, set_aside_at = ?, set_aside_attempts = ? WHERE therapy_id = ? RETURNING *`,
    )
    .get(
      revision,
      due > NEVER_DUE ? null : due,
      digest,
      setAside?.reason ?? null,
      setAside?.since ?? null,
      setAside?.attempts ?? 0,
      therapyId,
    );
  sealTherapy(database, seal, noted);
}
