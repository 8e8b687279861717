import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { type FileKind, type Misfit, bringUpToDate, isEmpty } from '../../sqlite/file-kind.js';
import { inTransaction } from '../../sqlite/in-transaction.js';
import { openDatabase } from '../../sqlite/open.js';
import { DURABLE } from '../../sqlite/pragmas.js';
import { SettingsError } from '../../config/setting.js';
import { checkpointText } from '../../ledger/checkpoint.js';
import {
  type NoteVerifier,
  noteText,
  noteVerifier,
  parseNote,
  verifiedSignatures,
} from '../../ledger/signed-note.js';
import type { VerifierKey } from '../../ledger/verifier-key.js';
import { cannotWork } from '../../sqlite/errors.js';
import type { Checkpoint } from './checkpoint.js';
import { CheckpointsUnavailable } from './checkpoints-unavailable.js';
import type { Entry } from './entries.js';

/** "plgc". */
const APPLICATION_ID = 0x706c6763;

/** What was signed stays as it was signed; only who else signed it is added. */
const SCHEMA = `
  CREATE TABLE checkpoints (
    size INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    root BLOB NOT NULL,
    signatures TEXT NOT NULL,
    signed_at INTEGER NOT NULL,
    published INTEGER NOT NULL DEFAULT 0,
    timestamp BLOB
  ) STRICT;

  CREATE TABLE cosignatures (
    size INTEGER NOT NULL REFERENCES checkpoints,
    name TEXT NOT NULL,
    key_id TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (size, name, key_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX cosigned ON cosignatures (name, key_id, size);

  CREATE TRIGGER checkpoints_never_change BEFORE UPDATE OF size, origin, root, signed_at ON checkpoints
  BEGIN
    SELECT RAISE(ABORT, 'what was signed never changes');
  END;

  CREATE TRIGGER checkpoints_never_go BEFORE DELETE ON checkpoints
  BEGIN
    SELECT RAISE(ABORT, 'checkpoints are never deleted');
  END;

  CREATE TRIGGER checkpoints_only_grow BEFORE INSERT ON checkpoints
    WHEN EXISTS (SELECT 1 FROM checkpoints WHERE size >= NEW.size)
  BEGIN
    SELECT RAISE(ABORT, 'a checkpoint is of more events than the ones before');
  END;
`;

const CHECKPOINTS: FileKind = { applicationId: APPLICATION_ID, before: 0, steps: [SCHEMA] };

const COLUMNS = `
  SELECT size, origin, root, signatures, signed_at, timestamp,
    (SELECT group_concat(line, '') FROM (SELECT line FROM cosignatures
      WHERE cosignatures.size = checkpoints.size ORDER BY name, key_id)) AS cosignatures
  FROM checkpoints`;

type Signed = Extract<Entry, { type: 'CheckpointSigned' }>;
type Row = NonNullable<ReturnType<StatementSync['get']>>;

function checkpointOf(row: Row): Checkpoint {
  const origin = row.origin as string;
  const size = row.size as number;
  const rootHash = Buffer.from(row.root as Uint8Array);
  const text = checkpointText({ origin, size, rootHash });
  const own = row.signatures as string;
  const timestamp = row.timestamp as Uint8Array | null;
  return {
    origin,
    size,
    rootHash,
    text,
    note: noteText(text, own + ((row.cosignatures as string | null) ?? '')),
    ownNote: noteText(text, own),
    signedAt: row.signed_at as number,
    ...(timestamp && { timestamp: Buffer.from(timestamp) }),
  };
}

function isVerified(note: string, verifiers: readonly NoteVerifier[]): boolean {
  try {
    return verifiedSignatures(parseNote(Buffer.from(note)), verifiers).length > 0;
  } catch {
    return false;
  }
}

const refuse = (misfit: Misfit): Error =>
  new Error(
    misfit === 'foreign' ? 'it is no file of this service' : 'another version of the service wrote it',
  );

function usable<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (cannotWork(error)) throw new CheckpointsUnavailable((error as Error).message, { cause: error });
    throw error;
  }
}

export const checkpointFileOf = (dataDir: string): string => join(dataDir, 'checkpoints.sqlite');

/** Every checkpoint that was ever signed, outside the log: on disk before anybody is given it. */
export class CheckpointFile {
  private constructor(private readonly database: DatabaseSync) {}

  /**
   * @param isCopy whether what is in it stands elsewhere, too
   * @throws SettingsError where there is a file that cannot be used; it must be restored, not made anew
   */
  static open(dataDir: string, { isCopy = false } = {}): CheckpointFile {
    const path = checkpointFileOf(dataDir);
    let database: DatabaseSync | undefined;
    try {
      const opened = (database = openDatabase(path));
      // The key is made after this file, and nothing is signed without it.
      if (!isCopy && isEmpty(opened) && existsSync(join(dataDir, 'signing', 'verifier-keys.txt')))
        throw new Error(
          'it is missing or empty, though this log has a signing key already (who has lost it for good moves signing aside, too: the log then goes on under a new name and key)',
        );
      inTransaction(opened, () => bringUpToDate(opened, CHECKPOINTS, refuse));
      opened.exec(`PRAGMA journal_mode = WAL; ${DURABLE} PRAGMA foreign_keys = ON`);
      return new CheckpointFile(opened);
    } catch (error) {
      database?.close();
      throw new SettingsError(
        `${path} cannot be used: ${(error as Error).message}. It holds what was published of the log: restore it.`,
        { cause: error },
      );
    }
  }

