import { Semaphore } from '../../waiting/semaphore.js';
import { within } from '../../waiting/within.js';
import type { Origin } from '../origin.js';
import { type Run, type StoredEvent, StoreUnavailable, WrongExpectedRevision } from '../port.js';
import { encodedRun } from './codec.js';
import type { Connection } from './connection.js';
import type { Follower } from './follower.js';

/** The server takes them one after the other from one call of the client. */
const MOST_ON_THEIR_WAY = 12;

/** Compares what comes back with what was sent. */
class Returning {
  readonly all: Promise<void>;
  private readonly awaited: readonly { readonly streamId: string; readonly id: string }[];
  private next = 0;
  private strange: StoredEvent | undefined;
  private isOver = () => {};

  constructor(private readonly runs: readonly Run[]) {
    this.awaited = runs.flatMap(({ streamId, events }) => events.map(({ id }) => ({ streamId, id })));
    this.all = new Promise((done) => (this.isOver = done));
  }

  take(event: StoredEvent): void {
    const { streamId, id } = this.awaited[this.next] ?? {};
    if (event.streamId === streamId && event.id === id) this.next += 1;
    else this.strange ??= event;
    if (this.strange || this.next === this.awaited.length) this.isOver();
  }

  /** How many runs came back. @throws WrongExpectedRevision where something else stands between them */
  get count(): number {
    if (this.strange) {
      const { streamId, revision } = this.strange;
      throw new WrongExpectedRevision(streamId, revision - 1, revision);
    }
    let events = 0;
    return this.runs.filter((run) => (events += run.events.length) <= this.next).length;
  }
}

/**
 * Appends run after run with several on their way at once. That the server stores them in the order in which they were sent
 * is no promise of its protocol: what comes back is compared. After the first that was not stored none is sent.
 */
export class OrderedAppends {
  constructor(
    private readonly connection: Connection,
    private readonly follower: Follower,
    private readonly origin: Origin | undefined,
    private readonly deadlineMs: number,
  ) {}

  /** @throws WrongExpectedRevision, StoreUnavailable */
  async append(runs: readonly Run[]): Promise<void> {
    for (let left = runs; left.length > 0;) {
      const { stored, failure } = await this.attempt(left);
      if (failure !== undefined && stored === 0) throw failure;
      left = left.slice(stored);
    }
  }

  /** Sends until one fails, and tells how many of the first are stored. */
  private async attempt(runs: readonly Run[]): Promise<{ stored: number; failure: unknown }> {
    const returning = new Returning(runs);
    const listening = this.follower.events.subscribe((event) => returning.take(event));
    const turns = new Semaphore(MOST_ON_THEIR_WAY);
    const ends = new Map<string, { revision: number; length: number }>();
    let failure: unknown;
    const send = async (run: Run) => {
      try {
        if (failure === undefined) await this.send(run, ends);
      } catch (error) {
        failure ??= error;
      }
    };
    try {
      const [first, ...others] = runs;
      // While the client makes its call to the server, those that wait for it may overtake each other.
      await send(first!);
      await Promise.all(others.map((run) => turns.run(() => send(run))));
      const late = () => new StoreUnavailable('KurrentDB stored appends, but they cannot be read');
      if (failure === undefined) await within(this.deadlineMs, this.follower.awaited(returning.all), late);
      else await this.follower.advance();
      return { stored: returning.count, failure };
    } finally {
      listening.unsubscribe();
    }
  }

  /** @param ends where the streams end behind what was sent before */
  private async send(run: Run, ends: Map<string, { revision: number; length: number }>): Promise<void> {
    const { streamId, expected, events } = run;
    const { connection, follower, origin } = this;
    const { index } = follower;
    const end = ends.get(streamId) ?? {
      revision: index.revisionOf(streamId),
      length: index.lengthOf(streamId),
    };
    const { revision, length } = end;
    if (revision !== expected) throw new WrongExpectedRevision(streamId, expected, revision);
    ends.set(streamId, { revision: revision + events.length, length: length + events.length });
    const encoded = encodedRun(connection.prefix, run, length, origin);
    const outcome = await connection.append(connection.prefix + streamId, length, encoded);
    if (outcome.kind === 'unknown') throw outcome.cause;
    if (outcome.kind === 'wrong-revision')
      throw new WrongExpectedRevision(streamId, expected, index.revisionOf(streamId));
  }
}
