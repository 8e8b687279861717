import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { isDamaged } from '../../sqlite/errors.js';
import { openReadOnlyOnEventLoop } from '../../sqlite/open.js';
import { LedgerContradicted } from '../append-gate.js';
import { DEFAULT_PAGE, EventsMissing, type StoredEvent, StoreUnavailable, type StreamHead } from '../port.js';
import type { Origin } from '../origin.js';
import { absentIn } from '../absent.js';
import { OwnRows } from './own-rows.js';
import { positionOf, rowOf } from './position.js';
import {
  BY_ID_IN_STREAM,
  COUNT_OF_STREAM,
  HEADS,
  KNOWN_OF_ALL,
  KNOWN_OF_STREAM,
  LAST_OF_STREAM,
  LAST_UP_TO,
  OF_ALL,
  OF_STREAM,
  REVISIONS_OF_STREAM,
  SHORT_STREAMS,
  STREAMS,
} from './statements.js';

type Row = Readonly<Record<string, SQLOutputValue>>;

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
  ...(row.mac !== null && { mac: row.mac as Uint8Array }),
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

const damaged = (what: string, options?: ErrorOptions) =>
  new LedgerContradicted(`the event log contradicts itself: ${what}; run verify`, options);

export interface ReaderOptions {
  /** Without it nothing is told of an event's origin. */
  readonly origin?: Origin;
  /** The position of the last event of the log now, where others write behind it. */
  readonly end?: () => number;
  /** Whether events are left out that are gone, and known to be. */
  readonly mayLack?: boolean;
}

const noEnd = () => Number.MAX_SAFE_INTEGER;

/**
 * Reads on a connection of its own, which in WAL mode never waits for the writer and sees only what is on disk. What an
 * index left out, or led to another row, is refused.
 */
export class Reader {
  private readonly database: DatabaseSync;
  private readonly ofStream: StatementSync;
  private readonly countOf: StatementSync;
  private readonly ofAll: StatementSync;
  private readonly byId: StatementSync;
  private readonly last: StatementSync;
  private readonly heads: StatementSync;
  private readonly ids: StatementSync;
  private readonly lastUpTo: StatementSync;
  private readonly knownOf: StatementSync;
  private readonly revisionsOf: StatementSync;
  private readonly ownRows: OwnRows | undefined;
  private readonly end: () => number;
  private readonly mayLack: boolean;

  constructor(file: string, { origin, end = noEnd, mayLack = false }: ReaderOptions = {}) {
    this.database = openReadOnlyOnEventLoop(file);
    const prepare = (sql: string) => this.database.prepare(sql);
    this.ofStream = prepare(OF_STREAM);
    this.countOf = prepare(COUNT_OF_STREAM);
    this.ofAll = prepare(OF_ALL);
    this.byId = prepare(BY_ID_IN_STREAM);
    this.last = prepare(LAST_OF_STREAM);
    this.heads = prepare(HEADS);
    this.ids = prepare(STREAMS);
    this.lastUpTo = prepare(LAST_UP_TO);
    this.knownOf = prepare(KNOWN_OF_STREAM);
    this.revisionsOf = prepare(REVISIONS_OF_STREAM);
    this.ownRows = origin && new OwnRows(this.database, origin);
    this.end = end;
    this.mayLack = mayLack;
  }

  /** @throws LedgerContradicted, StoreUnavailable, as all others */
  readStream(streamId: string, afterRevision = 0, limit?: number): readonly StoredEvent[] {
    const most = limit === undefined ? UNLIMITED : checked(limit);
    const known = this.knownOfStream(streamId);
    const read = () => this.rows(this.ofStream, streamId, afterRevision, this.end(), most);
    let rows = read();
    const isShort = () => rows.length !== most;
    if (isShort()) {
      const held = this.countOfStream(streamId);
      // Something may have been appended between the two.
      if (afterRevision + rows.length < held) rows = read();
      if (isShort() && afterRevision + rows.length < held)
        throw damaged(`of the ${held} events of ${streamId}, ${afterRevision + rows.length} are found`);
    }
    if (isShort() && afterRevision + rows.length < known) throw this.missingOf(streamId);
    rows.forEach((row, index) => {
      const revision = afterRevision + index + 1;
      if (row.stream_id === streamId && Number(row.revision) > revision) throw this.missingOf(streamId);
      if (row.stream_id !== streamId || row.revision !== revision)
        throw damaged(
          `revision ${revision} of ${streamId} leads to revision ${String(row.revision)} of ${String(row.stream_id)}`,
        );
    });
    this.refuseOthers(rows);
    return rows.map(eventOf);
  }

  readAll(afterPosition?: string, limit = DEFAULT_PAGE): readonly StoredEvent[] {
    return this.readAfter(rowOf(afterPosition), checked(limit), this.mayLack);
  }

  readFrom(leafIndex: number, limit = DEFAULT_PAGE, mayLack = this.mayLack): readonly StoredEvent[] {
    return this.readAfter(leafIndex, checked(limit), mayLack);
  }