  /** The one of the largest tree. */
  last(): Checkpoint | undefined {
    return this.one('ORDER BY size DESC LIMIT 1');
  }

  lastPublished(): Checkpoint | undefined {
    return this.one('WHERE published = 1 ORDER BY size DESC LIMIT 1');
  }

  bySize(size: number): Checkpoint | undefined {
    return this.one('WHERE size = ?', size);
  }

  /** Of the smallest tree that has the leaf, among those that were published; where none was, among all. */
  firstCovering(leafIndex: number): Checkpoint | undefined {
    return (
      this.one('WHERE size > ? AND published = 1 ORDER BY size LIMIT 1', leafIndex) ??
      this.one('WHERE size > ? ORDER BY size LIMIT 1', leafIndex)
    );
  }

  /** Whether a key signed any of them. */
  isSignedBy(key: VerifierKey): boolean {
    const verifiers = [noteVerifier(key)];
    for (const row of this.database.prepare(`${COLUMNS} ORDER BY size DESC`).iterate())
      if (isVerified(checkpointOf(row).ownNote, verifiers)) return true;
    return false;
  }

  /** How many leaves there were when a witness last cosigned; 0 where it never did. */
  cosignedSize(name: string, keyId: string): number {
    const sql = 'SELECT max(size) AS size FROM cosignatures WHERE name = ? AND key_id = ?';
    return Number(this.database.prepare(sql).get(name, keyId)!.size ?? 0);
  }

  get count(): number {
    return Number(
      this.database.prepare('SELECT count(*) AS checkpoints FROM checkpoints').get()!.checkpoints,
    );
  }

  /** All that became of all checkpoints, so that it can be applied elsewhere. */
  *entries(): Iterable<Entry> {
    const sizes = this.database.prepare('SELECT size FROM checkpoints ORDER BY size').all();
    const cosignatures = this.database.prepare(
      'SELECT name, key_id, line FROM cosignatures WHERE size = ? ORDER BY name, key_id',
    );
    for (const row of sizes) {
      const size = row.size as number;
      const { origin, rootHash, ownNote, text, signedAt, timestamp } = this.bySize(size)!;
      const signatures = ownNote.slice(text.length + 1);
      yield {
        type: 'CheckpointSigned',
        size,
        origin,
        rootHash: rootHash.toString('base64'),
        signatures,
        signedAt,
      };
      for (const { name, key_id: keyId, line } of cosignatures.all(size))
        yield {
          type: 'CheckpointCosigned',
          size,
          name: name as string,
          keyId: keyId as string,
          line: line as string,
        };
      if (timestamp) yield { type: 'CheckpointTimestamped', size, reply: timestamp.toString('base64') };
      if (this.isPublished(size)) yield { type: 'CheckpointPublished', size };
    }
  }

  /**
   * Takes in what became of a checkpoint; again, it changes nothing.
   * @throws CheckpointsUnavailable
   */
  apply(entry: Entry): void {
    usable(() => this.applied(entry));
  }

  private applied(entry: Entry): void {
    switch (entry.type) {
      case 'CheckpointSigned':
        return this.add(entry);
      case 'SignaturesAdded':
        return this.addSignatures(entry.size, entry.signatures);
      case 'CheckpointCosigned':
        return this.run(
          'INSERT OR IGNORE INTO cosignatures (size, name, key_id, line) VALUES (?, ?, ?, ?)',
          entry.size,
          entry.name,
          entry.keyId,
          entry.line,
        );
      case 'CheckpointTimestamped':
        return this.run(
          'UPDATE checkpoints SET timestamp = ? WHERE size = ? AND timestamp IS NULL',
          Buffer.from(entry.reply, 'base64'),
          entry.size,
        );
      case 'CheckpointPublished':
        return this.run('UPDATE checkpoints SET published = 1 WHERE size = ? AND published = 0', entry.size);
      default:
        return entry satisfies never;
    }
  }

  /**
   * All that is applied by some work, on disk together.
   * @throws CheckpointsUnavailable
   */
  together<Result>(work: () => Result): Result {
    return usable(() => inTransaction(this.database, work));
  }

  isPublished(size: number): boolean {
    return (
      this.database.prepare('SELECT published FROM checkpoints WHERE size = ?').get(size)?.published === 1
    );
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  private one(where: string, ...values: number[]): Checkpoint | undefined {
    return usable(() => {
      const row = this.database.prepare(`${COLUMNS} ${where}`).get(...values);
      return row && checkpointOf(row);
    });
  }

  private add({ size, origin, rootHash, signatures, signedAt }: Signed): void {
    if (this.bySize(size)) return;
    this.run(
      'INSERT INTO checkpoints (size, origin, root, signatures, signed_at) VALUES (?, ?, ?, ?, ?)',
      size,
      origin,
      Buffer.from(rootHash, 'base64'),
      signatures,
      signedAt,
    );
  }

  /** Puts lines of the log's own before those that it signed with before. */
  private addSignatures(size: number, lines: string): void {
    const { signatures: before } = this.database
      .prepare('SELECT signatures FROM checkpoints WHERE size = ?')
      .get(size)!;
    const kept = String(before)
      .split(/(?<=\n)/)
      .filter((line) => !lines.includes(line));
    const after = lines + kept.join('');
    if (after !== before) this.run('UPDATE checkpoints SET signatures = ? WHERE size = ?', after, size);
  }

  private run(sql: string, ...values: SQLInputValue[]): void {
    this.database.prepare(sql).run(...values);
  }
}
