import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Ended, startCli } from './command.js';

/** Ends a command by SIGKILL: after a time, or before it renames a file for the n-th time. */
export type Kill = { readonly afterMs: number } | { readonly atRename: number };

const KILL_AT_RENAME = resolve('test/e2e/support/kill-at-rename.mjs');

/** Runs the built command line in a process of its own. */
export function killed(dataDir: string, words: readonly string[], kill: Kill): Promise<Ended> {
  if ('atRename' in kill) {
    const env = { KILL_AT_RENAME: String(kill.atRename) };
    return startCli(dataDir, words, { preload: KILL_AT_RENAME, env }).ended;
  }
  const started = startCli(dataDir, words);
  setTimeout(started.kill, kill.afterMs).unref();
  return started.ended;
}

/** Paths below a directory, with `/`. */
export function filesIn(directory: string, top = directory): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .map((name) => join(directory, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path, top) : [relative(top, path)]))
    .toSorted();
}

/** What all files of a directory are, by SHA-256, but for those that come and go with whoever opens a database. */
export const contentsOf = (directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    filesIn(directory)
      .filter((name) => !/-wal$|-shm$|\.lock$/.test(name))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(directory, name)))
          .digest('hex'),
      ]),
  );

export interface StoredRow {
  readonly position: number;
  readonly stream_id: string;
  readonly type: string;
  readonly hash: string;
}

/** The log of a directory, in order. */
export function logIn(directory: string): readonly StoredRow[] {
  const database = new DatabaseSync(join(directory, 'ledger.sqlite'), { readOnly: true });
  try {
    const sql = 'SELECT position, stream_id, type, hash FROM events ORDER BY position';
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }) as unknown as StoredRow);
  } finally {
    database.close();
  }
}

/** The wrapped keys of a directory, by therapy. */
export function wrappedIn(file: string): ReadonlyMap<string, Buffer> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare('SELECT therapy_id, wrapped FROM keys').all();
    return new Map(
      rows.map((row) => [row['therapy_id'] as string, Buffer.from(row['wrapped'] as Uint8Array)]),
    );
  } finally {
    database.close();
  }
}

/** Makes a directory with some files of another, as the operator keeps them apart. */
export function withFiles(directory: string, from: string, ...names: readonly string[]): string {
  mkdirSync(directory, { recursive: true });
  for (const name of names) {
    mkdirSync(join(directory, name, '..'), { recursive: true });
    copyFileSync(join(from, name), join(directory, name));
  }
  return directory;
}
