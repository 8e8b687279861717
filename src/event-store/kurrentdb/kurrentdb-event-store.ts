import type { Observable } from 'rxjs';
import {
  type Aliens,
  type Cuts,
  EventsMissing,
  type Journals,
  type SideStreams,
  DEFAULT_PAGE,
  type CopyTarget,
  type NewEvent,
  type Run,
  type Signal,
  type StoredEvent,
  StoreUnavailable,
  type StreamHead,
  UnknownPosition,
} from '../port.js';
import { Appender } from './appender.js';
import type { Opening } from '../opening.js';
import { OrderedAppends } from './ordered-appends.js';
import type { Origin } from '../origin.js';
import { Belonging } from './belonging.js';
import { DEFAULT_PREFIX } from './codec.js';
import { SideStream } from './side-stream.js';
import { KurrentJournals } from './journals.js';
import { KurrentSideStreams } from './side-streams.js';
import { Connection } from './connection.js';
import { follow } from './follow.js';
import { Follower } from './follower.js';
import { KeptIndex } from './kept-index.js';
import { within } from '../../waiting/within.js';
import { KnownIds } from './known-ids.js';
import { LogPages } from './log-pages.js';
import { LogReader } from './log-reader.js';
import { whyUnreachable } from './why-unreachable.js';
import { commitOf, positionOf } from './position.js';

/**
 * Of the time for one call, what an operation takes at most that makes several. A request waits for a few of them, such as a key
 * and its event, or what signs before it and its own signature. What is on its way when the time is over goes on.
 */
const SHARE = { log: 0.9, beside: 0.6, page: 0.4 } as const;
/** Events read from the server at once. */
const PAGE = 1_000;

export interface KurrentDbOptions {
  /** A connection string, with credentials and certificates. */
  readonly url: string;
  /** Of the names of the streams on the server. */
  readonly prefix?: string;
  /** Prefixes of the streams that services share beside those of the therapies. */
  readonly sideStreams?: readonly string[];
  /** By which it knows what services of the log wrote; without it only the form of events tells. */
  readonly origin?: Origin;
  /** Where what was learned of the log is kept for the next start; nowhere where it is undefined. */
  readonly directory?: string;
  /** For an answer to one call, ms. */
  readonly deadlineMs?: number;
  /** After so long without an event, ms, the server is asked whether there are any. */
  readonly quietMs?: number;
  /** Who waits for it. */
  readonly opening?: Opening;
  /** Called once, when the store is closed. */
  readonly onClosed?: () => void;
}

function checked(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`a limit is 1 or more, not ${limit}`);
  return limit;
}

/**
 * Opens the log on a server, which other processes may write to as well, and reads once through it: what this process
 * must know of each event takes about four bytes in memory, and of each stream some hundred.
 * @throws StoreUnavailable where the server does not answer; Error for a URL that is none; the reason of the opening's signal
 */
export async function openKurrentDbEventStore({
  url,
  prefix = DEFAULT_PREFIX,
  sideStreams = [],
  origin,
  directory,
  opening,
  deadlineMs = 5_000,
  quietMs = 15_000,
  onClosed = () => {},
}: KurrentDbOptions): Promise<KurrentDbEventStore> {
  const connection = new Connection({ url, prefix, sideStreams, deadlineMs });
  const followed = sideStreams.map((name) => new SideStream(name));
  const belonging = new Belonging(origin);
  const follower = new Follower(
    connection,
    quietMs,
    followed,
    belonging,
    directory === undefined ? undefined : KeptIndex.open(directory),
  );
  const stop = () => void connection.close();
  opening?.signal.addEventListener('abort', stop);
  try {
    opening?.signal.throwIfAborted();
    await connection.ping();
    opening?.begun(() => follower.howFar);
    await follower.advance();
    opening?.signal.throwIfAborted();
  } catch (error) {
    await Promise.all([connection.close(), follower.close()]);
    opening?.signal.throwIfAborted();
    const why = error instanceof StoreUnavailable ? await whyUnreachable(url) : undefined;
    throw why === undefined ? error : new StoreUnavailable(`KurrentDB ${why}`, { cause: error });
  } finally {
    opening?.signal.removeEventListener('abort', stop);
  }
  const streams = new KurrentSideStreams(connection, follower, followed, SHARE.beside * deadlineMs);
  const journals = new KurrentJournals(connection);
  return new KurrentDbEventStore(connection, follower, streams, journals, {
    belonging,
    deadlineMs,
    onClosed,
  });
}

