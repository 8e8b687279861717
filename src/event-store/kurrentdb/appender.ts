import {
  DuplicateEventId,
  type NewEvent,
  type StoredEvent,
  StoreUnavailable,
  WrongExpectedRevision,
} from '../port.js';
import { type ServerEvent, encodedRun } from './codec.js';
import type { Connection, Outcome } from './connection.js';
import type { Follower } from './follower.js';
import type { KnownIds } from './known-ids.js';
import type { Origin } from '../origin.js';
import { within } from '../../waiting/within.js';

/** What an event weighs on the server beside its data and metadata, at most. */
const OVERHEAD_BYTES = 200;
/** The server's own limit for one append, unless it was set to another. */
const MOST_BYTES = 1024 * 1024;
/** Somebody may write into the stream again and again. */
const MOST_ATTEMPTS = 8;

/** More of one append keep others waiting. */
const MOST_TOGETHER = { events: 200, bytes: 256 * 1024 };

/** An append whose events are to come back; of each stream one is under way. */
interface Returning {
  readonly ids: ReadonlySet<string>;
  readonly positions: string[];
  readonly resolve: (positions: readonly string[]) => void;
}

interface Waiting {
  readonly expected: number;
  readonly previousHash: string | undefined;
  readonly events: readonly NewEvent[];
  readonly resolve: (positions: readonly string[]) => void;
  readonly reject: (error: unknown) => void;
}

/** What it was decided on. */
type Before = Pick<Waiting, 'expected' | 'previousHash'>;

/**
 * Appends to a stream one after the other, each only when all ids before are known: the server itself looks for repeated
 * ids in some cases, and then answers as if it had stored what it dropped (kurrent-io/KurrentDB#1949, #1970). What waits for
 * the one before and follows on it goes together. Acknowledged is what this process has read back from the global order, so
 * that everything it is asked for then knows the event.
 */
export class Appender {
  private readonly lines = new Map<string, Waiting[]>();
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly returning = new Map<string, Returning>();

  constructor(
    private readonly connection: Connection,
    private readonly follower: Follower,
    private readonly ids: KnownIds,
    private readonly origin: Origin | undefined,
    private readonly deadlineMs: number,
  ) {
    follower.events.subscribe((event) => this.returned(event));
  }

