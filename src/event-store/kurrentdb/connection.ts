import {
  AccessDeniedError,
  type AllStreamSubscription,
  BACKWARDS,
  END,
  type EventData,
  FORWARDS,
  type KurrentDBClient,
  MaxAppendSizeExceededError,
  NO_STREAM,
  type ReadAllOptions,
  type RecordedEvent,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import { type StoreUnavailable, StreamClosed } from '../port.js';
import { type Begin, Calls, NoAnswer } from './calls.js';
import { commitIn } from './position.js';
import { METADATA_OF, isDeletion } from './server-events.js';
import { Semaphore } from '../../waiting/semaphore.js';

/** Of the time for one call, what an append has; the rest is to look whether it was stored. */
const APPEND_SHARE = 0.45;
/** More would wait in the client for the socket, and a cut connection would leave them without an answer. */
const MOST_APPENDS_AT_ONCE = 12;
/** Of a position, before it is taken for none of the server's log. */
const MOST_REFUSALS = 2;
/** Events that the server looks at before it tells how far it has come. */
const SEARCH_WINDOW = 4_096;

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
  /** `position`: of the last event, where the server says it. */
  | { readonly kind: 'stored'; readonly position?: number }
  | { readonly kind: 'wrong-revision'; readonly mayBeOurs: boolean }
  | { readonly kind: 'unknown'; readonly cause: unknown };

type Filter = NonNullable<ReadAllOptions['filter']>;

/** What the log asks of the server. */
export class Connection {
  readonly prefix: string;
  private readonly deadlineMs: number;
  private readonly therapies: ReturnType<typeof streamNameFilter>;
  private readonly followed: ReturnType<typeof streamNameFilter>;
  private readonly appends = new Semaphore(MOST_APPENDS_AT_ONCE);
  private readonly calls: Calls;

  /** @throws Error where the URL is none that the client takes */
  constructor({ url, prefix, sideStreams = [], deadlineMs }: ConnectionOptions) {
    this.prefix = prefix;
    this.deadlineMs = deadlineMs;
    this.therapies = streamNameFilter({ prefixes: [prefix] });
    this.followed = streamNameFilter({ prefixes: [prefix, METADATA_OF + prefix, ...sideStreams] });
    this.calls = new Calls(url, deadlineMs);
  }

  /**
   * Appends to a stream, all or nothing.
   * @throws StoreUnavailable where nothing was stored for certain; RangeError where it is more than the server takes
   */
  append(stream: string, expectedRevision: number, events: readonly EventData[]): Promise<Outcome> {
    return this.appends.run(() => this.appendNow(stream, expectedRevision, events));
  }

  private async appendNow(stream: string, expected: number, events: readonly EventData[]): Promise<Outcome> {
    const limitMs = APPEND_SHARE * this.deadlineMs;
    let attempts = 0;
    const append = (client: KurrentDBClient) => {
      attempts += 1;
      return client.appendToStream(stream, [...events], {
        streamState: expected === 0 ? NO_STREAM : BigInt(expected - 1),
        requiresLeader: true,
        deadline: limitMs,
      });
    };
    // An answer may be lost together with that of another call, so that an earlier attempt may have stored it.
    const wrongRevision = (): Outcome => ({ kind: 'wrong-revision', mayBeOurs: attempts > 1 });
    try {
      const { success, position } = await this.calls.onLeader(append, { limitMs });
      return success ? { kind: 'stored', position: position && Number(position.commit) } : wrongRevision();
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

  /**
   * All events of a stream; undefined where it was deleted for good.
   * @throws StoreUnavailable, StreamNotFoundError where there is none, or somebody deleted it
   */
  async wholeStream(stream: string): Promise<readonly RecordedEvent[] | undefined> {
    const begin = (client: KurrentDBClient) => client.readStream(stream, { requiresLeader: true });
    try {
      return await this.calls.read(begin, Number.POSITIVE_INFINITY);
    } catch (error) {
      if (error instanceof StreamDeletedError) return undefined;
      throw error;
    }
  }

  /** Whether a stream was deleted for good. @throws StoreUnavailable */
  async isClosed(stream: string): Promise<boolean> {
    const begin = (client: KurrentDBClient) =>
      client.readStream(stream, { maxCount: 1, requiresLeader: true });
    try {
      await this.calls.read(begin, 1);
      return false;
    } catch (error) {
      if (error instanceof StreamNotFoundError) return false;
      if (error instanceof StreamDeletedError) return true;
      throw error;
    }
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
   * @throws StoreUnavailable, StreamClosed
   */
  async uncut(stream: string, members: readonly string[]): Promise<void> {
    try {
      await this.calls.onLeader(async (client) => {
        const { metadata = {} } = await client.getStreamMetadata(stream);
        const isLeft = ([name]: [string, unknown]) => !members.includes(name);
        const left = Object.fromEntries(Object.entries(metadata).filter(isLeft));
        await client.setStreamMetadata(stream, left);
        // A stream that was deleted begins anew by that: behind it the server writes a `$tb` that hides all before.
        if (isDeletion(metadata.truncateBefore)) await client.setStreamMetadata(stream, left);
      });
    } catch (error) {
      throw error instanceof StreamDeletedError
        ? new StreamClosed(stream.slice(this.prefix.length))
        : this.unavailable(error);
    }
  }

  /** Lets go of the events before a revision, which counts from 0. @throws StoreUnavailable */
  async cut(stream: string, before: number): Promise<void> {
    try {
      await this.calls.onLeader((client) => client.setStreamMetadata(stream, { truncateBefore: before }));
    } catch (error) {
      throw this.unavailable(error);
    }
  }

  /** All events of one stream that the log of the server holds, after a position. @throws StoreUnavailable */
  allOf(
    stream: string,
    from: number | undefined,
    limit: number,
    limitMs?: number,
  ): Promise<readonly RecordedEvent[]> {
    const literal = stream.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
    return this.filtered(streamNameFilter({ regex: `^${literal}$` }), from, limit, limitMs);
  }

  /**
   * Deletes a stream for good, also one that is not there yet; again, it changes nothing.
   * @throws StoreUnavailable
   */
  async tombstone(stream: string): Promise<void> {
    try {
      await this.calls.onLeader((client) =>
        client.tombstoneStream(stream, { requiresLeader: true, deadline: this.deadlineMs }),
      );
    } catch (error) {
      if (!(error instanceof StreamDeletedError)) throw this.unavailable(error);
    }
  }

  /**
   * Events of all therapies, from a position on, and the one there included, at most so many. Behind many events of others
   * there is no answer in time, and that says nothing of the server.
   * @throws StoreUnavailable
   */
  all(from: number | undefined, limit: number, limitMs?: number): Promise<readonly RecordedEvent[]> {
    return this.filtered(this.therapies, from, limit, limitMs);
  }

  /** The same, with those of the side streams. @throws StoreUnavailable */
  everything(from: number | undefined, limit: number): Promise<readonly RecordedEvent[]> {
    return this.filtered(this.followed, from, limit);
  }

  /**
   * The event that begins at a position, whoever wrote it. The server refuses a position at which nothing begins as if it
   * could not be reached: so it is asked again, and for something else.
   * @throws StoreUnavailable
   */
  async at(position: number): Promise<RecordedEvent | undefined> {
    const fromPosition = { commit: BigInt(position), prepare: BigInt(position) };
    // A filtered read would look on to the end of the server's log where no other event passes the filter.
    const begin = (client: KurrentDBClient) =>
      client.readAll({ direction: FORWARDS, fromPosition, maxCount: 1, requiresLeader: true });
    for (let attempts = 1; ; attempts += 1) {
      try {
        const [first] = await this.calls.read(begin, 1);
        return commitIn(first) === position ? first : undefined;
      } catch (error) {
        if (error instanceof NoAnswer) throw error;
        await this.ping();
        if (attempts === MOST_REFUSALS) return undefined;
      }
    }
  }

  private filtered(
    filter: Filter,
    from: number | undefined,
    limit: number,
    limitMs = this.deadlineMs,
  ): Promise<readonly RecordedEvent[]> {
    return this.calls.read(
      (client) =>
        client.readAll({
          direction: FORWARDS,
          fromPosition: from === undefined ? START : { commit: BigInt(from), prepare: BigInt(from) },
          maxCount: limit,
          filter,
          requiresLeader: true,
        }),
      limit,
      { limitMs, mayBeLong: true },
    );
  }

  /** Resolves when the leader answers. @throws StoreUnavailable */
  async ping(): Promise<void> {
    await this.end();
  }

  /** The position of the last event of the server, whoever wrote it. @throws StoreUnavailable */
  async end(): Promise<number | undefined> {
    const [last] = await this.calls.read(
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
    return this.calls.client.subscribeToAll({ fromPosition, filter });
  }

  /** What is under way is given up at once. */
  async close(): Promise<void> {
    await this.calls.close();
  }

  unavailable(error: unknown): StoreUnavailable {
    return this.calls.unavailable(error);
  }

  private async readIfThere(begin: Begin, limit: number): Promise<readonly RecordedEvent[] | undefined> {
    try {
      return await this.calls.read(begin, limit);
    } catch (error) {
      if (error instanceof StreamNotFoundError || error instanceof StreamDeletedError) return undefined;
      throw error;
    }
  }
}
