import { type KeyObject, generateKeySync } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './key-schema.js';
import { unwrap, wrap } from './wrapping.js';

/** The key file is not one, is of a newer version, or was made under another master key. */
export class UnusableKeyFile extends Error {}

/** The file of the keys in a directory. */
export const keyFileIn = (directory: string): string => join(directory, 'keys.db');

const BUSY_LIMIT_MS = 5_000;
/** Wrapped at first start, to recognise the master key by. */
const MASTER_CHECK = 'master-key';

/** All of it or nothing. */
export function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

const numberOf = (database: DatabaseSync, pragma: string): number =>
  Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get()!)[0]);

function prepare(database: DatabaseSync, file: string, master: KeyObject): void {
  const isEmpty = Number(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()!.n) === 0;
  if (isEmpty) {
    database.exec(SCHEMA);
    const check = wrap(master, generateKeySync('aes', { length: 256 }), MASTER_CHECK);
    database.prepare('INSERT INTO facts (name, value) VALUES (?, ?)').run(MASTER_CHECK, check);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
  } else if (numberOf(database, 'application_id') !== APPLICATION_ID)
    throw new UnusableKeyFile(`${file} is a database, but holds no keys of this service.`);
  else if (numberOf(database, 'user_version') > SCHEMA_VERSION)
    throw new UnusableKeyFile(
      `${file} has schema version ${numberOf(database, 'user_version')} and this version of the service knows up to ${SCHEMA_VERSION}: start the newer version that wrote it.`,
    );
  const check = database.prepare('SELECT value FROM facts WHERE name = ?').get(MASTER_CHECK)?.value;
  if (!(check instanceof Uint8Array) || !unwrap(master, check, MASTER_CHECK))
    throw new UnusableKeyFile(
      `${file} was made under another master key: give the one under which it was made (MASTER_KEY_FILE, MASTER_KEY, or master.key in the data directory). Without it no personal value can be read; nothing was changed.`,
    );
}

/**
 * Opens the key file of a directory, made if missing, readable by its owner alone. What is deleted in it is overwritten.
 * @throws UnusableKeyFile
 */
export function openKeyDatabase(directory: string, master: KeyObject): DatabaseSync {
  const file = keyFileIn(directory);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: BUSY_LIMIT_MS });
    chmodSync(file, 0o600);
    // What is vacuumed goes through no temporary file, where it would stay.
    database.exec('PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY');
    const opened = database;
    inTransaction(opened, () => prepare(opened, file, master));
    database.exec('PRAGMA journal_mode = WAL');
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof UnusableKeyFile) throw error;
    throw new UnusableKeyFile(`${file} cannot be used for the keys: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}
