import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Ends a command by SIGKILL: after a time, or before it renames a file for the n-th time. */
export type Kill = { readonly afterMs: number } | { readonly atRename: number };

const KILL_AT_RENAME = resolve('test/e2e/support/kill-at-rename.mjs');

/** Runs the built command line beside the test. */
export function running(dataDir: string, words: readonly string[], kill?: Kill): Promise<Ended> {
  const [preload, env] =
    kill && 'atRename' in kill
      ? [['--import', KILL_AT_RENAME], { KILL_AT_RENAME: String(kill.atRename) }]
      : [[], {}];
  const child = spawn(process.execPath, [...preload, resolve('dist/cli.js'), ...words], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  if (kill && 'afterMs' in kill) setTimeout(() => child.kill('SIGKILL'), kill.afterMs).unref();
  return new Promise((done) => child.once('close', (code) => done({ code, out, err })));
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
