import {
  type AllStreamResolvedEvent,
  KurrentDBClient,
  NotLeaderError,
  type RecordedEvent,
  StreamDeletedError,
  StreamNotFoundError,
  UnavailableError,
} from '@kurrent/kurrentdb-client';
import { retry } from '../../waiting/retry.js';
import { within } from '../../waiting/within.js';
import { StoreUnavailable } from '../port.js';

/** Calls without an answer after which a new client is made, which takes half a second and interrupts the old one. */
const MOST_MISSED = 3;
/** A cluster that elects takes a few seconds. */
const LEADER_PAUSES_MS = [50, 200, 500, 1_000];

type Reading = AsyncIterable<AllStreamResolvedEvent | { event?: RecordedEvent }>;
export type Begin = (client: KurrentDBClient) => Reading;

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

export interface Waiting {
  /** For an answer, ms. */
  readonly limitMs: number;
  /** Where there may be none in time, and that says nothing of the server. */
  readonly mayBeLong: boolean;
}

/** Calls to the server, each answered in time or failed. */
export class Calls {
  private readonly place: string;
  private current: KurrentDBClient;
  /** Calls that were not answered in time since the last that was. */
  private missed = 0;
  /** Whether the client ever got an answer. */
  private isAnswered = false;
  private readonly closing = new AbortController();

  /** @throws Error where the URL is none that the client takes */
  constructor(
    private readonly url: string,
    private readonly deadlineMs: number,
  ) {
    this.place = placeIn(url);
    this.current = KurrentDBClient.connectionString(url);
  }

  get client(): KurrentDBClient {
    return this.current;
  }

  /** What is under way is given up at once: the client does not end a read that the server is silent about. */
  async close(): Promise<void> {
    this.closing.abort(new StoreUnavailable(`the connection to KurrentDB at ${this.place} is closed`));
    await this.current.dispose();
  }

  unavailable(error: unknown): StoreUnavailable {
    if (error instanceof StoreUnavailable) return error;
    const { message, type } = error as { message?: string; type?: string };
    const why = WHY[type ?? ''] ?? `does not do what it was asked (${type ?? message})`;
    return new StoreUnavailable(`KurrentDB at ${this.place} ${why}`, { cause: error });
  }

  /**
   * Events of a stream, or of all.
   * @throws StreamNotFoundError, StreamDeletedError, StoreUnavailable
   */
  async read(begin: Begin, limit: number, how: Partial<Waiting> = {}): Promise<readonly RecordedEvent[]> {
    try {
      return await this.onLeader(async (client) => {
        const events: RecordedEvent[] = [];
        for await (const { event } of begin(client)) if (event && events.push(event) === limit) break;
        return events;
      }, how);
    } catch (error) {
      throw error instanceof StreamNotFoundError || error instanceof StreamDeletedError
        ? error
        : this.unavailable(error);
    }
  }

  /** Asks again while the cluster elects; after a pause the client knows the leader. */
  onLeader<Value>(
    call: (client: KurrentDBClient) => Promise<Value>,
    how: Partial<Waiting> = {},
  ): Promise<Value> {
    const waiting = { limitMs: this.deadlineMs, mayBeLong: false, ...how };
    return retry(() => this.answered(call, waiting), {
      pausesMs: LEADER_PAUSES_MS,
      mayPass: (error) => error instanceof NotLeaderError,
    });
  }

  /** Begins anew with a client that knows nothing of what the one before hangs in. */
  private renew(): void {
    const before = this.current;
    this.missed = 0;
    this.isAnswered = false;
    this.current = KurrentDBClient.connectionString(this.url);
    void before.dispose().catch(() => undefined);
  }

  /**
   * A call that is not answered in time is left alone, and after several of them the client in which they hang. So it is
   * where calls fail: a client whose first connection failed fails for good, and one whose leader is gone does not look
   * for another.
   */
  private async answered<Value>(
    call: (client: KurrentDBClient) => Promise<Value>,
    { limitMs, mayBeLong }: Waiting,
  ): Promise<Value> {
    const { client } = this;
    const { signal } = this.closing;
    signal.throwIfAborted();
    const missed = (most: number) => {
      if (client !== this.current) return;
      this.missed += 1;
      if (this.missed >= most) this.renew();
    };
    const late = () => {
      if (!mayBeLong) missed(MOST_MISSED);
      return new NoAnswer(`KurrentDB at ${this.place} did not answer within ${limitMs} ms`);
    };
    try {
      const answer = await within(limitMs, call(client), late, signal);
      this.missed = 0;
      this.isAnswered = true;
      return answer;
    } catch (error) {
      if (error instanceof UnavailableError) missed(this.isAnswered ? MOST_MISSED : 1);
      throw error;
    }
  }
}
