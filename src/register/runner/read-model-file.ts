import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../sqlite/in-transaction.js';
import { openDatabase } from '../../sqlite/open.js';
import { emptyWal, valueOf } from '../../sqlite/pragmas.js';
import { removeDatabase } from '../../sqlite/remove.js';
import type { StoredEvent } from '../../event-store/port.js';
import type { Projection } from './projection.js';

/** Where a read model stands in the log: the last event that it took in. */
export interface Checkpoint {
  readonly position: string;
  readonly streamId: string;
  readonly revision: number;
  readonly hash: string;
  /** So many events of the log are taken in. */
  readonly taken: number;
}

const MODEL = `
  CREATE TABLE model (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    inputs TEXT NOT NULL,
    position TEXT,
    stream_id TEXT,
    revision INTEGER,
    hash TEXT,
    taken INTEGER NOT NULL DEFAULT 0,
    seal TEXT
  ) STRICT;
`;

/** One file with the tables of a projection and its checkpoint. Whatever is wrong with it, it can be made anew. */
export class ReadModelFile {
  private constructor(
    readonly path: string,
    readonly database: DatabaseSync,
    readonly inputs: string,
    private readonly projection: Projection,
  ) {}

  /** Opens a file; undefined where it is missing, was never finished or cannot be read. */
  static open(path: string, projection: Projection): ReadModelFile | undefined {
    let database: DatabaseSync | undefined;
    try {
      database = openDatabase(path);
      const row = database.prepare('SELECT inputs FROM model').get();
      if (row && isWhole(database))
        return new ReadModelFile(path, tuned(database), String(row.inputs), projection);
    } catch {
      // It is made anew, whatever it was.
    }
    database?.close();
    return undefined;
  }

  /** Makes a new file in the place of whatever is there. */
  static make(path: string, projection: Projection): ReadModelFile {
    const { schema, inputs } = projection;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    removeDatabase(path);
    const database = tuned(openDatabase(path));
    const file = new ReadModelFile(path, database, inputs, projection);
    file.transaction(() => {
      database.exec(MODEL);
      database.exec(schema);
      database.prepare('INSERT INTO model (only, inputs) VALUES (1, ?)').run(inputs);
      file.seal();
    });
    return file;
  }

  get checkpoint(): Checkpoint | undefined {
    return checkpointIn(this.database);
  }

  /** Past so many events, of which this is the last; within the transaction that takes them in. */
  advance({ position, streamId, revision, hash }: StoredEvent, by: number): void {
    this.database
      .prepare('UPDATE model SET position = ?, stream_id = ?, revision = ?, hash = ?, taken = taken + ?')
      .run(position, streamId, revision, hash, by);
    this.seal();
  }

  /** Why it does not hold what was written into it; undefined where it does. */
  disagreement(): string | undefined {
    const { database, projection } = this;
    const { seal } = database.prepare('SELECT seal FROM model').get()!;
    if (seal !== this.sealed()) return 'its tables or its place in the log are not as they were sealed';
    return projection.disagreement(database, this.checkpoint?.taken ?? 0);
  }

  private seal(): void {
    this.database.prepare('UPDATE model SET seal = ?').run(this.sealed());
  }

  /** Of the place in the log, and of what SQLite runs by itself, such as a trigger. */
  private sealed(): string {
    const tables = this.database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name');
    return this.projection.seal.of(this.projection.name, this.checkpoint ?? null, tables.all());
  }

  transaction(work: () => void): void {
    inTransaction(this.database, work);
  }

  /** Whether the file holds everything by itself, without what SQLite keeps beside it. */
  isAloneInFile(): boolean {
    return emptyWal(this.database);
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}

export function checkpointIn(database: DatabaseSync): Checkpoint | undefined {
  const row = database.prepare('SELECT position, stream_id, revision, hash, taken FROM model').get();
  return typeof row?.position === 'string'
    ? {
        position: row.position,
        streamId: row.stream_id as string,
        revision: row.revision as number,
        hash: row.hash as string,
        taken: row.taken as number,
      }
    : undefined;
}

const isWhole = (database: DatabaseSync): boolean => valueOf(database, 'PRAGMA quick_check(1)') === 'ok';

/** After a power cut it may lack the last commits, but is whole: they are made again from the log. */
function tuned(database: DatabaseSync): DatabaseSync {
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -64000; PRAGMA wal_autocheckpoint = 4000',
  );
  return database;
}
