import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type FileKind, bringUpToDate } from '../../sqlite/file-kind.js';
import { inTransaction } from '../../sqlite/in-transaction.js';
import { openDatabase } from '../../sqlite/open.js';
import type { Alien, CutStream } from '../port.js';

/** "plgi". */
const APPLICATION_ID = 0x706c6769;

const STEPS: readonly string[] = [
  `
  CREATE TABLE positions (position INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE heads (
    stream_id TEXT PRIMARY KEY, revision INTEGER NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL, position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE alien_ends (stream_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE side_streams (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE rest (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL) STRICT;
  `,
];
const KIND: FileKind = { applicationId: APPLICATION_ID, before: 0, steps: STEPS };

/** The last event of a stream, and where it stands. */
export interface KeptHead {
  readonly streamId: string;
  readonly revision: number;
  readonly hash: string;
  /** In the server's stream, from 0. */
  readonly at: number;
  readonly position: number;
}

/** What is small. */
interface Rest {
  /** Up to this position nothing is missing, whoever wrote there. */
  readonly scanned: number;
  /** The position of the first event that is known to be of a service of the log. */
  readonly ownFrom: number | null;
  readonly cuts: readonly CutStream[];
  readonly aliens: { readonly count: number; readonly shown: readonly Alien[] };
}

export interface Kept extends Rest {
  readonly positions: Iterable<number>;
  readonly heads: readonly KeptHead[];
  readonly alienEnds: readonly (readonly [streamId: string, at: number])[];
  readonly sideStreams: readonly string[];
}

/** What was learned of the log since it was kept last. */
export interface Learned extends Rest {
  readonly positions: readonly number[];
  readonly heads: Iterable<KeptHead>;
  readonly alienEnds: Iterable<readonly [streamId: string, at: number]>;
  readonly sideStreams: Iterable<string>;
}

const numbers = function* (database: DatabaseSync): Generator<number> {
  for (const { position } of database.prepare('SELECT position FROM positions ORDER BY position').iterate())
    yield position as number;
};

/** What a service learned of the log on the server, in its data directory: the next start reads only what is new. */
export class KeptIndex {
  private constructor(private readonly database: DatabaseSync) {}

  /** A file that cannot be used is made anew: all of it stands on the server. */
  static open(directory: string): KeptIndex {
    const file = join(directory, 'log-index.sqlite');
    try {
      return new KeptIndex(opened(file));
    } catch {
      for (const one of [file, `${file}-wal`, `${file}-shm`]) rmSync(one, { force: true });
      return new KeptIndex(opened(file));
    }
  }

  /** Undefined where nothing is kept. */
  load(): Kept | undefined {
    const all = (sql: string) => this.database.prepare(sql).all();
    const [rest] = all('SELECT json FROM rest');
    if (!rest) return undefined;
    return {
      ...(JSON.parse(rest['json'] as string) as Rest),
      positions: numbers(this.database),
      heads: all(
        'SELECT stream_id AS streamId, revision, hash, at, position FROM heads',
      ) as unknown as KeptHead[],
      alienEnds: all('SELECT stream_id, at FROM alien_ends').map(
        ({ stream_id: streamId, at }) => [streamId as string, at as number] as const,
      ),
      sideStreams: all('SELECT name FROM side_streams').map(({ name }) => name as string),
    };
  }

  keep({ positions, heads, alienEnds, sideStreams, ...rest }: Learned): void {
    const run = (sql: string) => this.database.prepare(sql);
    inTransaction(this.database, () => {
      const position = run('INSERT INTO positions VALUES (?)');
      for (const each of positions) position.run(each);
      const head = run('INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?, ?)');
      for (const { streamId, revision, hash, at, position: last } of heads)
        head.run(streamId, revision, hash, at, last);
      const end = run('INSERT OR REPLACE INTO alien_ends VALUES (?, ?)');
      for (const [streamId, at] of alienEnds) end.run(streamId, at);
      const stream = run('INSERT OR IGNORE INTO side_streams VALUES (?)');
      for (const name of sideStreams) stream.run(name);
      run('INSERT OR REPLACE INTO rest VALUES (1, ?)').run(JSON.stringify(rest));
    });
  }

  clear(): void {
    inTransaction(this.database, () => {
      for (const table of ['positions', 'heads', 'alien_ends', 'side_streams', 'rest'])
        this.database.exec(`DELETE FROM ${table}`);
    });
  }

  close(): void {
    this.database.close();
  }
}

function opened(file: string): DatabaseSync {
  const database = openDatabase(file);
  try {
    inTransaction(database, () =>
      bringUpToDate(database, KIND, (misfit) => new Error(`the file is ${misfit}`)),
    );
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
