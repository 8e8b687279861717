import type { Readable } from 'node:stream';
import {
  AccessDeniedError,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  BACKWARDS,
  END,
  type EventData,
  FORWARDS,
  KurrentDBClient,
  MaxAppendSizeExceededError,
  NO_STREAM,
  NotLeaderError,
  type ReadAllOptions,
  type RecordedEvent,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  UnavailableError,
  WrongExpectedVersionError,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import { StoreUnavailable, StreamClosed } from '../port.js';
import { commitIn } from './position.js';
import { METADATA_OF } from './server-events.js';
import { retry } from '../../waiting/retry.js';
import { Semaphore } from '../../waiting/semaphore.js';
import { within } from '../../waiting/within.js';

/** More would wait in the client for the socket, and a cut connection would leave them without an answer. */
const MOST_APPENDS_AT_ONCE = 12;
/** Events that the server looks at before it tells how far it has come. */
const SEARCH_WINDOW = 4_096;
/** Calls without an answer after which a new client is made, which takes half a second and interrupts the old one. */
const MOST_MISSED = 3;
/** A cluster that elects takes a few seconds. */
const LEADER_PAUSES_MS = [50, 200, 500, 1_000];

export interface ConnectionOptions {
  /** As the client reads it, with credentials and certificates. */
  readonly url: string;
  /** Of the streams of therapies. */
  readonly prefix: string;
  /** Of other streams that are followed with them. */
  readonly sideStreams?: readonly string[];
  /** For an answer to one call. */
  readonly deadlineMs: number;
}

/** `unknown`: it was not answered, and may be stored or not, or will be. */
export type Outcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'wrong-revision'; readonly mayBeOurs: boolean }
  | { readonly kind: 'unknown'; readonly cause: unknown };

type Reading = AsyncIterable<AllStreamResolvedEvent | { event?: RecordedEvent }>;

type Filter = NonNullable<ReadAllOptions['filter']>;

/** The server is there, or not, and did not answer in time. */
export class NoAnswer extends StoreUnavailable {}

/** By the client's types of errors. */
const WHY: Readonly<Record<string, string>> = {
  unavailable: 'cannot be reached',
  'deadline-exceeded': 'does not answer in time',
  'not-leader': 'has no leader that answers',
  'access-denied':
    'refuses the user of KURRENTDB_URL; it needs to read $all, and to read and write the streams',
  'stream-deleted': 'holds a stream that somebody deleted',
};

/** What errors may say of where: never the credentials. */
const placeIn = (url: string): string => /^[^:]+:\/\/(?:.*@)?([^/?]*)/s.exec(url)?.[1] ?? '';

/** Calls to the server, each answered in time or failed. */
export class Connection {
  readonly prefix: string;
  private readonly deadlineMs: number;
  private readonly place: string;
  private readonly url: string;
  private readonly therapies: ReturnType<typeof streamNameFilter>;
  private readonly followed: ReturnType<typeof streamNameFilter>;
  private readonly appends = new Semaphore(MOST_APPENDS_AT_ONCE);
  private client: KurrentDBClient;
  /** Calls that were not answered in time since the last that was. */
  private missed = 0;
  /** Whether the client ever got an answer. */
  private isAnswered = false;

  /** @throws Error where the URL is none that the client takes */
  constructor({ url, prefix, sideStreams = [], deadlineMs }: ConnectionOptions) {
    this.prefix = prefix;
    this.deadlineMs = deadlineMs;
    this.url = url;
    this.place = placeIn(url);
    this.therapies = streamNameFilter({ prefixes: [prefix] });
    this.followed = streamNameFilter({ prefixes: [prefix, METADATA_OF + prefix, ...sideStreams] });
    this.client = KurrentDBClient.connectionString(url);
  }

  /**
   * Appends to a stream, all or nothing.
   * @throws StoreUnavailable where nothing was stored for certain; RangeError where it is more than the server takes
   */
  append(stream: string, expectedRevision: number, events: readonly EventData[]): Promise<Outcome> {
    return this.appends.run(() => this.appendNow(stream, expectedRevision, events));
  }

