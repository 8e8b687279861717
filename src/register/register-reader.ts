import type { DatabaseSync } from 'node:sqlite';
import { inReadTransaction } from '../sqlite/in-transaction.js';
import { openReadOnlyOnEventLoop } from '../sqlite/open.js';
import type { PolicyVersion } from '../compliance/policies/index.js';
import type { Instant, TherapyId } from '../therapy/envelope.js';
import { checkpointIn } from './runner/read-model-file.js';
import { type Backlog, backlogOf } from './backlog.js';
import type { Statement, Within } from './statement.js';
import { reachCondition } from './reach-condition.js';
import type { Reviewed } from './rows.js';
import { type SetAside, setAsideIn } from './set-aside.js';

/** What a question needs to be true of the register. */
export interface Needed {
  readonly now: Instant;
  /** How far the log reached when it was asked. */
  readonly position: string | undefined;
  readonly policy: PolicyVersion;
  /** The versions of the policy that are known, and their hashes. */
  readonly versions: string;
}

interface Row {
  readonly therapyId: TherapyId;
  readonly policy: { readonly id: string; readonly version: string };
  readonly body: unknown;
  readonly reviews: readonly Reviewed[];
}

export interface Page {
  readonly rows: readonly Row[];
  /** Therapies whose rows are missing, since their audit fails. */
  readonly setAside: readonly TherapyId[];
}

export interface Behind {
  /** Of the last event that it knows; undefined where there is no register yet. */
  readonly position?: string;
  readonly backlog?: Backlog;
}

/** The answer, or how far the register is where it is not up to date. */
export type ReadResult<Answer> = { readonly answer: Answer } | { readonly behind: Behind };

/**
 * Reads a register in whose file another thread writes. Whether it is up to date stands in the file itself, and is read
 * in one transaction with the rows.
 */
export class RegisterReader {
  private readonly database: DatabaseSync;

  constructor(path: string) {
    this.database = openReadOnlyOnEventLoop(path);
  }

  /** What is read while the register is up to date; how far behind it is where it is not. */
  read<Answer>(needed: Needed, answer: (database: DatabaseSync) => Answer): ReadResult<Answer> {
    const { database } = this;
    return inReadTransaction(database, () => {
      if (this.isUpTo(needed)) return { answer: answer(database) };
      const position = checkpointIn(database)?.position;
      return { behind: { position, backlog: backlogOf(database, needed.now) } };
    });
  }

  setAside(therapyId: TherapyId): SetAside | undefined {
    return setAsideIn(this.database, { therapyId, limit: 1 })[0];
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  /** Whether the rows are those of the policy, know every event up to a position, and hold at an instant. */
  private isUpTo({ now, position, policy, versions }: Needed): boolean {
    const { database } = this;
    const known = database.prepare('SELECT versions FROM policies WHERE id = ?').get(policy.policy.id);
    if (known?.versions !== versions) return false;
    if (position !== undefined && (checkpointIn(database)?.position ?? '') < position) return false;
    const left = database
      .prepare(
        'SELECT EXISTS (SELECT 1 FROM therapies WHERE noted <= ?) OR EXISTS (SELECT 1 FROM therapies WHERE due <= ?) AS is_left',
      )
      .get(position ?? '', now)!;
    return left.is_left === 0;
  }
}

/** The rows of a list, and whose are missing. */
export function readPage(
  database: DatabaseSync,
  statement: Statement,
  policyId: string,
  therapyId: string | undefined,
  { reach, now }: Within,
): Page {
  const within = reachCondition(reach, 'therapies', now);
  const rows = database.prepare(statement.sql).all(...statement.values);
  const setAside = database
    .prepare(
      `SELECT therapy_id FROM therapies WHERE set_aside IS NOT NULL AND therapy_id = coalesce(?, therapy_id)
       AND ${within?.sql ?? 'TRUE'} ORDER BY therapy_id`,
    )
    .all(therapyId ?? null, ...(within?.values ?? []));
  return {
    rows: rows.map(({ version, therapy_id: id, body, reviews }) => ({
      therapyId: id as TherapyId,
      policy: { id: policyId, version: String(version) },
      body: JSON.parse(String(body)) as unknown,
      reviews: JSON.parse(String(reviews)) as Reviewed[],
    })),
    setAside: setAside.map(({ therapy_id: id }) => id as TherapyId),
  };
}
