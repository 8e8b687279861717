import type { DatabaseSync } from 'node:sqlite';
import { EMPTY, Observable, Subject } from 'rxjs';
import type { Origin } from '../origin.js';
import {
  type CopyTarget,
  type EventsMissing,
  type NewEvent,
  type Run,
  type Signal,
  type StoredEvent,
  StoreUnavailable,
  type StreamHead,
} from '../port.js';
import { MetAliens } from '../met-aliens.js';
import { claim, prepareDataFile } from './data-file.js';
import { follow } from './follow.js';
import { GroupCommit } from './group-commit.js';
import { Turns } from '../../waiting/turns.js';
import { fileFaults } from './integrity.js';
import { Reader } from './reader.js';
import { LogEnd } from './log-end.js';
import { START } from './position.js';
import { settle } from './settle.js';
import type { Done, Durability } from './writer-messages.js';
import { WriterThread } from './writer-thread.js';

export interface SqliteOptions {
  /** Made if missing; the log is the file `ledger.sqlite` in it. */
  readonly directory: string;
  /**
   * By which its services know what they wrote, asked for once the directory is this process's; without it nothing is told of
   * an event's origin.
   */
  readonly origin?: () => Origin;
}

/**
 * Opens the log in a directory for this process alone.
 * @throws UnusableDataFile, StoreUnavailable
 */
export async function openSqliteEventStore({
  directory,
  origin: originOf,
}: SqliteOptions): Promise<SqliteEventStore> {
  const lock = claim(directory);
  let reader: Reader | undefined;
  try {
    const file = prepareDataFile(directory);
    const origin = originOf?.();
    const settled = origin && settle(file, origin);
    const end = new LogEnd();
    if (settled) end.set(settled.end);
    reader = new Reader(file, { origin, end: () => end.position });
    const commits = new Subject<void>();
    const own = settled && { key: origin.key, end: settled.end };
    const { writer, durability } = await WriterThread.start({ file, own }, (gone) => commits.error(gone));
    const aliens = origin && new MetAliens(settled?.aliens);
    return new SqliteEventStore(file, lock, writer, reader, commits, durability, end, aliens);
  } catch (error) {
    reader?.close();
    lock.close();
    throw error;
  }
}

/** The log in one SQLite file: one thread writes, this one reads. */
export class SqliteEventStore implements CopyTarget {
  private readonly group: GroupCommit;
  private readonly turns = new Turns();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly file: string,
    private readonly lock: DatabaseSync,
    private readonly writer: WriterThread,
    private readonly reader: Reader,
    private readonly commits: Subject<void>,
    /** As the writing connection reports it. */
    readonly durability: Durability,
    readonly fileEnd: LogEnd,
    readonly aliens: MetAliens | undefined,
  ) {
    this.group = new GroupCommit(
      writer,
      (done) => this.took(done),
      () => commits.next(),
    );
  }

  async append(
    streamId: string,
    expectedRevision: number,
    events: readonly NewEvent[],
    previousHash?: string,
  ): Promise<readonly string[]> {
    if (this.closing) throw new StoreUnavailable('the event log is closed');
    if (!Number.isSafeInteger(expectedRevision) || expectedRevision < 0)
      throw new RangeError(`an expected revision is 0 or more, not ${expectedRevision}`);
    if (events.length === 0) throw new RangeError('an append has at least one event');
    return this.group.append(streamId, expectedRevision, events, previousHash);
  }

  async appendInOrder(runs: readonly Run[]): Promise<void> {
    const appended = runs.map(({ streamId, expected, events }) => this.append(streamId, expected, events));
    // None is left on its way.
    await Promise.allSettled(appended);
    for (const append of appended) await append;
  }

  async readStream(
    streamId: string,
    afterRevision?: number,
    limit?: number,
  ): Promise<readonly StoredEvent[]> {
    return this.reader.readStream(streamId, afterRevision, limit);
  }

  async readAll(afterPosition?: string, limit?: number): Promise<readonly StoredEvent[]> {
    return this.reader.readAll(afterPosition, limit);
  }

  async readFrom(leafIndex: number, limit?: number, mayLack?: boolean): Promise<readonly StoredEvent[]> {
    return this.reader.readFrom(leafIndex, limit, mayLack);
  }

  async missing(): Promise<readonly EventsMissing[]> {
    return this.reader.missing();
  }

  async count(): Promise<number> {
    return this.reader.count();
  }

  async lastPosition(): Promise<string | undefined> {
    const end = this.reader.endOfLog();
    return end === START ? undefined : end;
  }

  get grown(): Observable<void> {
    return this.commits;
  }

  /** Nobody else writes to the file. */
  readonly learned = EMPTY;

  async findById(streamId: string, id: string): Promise<StoredEvent | undefined> {
    return this.reader.findById(streamId, id);
  }

  async head(streamId: string): Promise<StreamHead | undefined> {
    return this.reader.head(streamId);
  }

  async streams(afterStreamId?: string, limit?: number): Promise<readonly StreamHead[]> {
    return this.reader.streams(afterStreamId, limit);
  }

  subscribe(afterPosition?: string): Observable<Signal> {
    return follow(this.reader, this.commits, afterPosition, this.turns);
  }

  fileFaults(signal: AbortSignal): Promise<readonly string[]> {
    return fileFaults(this.file, signal);
  }

  async ping(): Promise<void> {
    this.reader.endOfLog();
    if (this.took(await this.writer.ask({ kind: 'ping' }))) this.commits.next();
  }

  /** @returns whether the log has grown */
  private took({ end, aliens }: Done): boolean {
    const before = this.fileEnd.position;
    this.fileEnd.set(end);
    if (aliens.count > 0) this.aliens?.add(aliens);
    return end > before;
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  /** What was taken is still stored and answered. */
  private async end(): Promise<void> {
    try {
      await this.group.idle();
      this.commits.complete();
      this.reader.close();
      await this.writer.close();
    } finally {
      this.lock.close();
    }
  }
}