  /** Positions have no gap. */
  count(): number {
    return Number(this.rows(this.lastUpTo, this.end())[0]?.position ?? 0);
  }

  findById(streamId: string, id: string): StoredEvent | undefined {
    const [row] = this.rows(this.byId, streamId, id, this.end());
    if (row && (row.stream_id !== streamId || row.id !== id))
      throw damaged(`the id ${id} of ${streamId} leads to another event`);
    if (row) this.refuseOthers([row]);
    return row && eventOf(row);
  }

  head(streamId: string): StreamHead | undefined {
    const known = this.knownOfStream(streamId);
    const held = this.countOfStream(streamId);
    const [row] = this.rows(this.last, streamId, this.end());
    if (Number(row?.revision ?? 0) < held || (row && row.stream_id !== streamId))
      throw damaged(`the last of the ${held} events of ${streamId} is not found`);
    if (Number(row?.revision ?? 0) < known) throw this.missingOf(streamId);
    if (row) this.refuseOthers([row]);
    return row && headOf(row);
  }

  streams(afterStreamId = '', limit = DEFAULT_PAGE): readonly StreamHead[] {
    const ids = this.rows(this.ids, afterStreamId, checked(limit), this.end()).map(({ id }) => id);
    const rows = this.rows(this.heads, afterStreamId, limit, this.end());
    const wrong = rows.find((row) => row.stream_id !== row.listed);
    if (wrong) throw damaged(`the last event of ${String(wrong.listed)} is not found`);
    const listed = new Set(rows.map((row) => row.listed));
    const last = rows.at(-1)?.listed as string | undefined;
    // What was appended between the two may have moved some off the page.
    const hidden = ids.find((id) => !listed.has(id) && (rows.length < limit || isBefore(id, last)));
    if (hidden !== undefined) throw damaged(`${String(hidden)} is not listed`);
    return rows.map(headOf);
  }

  /** The position of the last event; of an empty log, one before all. */
  endOfLog(): string {
    return positionOf(this.count());
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  /** Each stream of which events are gone. */
  missing(): readonly EventsMissing[] {
    const streams = this.rows(this.database.prepare(SHORT_STREAMS)).map(({ stream_id }) => String(stream_id));
    return streams.map((streamId) => this.missingOf(streamId)).filter((one) => one instanceof EventsMissing);
  }

  private readAfter(position: number, limit: number, mayLack: boolean): readonly StoredEvent[] {
    const end = this.count();
    const rows = this.rows(this.ofAll, position, this.end(), limit);
    const gap = rows.findIndex((row, index) => row.position !== position + index + 1);
    const next = position + (gap < 0 ? rows.length : gap) + 1;
    const isWhole = gap < 0 && (rows.length === limit || next > end);
    if (!isWhole && !(mayLack && this.isAllKnown(end)))
      throw damaged(`event ${next - 1} of ${end} is not found`);
    return rows.map(eventOf);
  }

  /** Whether all that is gone up to a position is known to be of some stream. */
  private isAllKnown(end: number): boolean {
    return Number(this.rows(this.database.prepare(KNOWN_OF_ALL), end)[0]?.events ?? 0) === end;
  }

  private knownOfStream(streamId: string): number {
    return Number(this.rows(this.knownOf, streamId, this.end())[0]?.revision ?? 0);
  }

  /** Which of a stream's events are not there, where its indexes agree on what is. */
  private missingOf(streamId: string): LedgerContradicted | EventsMissing {
    const revisions = this.rows(this.revisionsOf, streamId, this.end()).map(({ revision }) =>
      Number(revision),
    );
    const held = this.countOfStream(streamId);
    if (revisions.length !== held)
      return damaged(`of the ${held} events of ${streamId}, ${revisions.length} are found`);
    return new EventsMissing(streamId, absentIn(revisions, this.knownOfStream(streamId)));
  }

  private countOfStream(streamId: string): number {
    return Number(this.rows(this.countOf, streamId, this.end())[0]!.events);
  }

  /** What another program put between the events of a therapy. */
  private refuseOthers(rows: readonly Row[]): void {
    const { ownRows } = this;
    const other = ownRows && this.guarded(() => ownRows.otherAmong(rows, () => this.count()));
    if (other)
      throw damaged(
        `no service of this log wrote revision ${String(other.revision)} of ${String(other.stream_id)}, position ${positionOf(Number(other.position))}`,
      );
  }

  private rows(statement: StatementSync, ...values: SQLInputValue[]): readonly Row[] {
    return this.guarded(() => statement.all(...values));
  }

  private guarded<Result>(read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      const { message } = error as Error;
      if (isDamaged(error)) throw damaged(message, { cause: error });
      throw new StoreUnavailable(`the event log cannot be read: ${message}`, { cause: error });
    }
  }
}

/** In the order of the index: by bytes. */
const isBefore = (id: SQLOutputValue | undefined, other: string | undefined): boolean =>
  other !== undefined && Buffer.compare(Buffer.from(String(id)), Buffer.from(other)) < 0;
