import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  DuplicateEventId,
  EventsMissing,
  type NewEvent,
  StoreUnavailable,
  WrongExpectedRevision,
} from '../port.js';
import { positionOf } from './position.js';
import type { AppendBatch, Done, Outcome } from './writer-messages.js';
import type { WriterThread } from './writer-thread.js';

/** One commit takes no more: others wait for it, and it needs memory. */
const MAX_BATCH_EVENTS = 1_024;
const MAX_BATCH_BYTES = 8 * 1024 * 1024;
/** No more may wait: further appends are refused before memory runs out. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
/** What an event takes in memory beside its bytes, roughly. */
const OVERHEAD_BYTES = 500;
/** This many waiting appends are sent at once, so that the next are decided while the writer commits these. */
const ENOUGH = 32;
/** On a disk where a batch takes longer, ms, one large commit at a time does more than several small ones. */
const FAST_MS = 4;

interface Append {
  readonly streamId: string;
  readonly expected: number;
  readonly previousHash: string | undefined;
  readonly events: readonly NewEvent[];
  readonly weight: number;
  readonly resolve: (positions: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

const NOTHING = new Uint8Array(0);
const lengthOf = ({ bytes, disclosures = NOTHING }: NewEvent) => bytes.length + disclosures.length;

function pack(appends: readonly Append[]): AppendBatch & { readonly bytes: Uint8Array<ArrayBuffer> } {
  const events = appends.flatMap((append) => append.events);
  const bytes = new Uint8Array(events.reduce((sum, event) => sum + lengthOf(event), 0));
  let end = 0;
  const add = (part: Uint8Array) => {
    bytes.set(part, end);
    return (end += part.length);
  };
  const middles: number[] = [];
  const ends = events.map(({ bytes: own, disclosures = NOTHING }) => {
    middles.push(add(own));
    return add(disclosures);
  });
  return {
    kind: 'append',
    streamIds: appends.map((append) => append.streamId),
    expectedRevisions: appends.map((append) => append.expected),
    previousHashes: appends.map((append) => append.previousHash),
    sizes: appends.map((append) => append.events.length),
    ids: events.map((event) => event.id),
    types: events.map((event) => event.type),
    hashes: events.map((event) => event.hash),
    ends,
    middles,
    bytes,
  };
}

function settle({ streamId, expected, events, resolve, reject }: Append, outcome: Outcome): void {
  if (typeof outcome === 'number') return resolve(events.map((_, index) => positionOf(outcome + index)));
  switch (outcome.kind) {
    case 'wrong-revision':
      return reject(new WrongExpectedRevision(streamId, expected, outcome.actual));
    case 'duplicate-id':
      return reject(new DuplicateEventId(streamId, outcome.id));
    case 'missing':
      return reject(new EventsMissing(streamId, [outcome]));
    case 'failed':
      return reject(new StoreUnavailable(`the event log refused the append: ${outcome.reason}`));
    default:
      return outcome satisfies never;
  }
}

/** Appends that arrive while commits are under way share the next one; on a fast disk two are on their way at once. */
export class GroupCommit {
  private waiting: Append[] = [];
  private waitingBytes = 0;
  private gathering = false;
  private inFlight = 0;
  private isFast = true;
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly writer: WriterThread,
    /** Hears of each commit first. */
    private readonly onAnswer: (done: Done) => void,
    private readonly onCommit: () => void,
  ) {}

  append(
    streamId: string,
    expected: number,
    events: readonly NewEvent[],
    previousHash?: string,
  ): Promise<readonly string[]> {
    const weight = events.reduce((sum, event) => sum + lengthOf(event) + OVERHEAD_BYTES, 0);
    if (this.waitingBytes > 0 && this.waitingBytes + weight > MAX_WAITING_BYTES)
      return Promise.reject(new StoreUnavailable('too many appends wait for the disk'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ streamId, expected, previousHash, events, weight, resolve, reject });
      this.waitingBytes += weight;
      if (!this.gathering) this.gather();
      else if (this.isFast && this.waiting.length >= ENOUGH) this.send();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private track(work: Promise<void>): void {
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
  }

  private gather(): void {
    this.gathering = true;
    // A caller that was answered just now appends again within this turn of the event loop.
    const gathered = nextTurn().then(() => {
      this.gathering = false;
      this.send();
    });
    this.track(gathered);
  }

  private send(): void {
    if (this.waiting.length > 0 && this.inFlight < (this.isFast ? 2 : 1))
      this.track(this.commit(this.take()));
  }

  /** Never rejects. */
  private async commit(batch: readonly Append[]): Promise<void> {
    this.inFlight += 1;
    const start = performance.now();
    try {
      const { bytes, ...columns } = pack(batch);
      const done = await this.writer.ask({ ...columns, bytes }, [bytes.buffer]);
      this.onAnswer(done);
      batch.forEach((append, index) => settle(append, done.outcomes[index]!));
      this.onCommit();
    } catch (error) {
      for (const append of batch) append.reject(error as Error);
    }
    this.inFlight -= 1;
    this.isFast = performance.now() - start < FAST_MS;
    if (this.waiting.length > 0 && !this.gathering) this.gather();
  }

  private take(): readonly Append[] {
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const append of this.waiting) {
      events += append.events.length;
      bytes += append.weight;
      if (count > 0 && (events > MAX_BATCH_EVENTS || bytes > MAX_BATCH_BYTES)) break;
      count++;
      this.waitingBytes -= append.weight;
    }
    return this.waiting.splice(0, count);
  }
}
