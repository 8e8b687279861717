import type { SideStreamEvent, SideStreams, Json } from '../../src/event-store/port.js';

/**
 * Streams that several services share, in memory: as a server keeps them, and each service taking them in at a time of its
 * own, at the latest when it appends.
 */
export class SharedStreams {
  readonly events: SideStreamEvent[] = [];
  readonly deleted = new Set<string>();
  /** Appends to come, of which nobody is told whether they are stored. */
  lost: ('before' | 'after')[] = [];

  revisionOf(stream: string): number {
    return this.events.filter((event) => event.stream === stream).length;
  }

  view(): View {
    return new View(this);
  }
}

/** The same for one service. */
export class View implements SideStreams {
  /** A process that hangs takes in nothing by itself. */
  isAsleep = false;
  private readonly takers: { prefix: string; take: (event: SideStreamEvent) => void; taken: number }[] = [];

  constructor(private readonly shared: SharedStreams) {}

  take(prefix: string, take: (event: SideStreamEvent) => void): void {
    this.takers.push({ prefix, take, taken: 0 });
    this.catchUp();
  }

  catchUp(): void {
    for (const taker of this.takers)
      for (; taker.taken < this.shared.events.length; taker.taken += 1) {
        const event = this.shared.events[taker.taken]!;
        if (event.stream.startsWith(taker.prefix)) taker.take(event);
      }
  }

  async append(stream: string, expected: number, type: string, data: Json): Promise<boolean> {
    await new Promise(setImmediate);
    const { shared } = this;
    const loss = shared.lost.shift();
    if (shared.deleted.has(stream)) throw new Error('the stream was deleted');
    const isFirst = loss !== 'before' && shared.revisionOf(stream) === expected;
    if (isFirst) shared.events.push({ stream, revision: expected + 1, type, data });
    if (loss) throw new Error('nobody knows whether it was stored');
    await new Promise(setImmediate);
    this.catchUp();
    return isFirst;
  }

  async tombstone(stream: string): Promise<void> {
    await new Promise(setImmediate);
    this.shared.deleted.add(stream);
  }
}