  private async appendNow(stream: string, expected: number, events: readonly EventData[]): Promise<Outcome> {
    let attempts = 0;
    const append = (client: KurrentDBClient) => {
      attempts += 1;
      return client.appendToStream(stream, [...events], {
        streamState: expected === 0 ? NO_STREAM : BigInt(expected - 1),
        requiresLeader: true,
        deadline: this.deadlineMs,
      });
    };
    // An answer may be lost together with that of another call, so that an earlier attempt may have stored it.
    const wrongRevision = (): Outcome => ({ kind: 'wrong-revision', mayBeOurs: attempts > 1 });
    try {
      const { success } = await this.onLeader(append);
      return success ? { kind: 'stored' } : wrongRevision();
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) return wrongRevision();
      if (error instanceof MaxAppendSizeExceededError)
        throw new RangeError(`KurrentDB takes at most ${error.maxAppendSize} bytes in one append`, {
          cause: error,
        });
      if (error instanceof StreamDeletedError) throw new StreamClosed(stream.slice(this.prefix.length));
      if (error instanceof AccessDeniedError) throw this.unavailable(error);
      return { kind: 'unknown', cause: this.unavailable(error) };
    }
  }

  /**
   * Events of a stream from a revision on, which counts from 0, at most so many; undefined where there is no stream, or not
   * any more.
   * @throws StoreUnavailable
   */
  stream(stream: string, from: number, limit: number): Promise<readonly RecordedEvent[] | undefined> {
    return this.readIfThere(
      (client) =>
        client.readStream(stream, {
          direction: FORWARDS,
          fromRevision: BigInt(from),
          maxCount: limit,
          requiresLeader: true,
        }),
      limit,
    );
  }

  /** The last event of a stream. @throws StoreUnavailable */
  async lastOf(stream: string): Promise<RecordedEvent | undefined> {
    const [last] =
      (await this.readIfThere(
        (client) =>
          client.readStream(stream, {
            direction: BACKWARDS,
            fromRevision: END,
            maxCount: 1,
            requiresLeader: true,
          }),
        1,
      )) ?? [];
    return last;
  }

  /**
   * Takes members out of the metadata of a stream.
   * @throws StoreUnavailable
   */
  async uncut(stream: string, members: readonly string[]): Promise<void> {
    try {
      await this.onLeader(async (client) => {
        const { metadata } = await client.getStreamMetadata(stream);
        const isLeft = ([name]: [string, unknown]) => !members.includes(name);
        await client.setStreamMetadata(
          stream,
          Object.fromEntries(Object.entries(metadata ?? {}).filter(isLeft)),
        );
      });
    } catch (error) {
      throw error instanceof StreamDeletedError
        ? new StreamClosed(stream.slice(this.prefix.length))
        : this.unavailable(error);
    }
  }

  /** All events of one stream that the log of the server holds, after a position. @throws StoreUnavailable */
  allOf(stream: string, from: number | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    const literal = stream.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
    return this.filtered(streamNameFilter({ regex: `^${literal}$` }), from, limit, true);
  }

  /**
   * Deletes a stream for good, also one that is not there yet; again, it changes nothing.
   * @throws StoreUnavailable
   */
  async tombstone(stream: string): Promise<void> {
    try {
      await this.onLeader((client) =>
        client.tombstoneStream(stream, { requiresLeader: true, deadline: this.deadlineMs }),
      );
    } catch (error) {
      if (!(error instanceof StreamDeletedError)) throw this.unavailable(error);
    }
  }

  /**
   * Events of all therapies, from a position on, and the one there included, at most so many.
   * @throws StoreUnavailable
   */
  all(from: number | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    return this.filtered(this.therapies, from, limit);
  }

  /**
   * The same, with those of the side streams. Behind many events of others there is no answer in time, and that says
   * nothing of the server.
   * @throws StoreUnavailable
   */
  everything(from: number | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    return this.filtered(this.followed, from, limit, true);
  }

  private filtered(
    filter: Filter,
    from: number | undefined,
    limit: number,
    mayBeLong = false,
  ): Promise<readonly RecordedEvent[]> {
    return this.read(
      (client) =>
        client.readAll({
          direction: FORWARDS,
          fromPosition: from === undefined ? START : { commit: BigInt(from), prepare: BigInt(from) },
          maxCount: limit,
          filter,
          requiresLeader: true,
        }),
      limit,
      mayBeLong,
    );
  }

  /** Resolves when the leader answers. @throws StoreUnavailable */
  async ping(): Promise<void> {
    await this.end();
  }

  /** The position of the last event of the server, whoever wrote it. @throws StoreUnavailable */
  async end(): Promise<number | undefined> {
    const [last] = await this.read(
      (client) =>
        client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, requiresLeader: true }),
      1,
    );
    return commitIn(last);
  }

  /**
   * Events of all therapies and side streams, after a position, as they are committed.
   * @param passed is told how far the server has come, also where it finds nothing; that may be ahead of what it gave
   */
  subscribe(after: number | undefined, passed: (position: number) => void): AllStreamSubscription {
    const filter: typeof this.followed = {
      ...this.followed,
      maxSearchWindow: SEARCH_WINDOW,
      checkpointReached: (_, { commit }) => passed(Number(commit)),
    };
    const fromPosition = after === undefined ? START : { commit: BigInt(after), prepare: BigInt(after) };
    return this.client.subscribeToAll({ fromPosition, filter });
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }

  unavailable(error: unknown): StoreUnavailable {
    if (error instanceof StoreUnavailable) return error;
    const { message, type } = error as { message?: string; type?: string };
    const why = WHY[type ?? ''] ?? `does not do what it was asked (${type ?? message})`;
    return new StoreUnavailable(`KurrentDB at ${this.place} ${why}`, { cause: error });
  }

  private async read(
    begin: (client: KurrentDBClient) => Reading,
    limit: number,
    mayBeLong = false,
  ): Promise<readonly RecordedEvent[]> {
    let reading: Reading | undefined;
    try {
      return await this.onLeader(async (client) => {
        const events: RecordedEvent[] = [];
        for await (const { event } of (reading = begin(client)))
          if (event && events.push(event) === limit) break;
        return events;
      }, mayBeLong);
    } catch (error) {
      // The server would go on looking.
      (reading as Partial<Readable> | undefined)?.destroy?.();
      throw error instanceof StreamNotFoundError || error instanceof StreamDeletedError
        ? error
        : this.unavailable(error);
    }
  }

  private async readIfThere(
    begin: (client: KurrentDBClient) => Reading,
    limit: number,
  ): Promise<readonly RecordedEvent[] | undefined> {
    try {
      return await this.read(begin, limit);
    } catch (error) {
      if (error instanceof StreamNotFoundError || error instanceof StreamDeletedError) return undefined;
      throw error;
    }
  }

  /** Asks again while the cluster elects; after a pause the client knows the leader. */
  private onLeader<Value>(
    call: (client: KurrentDBClient) => Promise<Value>,
    mayBeLong = false,
  ): Promise<Value> {
    return retry(() => this.answered(call, mayBeLong), {
      pausesMs: LEADER_PAUSES_MS,
      mayPass: (error) => error instanceof NotLeaderError,
    });
  }

  /** Begins anew with a client that knows nothing of what the one before hangs in. */
  private renew(): void {
    const before = this.client;
    this.missed = 0;
    this.isAnswered = false;
    this.client = KurrentDBClient.connectionString(this.url);
    void before.dispose().catch(() => undefined);
  }

  /**
   * A call that is not answered in time is left alone, and after several of them the client in which they hang. So it is
   * where calls fail: a client whose first connection failed fails for good, and one whose leader is gone does not look
   * for another.
   */
  private async answered<Value>(
    call: (client: KurrentDBClient) => Promise<Value>,
    mayBeLong: boolean,
  ): Promise<Value> {
    const { client, deadlineMs } = this;
    const missed = (most: number) => {
      if (client !== this.client) return;
      this.missed += 1;
      if (this.missed >= most) this.renew();
    };
    const late = () => {
      if (!mayBeLong) missed(MOST_MISSED);
      return new NoAnswer(`KurrentDB at ${this.place} did not answer within ${deadlineMs} ms`);
    };
    try {
      const answer = await within(deadlineMs, call(client), late);
      this.missed = 0;
      this.isAnswered = true;
      return answer;
    } catch (error) {
      if (error instanceof UnavailableError) missed(this.isAnswered ? MOST_MISSED : 1);
      throw error;
    }
  }
}