interface Opened extends Required<Pick<KurrentDbOptions, 'deadlineMs' | 'onClosed'>> {
  readonly belonging: Belonging;
}

/** The log in a KurrentDB: a stream for each therapy, and the order of the server's `$all` among those streams. */
export class KurrentDbEventStore implements CopyTarget {
  private readonly ids: KnownIds;
  private readonly reader: LogReader;
  private readonly appender: Appender;
  private readonly pages: LogPages;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly follower: Follower,
    readonly sideStreams: SideStreams,
    readonly journals: Journals,
    private readonly opened: Opened,
  ) {
    const { belonging, deadlineMs } = opened;
    this.reader = new LogReader(connection, belonging);
    this.pages = new LogPages(connection, follower, SHARE.page * deadlineMs);
    this.ids = new KnownIds((streamId, after) => this.events(streamId, after, undefined));
    this.appender = new Appender(connection, follower, this.ids, belonging.origin, deadlineMs);
  }

  async append(
    streamId: string,
    expectedRevision: number,
    events: readonly NewEvent[],
    previousHash?: string,
  ): Promise<readonly string[]> {
    this.checkOpen();
    if (!Number.isSafeInteger(expectedRevision) || expectedRevision < 0)
      throw new RangeError(`an expected revision is 0 or more, not ${expectedRevision}`);
    if (events.length === 0) throw new RangeError('an append has at least one event');
    // Behind events that are gone nothing is added.
    if (this.follower.cuts.has(streamId)) await this.events(streamId, 0, undefined);
    return this.inTime(this.appender.append(streamId, expectedRevision, events, previousHash));
  }

  async appendInOrder(runs: readonly Run[]): Promise<void> {
    this.checkOpen();
    const { connection, follower, opened } = this;
    await new OrderedAppends(connection, follower, opened.belonging.origin, opened.deadlineMs).append(runs);
  }

  async readStream(streamId: string, afterRevision = 0, limit?: number): Promise<readonly StoredEvent[]> {
    this.checkOpen();
    return this.inTime(
      this.events(streamId, afterRevision, limit === undefined ? undefined : checked(limit)),
    );
  }

  async readAll(afterPosition?: string, limit = DEFAULT_PAGE): Promise<readonly StoredEvent[]> {
    checked(limit);
    return this.readFrom(await this.numberAfter(afterPosition), limit);
  }

  async readFrom(leafIndex: number, limit = DEFAULT_PAGE): Promise<readonly StoredEvent[]> {
    this.checkOpen();
    return this.inTime(this.eventsFrom(leafIndex, checked(limit)));
  }

  private async eventsFrom(leafIndex: number, limit: number): Promise<readonly StoredEvent[]> {
    const { index } = this.follower;
    const found: StoredEvent[] = [];
    const end = index.count;
    for (let next = leafIndex; next < end && found.length < limit;) {
      const wanted = Math.min(end - next, limit - found.length);
      const page = index.keptFrom(next, wanted) ?? (await this.page(next, Math.min(PAGE, wanted)));
      found.push(...page);
      next = (page.at(-1)?.leafIndex ?? end) + 1;
    }
    return found;
  }

  async count(): Promise<number> {
    this.checkOpen();
    return this.follower.index.count;
  }

  async lastPosition(): Promise<string | undefined> {
    this.checkOpen();
    const { last } = this.follower.index;
    return last === undefined ? undefined : positionOf(last);
  }

  get grown(): Observable<void> {
    return this.follower.grown;
  }

  get cuts(): Cuts {
    return this.follower.cuts;
  }

  get aliens(): Aliens {
    return this.follower.aliens;
  }

  get learned(): Observable<StoredEvent> {
    return this.follower.events;
  }

  async findById(streamId: string, id: string): Promise<StoredEvent | undefined> {
    this.checkOpen();
    return this.inTime(this.found(streamId, id));
  }

  private async found(streamId: string, id: string): Promise<StoredEvent | undefined> {
    if (this.ids.find(streamId, id) === undefined) await this.ids.refresh(streamId);
    const revision = this.ids.find(streamId, id);
    if (revision === undefined) return undefined;
    const [event] = await this.events(streamId, revision - 1, 1);
    return event;
  }

  async head(streamId: string): Promise<StreamHead | undefined> {
    this.checkOpen();
    return this.inTime(this.headOf(streamId));
  }

  private async headOf(streamId: string): Promise<StreamHead | undefined> {
    const last = await this.connection.lastOf(this.connection.prefix + streamId);
    const [event] = last ? this.reader.own([last]) : [];
    if (event) return { streamId, revision: event.revision, hash: event.hash };
    const known = this.follower.index.revisionOf(streamId);
    if (!last && known === 0 && !this.follower.cuts.has(streamId)) return undefined;
    const own = (await this.events(streamId, Math.max(0, known - 1), undefined)).at(-1);
    return own && { streamId, revision: own.revision, hash: own.hash };
  }

  async streams(afterStreamId?: string, limit = DEFAULT_PAGE): Promise<readonly StreamHead[]> {
    this.checkOpen();
    return this.follower.index.streams(afterStreamId, checked(limit));
  }

  subscribe(afterPosition?: string): Observable<Signal> {
    return follow(this, afterPosition);
  }

  async ping(): Promise<void> {
    this.checkOpen();
    await this.inTime(this.connection.ping());
    if (this.follower.trouble) throw this.follower.trouble;
  }

  get isClosed(): boolean {
    return this.closing !== undefined;
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  /** The number of the event after a position. @throws UnknownPosition, StoreUnavailable */
  async numberAfter(position: string | undefined): Promise<number> {
    this.checkOpen();
    if (position === undefined) return 0;
    const { index } = this.follower;
    // Another process may have given it out just now.
    if (commitOf(position) > (index.last ?? -1)) await this.inTime(this.follower.advance());
    const ordinal = index.ordinalOf(position);
    if (ordinal === undefined) throw new UnknownPosition(position);
    return ordinal + 1;
  }

  private async events(
    streamId: string,
    afterRevision: number,
    limit: number | undefined,
  ): Promise<readonly StoredEvent[]> {
    const { index, cuts } = this.follower;
    const known = index.revisionOf(streamId);
    if (known === 0 && cuts.has(streamId)) throw new EventsMissing(streamId, undefined);
    return (await this.reader.readStream(streamId, afterRevision, limit, known)).map((event) => {
      const leafIndex = index.ordinalOf(event.position);
      return leafIndex === undefined ? event : { ...event, leafIndex };
    });
  }

  /** Events from the server that the index knows; without those that are gone from streams that were cut. */
  private async page(first: number, limit: number): Promise<readonly StoredEvent[]> {
    const { index, cuts } = this.follower;
    const page = await this.pages.recorded(first, limit);
    let next = first;
    const found = this.reader.own(page).map((event) => {
      const leafIndex = index.ordinalOf(event.position);
      if (leafIndex === undefined || (leafIndex !== next && cuts.all.length === 0))
        throw new StoreUnavailable(
          `KurrentDB gives another event in the place of number ${next} than before`,
        );
      next = leafIndex + 1;
      return { ...event, leafIndex };
    });
    if (page.length === 0 && cuts.all.length === 0)
      throw new StoreUnavailable(`KurrentDB does not give event number ${first} any more`);
    return found;
  }

  /** @throws StoreUnavailable */
  private inTime<Value>(work: Promise<Value>): Promise<Value> {
    const limitMs = SHARE.log * this.opened.deadlineMs;
    return within(limitMs, work, () => new StoreUnavailable(`KurrentDB did not answer within ${limitMs} ms`));
  }

  private checkOpen(): void {
    if (this.closing) throw new StoreUnavailable('the event log is closed');
  }

  /** What was taken is still stored and answered; what is being read is given up at once. */
  private async end(): Promise<void> {
    try {
      await this.appender.idle();
      await Promise.all([this.connection.close(), this.follower.close()]);
    } finally {
      this.opened.onClosed();
    }
  }
}
