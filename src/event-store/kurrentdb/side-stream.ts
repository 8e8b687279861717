import type { RecordedEvent } from '@kurrent/kurrentdb-client';
import { type SideStreamEvent, StoreUnavailable } from '../port.js';

/** The events of the streams with a prefix, kept until somebody takes them. */
export class SideStream {
  private waiting: SideStreamEvent[] = [];
  private taker: ((event: SideStreamEvent) => void) | undefined;

  constructor(readonly prefix: string) {}

  /** The server's own events, such as that a stream was deleted, are for nobody. */
  add({ streamId, revision, type, data }: RecordedEvent): void {
    if (type.startsWith('$')) return;
    const event = { stream: streamId, revision: Number(revision) + 1, type, data };
    if (typeof data !== 'object')
      throw new StoreUnavailable(
        `KurrentDB holds an event that this service did not write: revision ${revision} of the stream ${streamId}`,
      );
    if (this.taker) this.taker(event);
    else this.waiting.push(event);
  }

  take(taker: (event: SideStreamEvent) => void): void {
    this.taker = taker;
    for (const event of this.waiting.splice(0)) taker(event);
  }
}
