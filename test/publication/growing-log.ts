import { Subject } from 'rxjs';
import { sha256Hex } from '../../src/ledger/canonical.js';
import type { EventStore, StoredEvent } from '../../src/event-store/port.js';
import { StoreUnavailable } from '../../src/event-store/port.js';

const EVENT = { streamId: 's', revision: 1, position: '', id: 'e', type: 'Tested' };

/** What the tree reads of a log, in memory; it can be told to fail, and to be another log. */
export class GrowingLog {
  readonly grown = new Subject<void>();
  entries: Buffer[] = [];
  /** Reads of this leaf on. */
  readonly reads: number[] = [];
  isAway = false;
  /** By so many it numbers its events wrongly. */
  offset = 0;
  /** Thrown by each read. */
  fault: Error | undefined;

  /** Grows by so many events, and says so. */
  grow(events: number, says = true): void {
    for (let count = 0; count < events; count++)
      this.entries.push(Buffer.from(`event ${this.entries.length}`));
    if (says) this.grown.next();
  }

  async count(): Promise<number> {
    this.checkThere();
    return this.entries.length;
  }

  async readFrom(leafIndex: number, limit = 1000): Promise<readonly StoredEvent[]> {
    this.checkThere();
    if (this.fault) throw this.fault;
    this.reads.push(leafIndex);
    const found = this.entries.slice(leafIndex, leafIndex + limit);
    return found.map((bytes, index) => ({
      ...EVENT,
      bytes,
      hash: sha256Hex(bytes),
      leafIndex: leafIndex + this.offset + index,
    }));
  }

  /** Nothing else of it is asked. */
  get asStore(): EventStore {
    return this as unknown as EventStore;
  }

  private checkThere(): void {
    if (this.isAway) throw new StoreUnavailable('told to fail');
  }
}
