import { type KeyObject, generateKeySync } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { isDatabaseError } from '../sqlite/errors.js';
import { type Misfit, bringUpToDate } from '../sqlite/file-kind.js';
import { inTransaction } from '../sqlite/in-transaction.js';
import { openDatabase } from '../sqlite/open.js';
import { DURABLE, emptyWal } from '../sqlite/pragmas.js';
import { KeysUnavailable } from './erasure.js';
import { KEY_FILE } from './key-schema.js';
import { unwrap, wrap } from './wrapping.js';

/** The key file is not one, is of a newer version, or was made under another master key. */
export class UnusableKeyFile extends Error {}

/** The file of the keys in a directory. */
export const keyFileIn = (directory: string): string => join(directory, 'keys.db');

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** Wrapped at first start, to recognise the master key by. */
const MASTER_CHECK = 'master key';
/** Something was deleted, and the file not written anew since. */
const DELETED = 'deleted';

const SETTINGS = `
  PRAGMA secure_delete = ON;
  ${DURABLE}
  PRAGMA temp_store = MEMORY;
`;

const whyUnusable = (misfit: Misfit, found: number, newest: number): string =>
  misfit === 'newer'
    ? `has schema version ${found} and this version of the service knows up to ${newest}: start the newer version that wrote it.`
    : 'is a database, but holds no keys of this service.';

/** The tables of the keys in their file. */
export class KeyDatabase {
  private readonly statements = new Map<string, StatementSync>();

  private constructor(
    private readonly database: DatabaseSync,
    private readonly file: string,
  ) {}

  /**
   * Opens the file of a directory, made if missing, readable by its owner alone.
   * @throws UnusableKeyFile
   */
  static open(directory: string, master: KeyObject): KeyDatabase {
    const file = keyFileIn(directory);
    let database: DatabaseSync | undefined;
    try {
      database = openDatabase(file);
      chmodSync(file, 0o600);
      database.exec(SETTINGS);
      const keys = new KeyDatabase(database, file);
      keys.transaction(() => keys.prepare(master));
      // Only now: it changes the file, which might have been another's.
      database.exec('PRAGMA journal_mode = WAL');
      // The process may have been killed before it came to it.
      if (keys.fact(DELETED) !== undefined) keys.scrub();
      return keys;
    } catch (error) {
      database?.close();
      if (error instanceof UnusableKeyFile) throw error;
      throw new UnusableKeyFile(`${file} cannot be used for the keys: ${reasonOf(error)}.`, { cause: error });
    }
  }

  /** @returns how many rows it changed */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.available(() => this.statement(sql).run(...values)).changes);
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.available(() => this.statement(sql).get(...values));
  }

  all(sql: string, ...values: SQLInputValue[]): readonly Row[] {
    return this.available(() => this.statement(sql).all(...values));
  }

  fact(name: string): SQLOutputValue | undefined {
    return this.get('SELECT value FROM facts WHERE name = ?', name)?.['value'];
  }

  setFact(name: string, value: SQLInputValue | undefined): void {
    if (value === undefined) this.run('DELETE FROM facts WHERE name = ?', name);
    else this.run('REPLACE INTO facts (name, value) VALUES (?, ?)', name, value);
  }

  /** All of it or nothing, and on disk when it returns. */
  transaction(work: () => void): void {
    this.available(() => inTransaction(this.database, work));
  }

  /** A transaction after which nothing that it deleted is left in the file, nor in what stands beside it. */
  destroying(work: () => void): void {
    this.transaction(() => {
      work();
      this.setFact(DELETED, 1);
    });
    this.scrub();
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  /**
   * SQLite overwrites what it deletes, but a page that it rearranged before may hold another copy, and the write-ahead
   * log holds the page as it was: so the file is written anew, and the write-ahead log emptied.
   */
  private scrub(): void {
    this.available(() => this.database.exec('VACUUM'));
    if (!this.available(() => emptyWal(this.database)))
      throw new KeysUnavailable(
        'keys.db is being read by another process: what was destroyed may stand in keys.db-wal until the next start, or until it is erased again',
      );
    this.setFact(DELETED, undefined);
  }

  private prepare(master: KeyObject): void {
    const isNew = bringUpToDate(
      this.database,
      KEY_FILE,
      (misfit, found, newest) => new UnusableKeyFile(`${this.file} ${whyUnusable(misfit, found, newest)}`),
    );
    if (isNew)
      this.setFact(MASTER_CHECK, wrap(master, generateKeySync('aes', { length: 256 }), MASTER_CHECK));
    const check = this.fact(MASTER_CHECK);
    if (!(check instanceof Uint8Array) || !unwrap(master, check, MASTER_CHECK))
      throw new UnusableKeyFile(
        `${this.file} was made under another master key: give the one under which it was made (MASTER_KEY_FILE, MASTER_KEY, or master.key in the data directory). Without it no personal value can be read; nothing was changed.`,
      );
  }

  private statement(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  /** @throws KeysUnavailable for what SQLite does not do */
  private available<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (!isDatabaseError(error)) throw error;
      throw new KeysUnavailable(`keys.db cannot be used: ${reasonOf(error)}`, { cause: error });
    }
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof KeysUnavailable && error.cause instanceof Error
    ? error.cause.message
    : (error as Error).message;