  append(
    streamId: string,
    expected: number,
    events: readonly NewEvent[],
    previousHash?: string,
  ): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      const waiting = { expected, previousHash, events, resolve, reject };
      const line = this.lines.get(streamId);
      if (line) line.push(waiting);
      else this.begin(streamId, waiting);
    });
  }

  private begin(streamId: string, first: Waiting): void {
    const line = [first];
    this.lines.set(streamId, line);
    const done = this.dealWith(streamId, line);
    this.underWay.add(done);
    void done.then(() => this.underWay.delete(done));
  }

  /** Never rejects. */
  private async dealWith(streamId: string, line: Waiting[]): Promise<void> {
    while (line.length > 0) await this.together(streamId, line.splice(0, fittingIn(line)));
    this.lines.delete(streamId);
  }

  private async together(streamId: string, appends: readonly Waiting[]): Promise<void> {
    const [before] = appends as [Waiting];
    const events = appends.flatMap((append) => append.events);
    try {
      const positions = await this.inTurn(streamId, before, events);
      let next = 0;
      for (const append of appends) append.resolve(positions.slice(next, (next += append.events.length)));
    } catch (error) {
      const [alone, ...others] = appends as [Waiting];
      if (others.length === 0) return alone.reject(error);
      // Whether they are stored is not known: they are settled by their ids when they come again.
      if (error instanceof StoreUnavailable) return appends.forEach(({ reject }) => reject(error));
      for (const append of appends) await this.together(streamId, [append]);
    }
  }

  /** Resolves when nothing is on its way any more. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  private async inTurn(
    streamId: string,
    before: Before,
    events: readonly NewEvent[],
  ): Promise<readonly string[]> {
    const { expected } = before;
    const own = new Set(events.map(({ id }) => id));
    if (own.size < events.length) throw new DuplicateEventId(streamId, repeated(events));
    const known = this.ids.revisionOf(streamId);
    const followed = this.follower.index.revisionOf(streamId);
    if (known < Math.max(expected, followed)) await this.ids.refresh(streamId);
    this.refuseKnown(streamId, events);
    const actual = this.ids.revisionOf(streamId);
    if (actual !== expected) throw new WrongExpectedRevision(streamId, expected, actual);

    const seen = this.seen(streamId, own);
    try {
      await this.stored(streamId, before, events);
      this.ids.add(
        streamId,
        events.map(({ id }, index) => ({ id, revision: expected + 1 + index })),
      );
      return await this.positions(seen);
    } finally {
      this.returning.delete(streamId);
    }
  }

  /** Resolves when they are stored, behind whatever others wrote into the stream. */
  private async stored(
    streamId: string,
    { expected, previousHash }: Before,
    events: readonly NewEvent[],
  ): Promise<void> {
    const { connection, follower } = this;
    const stream = connection.prefix + streamId;
    if (follower.index.revisionOf(streamId) < expected) await follower.advance();
    for (let attempt = 1; ; attempt += 1) {
      // Behind what another service wrote meanwhile this would be stored, and be none of the log.
      const head = follower.index.headOf(streamId);
      const actual = head?.revision ?? 0;
      const isOther = head && previousHash !== undefined && head.hash !== previousHash;
      if (actual !== expected || isOther) {
        await this.ids.refresh(streamId);
        this.refuseKnown(streamId, events);
        throw new WrongExpectedRevision(streamId, expected, actual);
      }
      const length = follower.index.lengthOf(streamId);
      const encoded = encodedRun(connection.prefix, { streamId, expected, events }, length, this.origin);
      refuseTooMuch(encoded);
      const outcome = await connection.append(stream, length, encoded);
      if (outcome.kind === 'stored' || (await this.isResolved(streamId, expected, events, outcome))) return;
      await follower.advance();
      if (attempt === MOST_ATTEMPTS || follower.index.lengthOf(streamId) === length)
        throw new StoreUnavailable(`KurrentDB says that ${streamId} is not at ${expected}, where it is`);
    }
  }

  /** Whether the events are stored as they were to be; where not, somebody else wrote into the stream. */
  private async isResolved(
    streamId: string,
    expected: number,
    events: readonly NewEvent[],
    outcome: Exclude<Outcome, { kind: 'stored' }>,
  ): Promise<boolean> {
    const found = await this.ids.refresh(streamId, expected);
    const mayBeOurs = outcome.kind === 'unknown' || outcome.mayBeOurs;
    if (mayBeOurs && events.every((event, index) => isSame(found[index], event))) return true;
    this.refuseKnown(streamId, events);
    const actual = this.ids.revisionOf(streamId);
    if (actual !== expected) throw new WrongExpectedRevision(streamId, expected, actual);
    if (outcome.kind === 'unknown') throw outcome.cause;
    return false;
  }

  private refuseKnown(streamId: string, events: readonly NewEvent[]): void {
    const held = events.find(({ id }) => this.ids.find(streamId, id) !== undefined);
    if (held) throw new DuplicateEventId(streamId, held.id);
  }

  /** The positions of these events of a stream, when they are read back. */
  private seen(streamId: string, ids: ReadonlySet<string>): Promise<readonly string[]> {
    return new Promise((resolve) => this.returning.set(streamId, { ids, positions: [], resolve }));
  }

  private returned({ streamId, id, position }: StoredEvent): void {
    const append = this.returning.get(streamId);
    if (!append?.ids.has(id)) return;
    append.positions.push(position);
    if (append.positions.length === append.ids.size) append.resolve(append.positions);
  }

  private async positions(seen: Promise<readonly string[]>): Promise<readonly string[]> {
    const late = () =>
      new StoreUnavailable('KurrentDB stored the append, but its place in the log cannot be read');
    return within(this.deadlineMs, this.follower.awaited(seen), late);
  }
}

function refuseTooMuch(encoded: readonly ServerEvent[]): void {
  const bytes = encoded.reduce((sum, { data, metadata, type }) => {
    return sum + data.length + metadata.length + 2 * type.length + OVERHEAD_BYTES;
  }, 0);
  if (bytes > MOST_BYTES)
    throw new RangeError(
      `an append of ${bytes} bytes is more than KurrentDB takes at once, ${MOST_BYTES}: append in parts`,
    );
}

const isSame = (stored: StoredEvent | undefined, { id, hash }: NewEvent): boolean =>
  stored?.id === id && stored.hash === hash;

const repeated = (events: readonly NewEvent[]): string =>
  events.find(({ id }, index) => events.findIndex((other) => other.id === id) < index)!.id;

/** How many of the first go together: each follows on the one before. */
function fittingIn(line: readonly Waiting[]): number {
  let [count, events, bytes] = [0, 0, 0];
  let lastHash: string | undefined;
  for (const append of line) {
    const size = append.events.reduce((sum, event) => sum + event.bytes.length, 0);
    const { previousHash = lastHash } = append;
    const follows = append.expected === line[0]!.expected + events && previousHash === lastHash;
    const isTooMuch =
      events + append.events.length > MOST_TOGETHER.events || bytes + size > MOST_TOGETHER.bytes;
    if (count > 0 && (!follows || isTooMuch)) break;
    count += 1;
    events += append.events.length;
    bytes += size;
    lastHash = append.events.at(-1)?.hash;
  }
  return count;
}
