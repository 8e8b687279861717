import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { openReadOnlyOnEventLoop } from '../../sqlite/open.js';
import { DEFAULT_PAGE, type StoredEvent, StoreUnavailable, type StreamHead } from '../port.js';
import { positionOf, rowOf } from './position.js';

type Row = Readonly<Record<string, SQLOutputValue>>;

const EVENT = 'SELECT position, stream_id, revision, id, type, hash, bytes, disclosures FROM events';
/** SQLite's word for no limit. */
const UNLIMITED = -1;

const eventOf = (row: Row): StoredEvent => ({
  streamId: row.stream_id as string,
  revision: row.revision as number,
  id: row.id as string,
  type: row.type as string,
  hash: row.hash as string,
  bytes: row.bytes as Uint8Array,
  ...(row.disclosures !== null && { disclosures: row.disclosures as Uint8Array }),
  position: positionOf(row.position as number),
  leafIndex: (row.position as number) - 1,
});

const headOf = (row: Row): StreamHead => ({
  streamId: row.stream_id as string,
  revision: row.revision as number,
  hash: row.hash as string,
});

function checked(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`a limit is 1 or more, not ${limit}`);
  return limit;
}

/** Reads on a connection of its own, which in WAL mode never waits for the writer and sees only what is on disk. */
export class Reader {
  private readonly database: DatabaseSync;
  private readonly ofStream: StatementSync;
  private readonly ofAll: StatementSync;
  private readonly byId: StatementSync;
  private readonly last: StatementSync;
  private readonly heads: StatementSync;
  private readonly end: StatementSync;

  constructor(file: string) {
    this.database = openReadOnlyOnEventLoop(file);
    const prepare = (sql: string) => this.database.prepare(sql);
    this.ofStream = prepare(`${EVENT} WHERE stream_id = ? AND revision > ? ORDER BY revision LIMIT ?`);
    this.ofAll = prepare(`${EVENT} WHERE position > ? ORDER BY position LIMIT ?`);
    this.byId = prepare(`${EVENT} WHERE stream_id = ? AND id = ?`);
    this.last = prepare(
      'SELECT stream_id, revision, hash FROM events WHERE stream_id = ? ORDER BY revision DESC LIMIT 1',
    );
    // Jumps from stream to stream in the index; GROUP BY would walk every event of each.
    this.heads = prepare(`
      WITH RECURSIVE stream (id, row) AS (
        SELECT min(stream_id), 1 FROM events WHERE stream_id > ?1
        UNION ALL
        SELECT (SELECT min(stream_id) FROM events WHERE stream_id > stream.id), row + 1
          FROM stream WHERE stream.id IS NOT NULL AND row < ?2
      )
      SELECT events.stream_id, events.revision, events.hash
        FROM stream JOIN events ON events.stream_id = stream.id
          AND events.revision = (SELECT max(revision) FROM events WHERE stream_id = stream.id)
        ORDER BY stream.row`);
    this.end = prepare('SELECT max(position) AS position FROM events');
  }

  readStream(streamId: string, afterRevision = 0, limit?: number): readonly StoredEvent[] {
    const most = limit === undefined ? UNLIMITED : checked(limit);
    return this.rows(this.ofStream, streamId, afterRevision, most).map(eventOf);
  }

  readAll(afterPosition?: string, limit = DEFAULT_PAGE): readonly StoredEvent[] {
    return this.rows(this.ofAll, rowOf(afterPosition), checked(limit)).map(eventOf);
  }

  readFrom(leafIndex: number, limit = DEFAULT_PAGE): readonly StoredEvent[] {
    return this.rows(this.ofAll, leafIndex, checked(limit)).map(eventOf);
  }

  /** Positions have no gap. */
  count(): number {
    return Number(this.rows(this.end)[0]?.position ?? 0);
  }

  findById(streamId: string, id: string): StoredEvent | undefined {
    return this.rows(this.byId, streamId, id).map(eventOf)[0];
  }

  head(streamId: string): StreamHead | undefined {
    return this.rows(this.last, streamId).map(headOf)[0];
  }

  streams(afterStreamId = '', limit = DEFAULT_PAGE): readonly StreamHead[] {
    return this.rows(this.heads, afterStreamId, checked(limit)).map(headOf);
  }

  /** The position of the last event; of an empty log, one before all. */
  endOfLog(): string {
    return positionOf(this.count());
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  private rows(statement: StatementSync, ...values: SQLInputValue[]): readonly Row[] {
    try {
      return statement.all(...values);
    } catch (error) {
      throw new StoreUnavailable(`the event log cannot be read: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}
