import { EMPTY } from 'rxjs';
import {
  DuplicateEventId,
  type EventStore,
  type NewEvent,
  type StoredEvent,
  StoreUnavailable,
  WrongExpectedRevision,
} from '../../src/event-store/port.js';

/** A log in memory that can be told to fail. */
export class MemoryStore implements EventStore {
  readonly streamsById = new Map<string, StoredEvent[]>();
  appends = 0;
  reads = 0;
  /** Appends from this one on fail. */
  failFrom = Number.POSITIVE_INFINITY;
  private position = 0;

  async append(streamId: string, expected: number, events: readonly NewEvent[]): Promise<readonly string[]> {
    const number = (this.appends += 1);
    await new Promise((done) => setTimeout(done, 1));
    if (number >= this.failFrom) throw new StoreUnavailable('told to fail');
    const stream = this.streamsById.get(streamId) ?? [];
    for (const { id } of events)
      if (stream.some((event) => event.id === id)) throw new DuplicateEventId(streamId, id);
    if (stream.length !== expected) throw new WrongExpectedRevision(streamId, expected, stream.length);
    this.streamsById.set(streamId, stream);
    return events.map((event) => {
      const position = String((this.position += 1)).padStart(8, '0');
      const leafIndex = this.position - 1;
      stream.push({ ...event, streamId, revision: stream.length + 1, position, leafIndex });
      return position;
    });
  }

  async readStream(streamId: string, after = 0, limit?: number): Promise<readonly StoredEvent[]> {
    this.reads += 1;
    const stream = this.streamsById.get(streamId) ?? [];
    return stream.slice(after, limit === undefined ? undefined : after + limit);
  }

  async readAll(): Promise<readonly StoredEvent[]> {
    return [...this.streamsById.values()].flat().toSorted((a, b) => a.leafIndex! - b.leafIndex!);
  }

  readonly grown = EMPTY;
  readonly learned = EMPTY;

  async readFrom(leafIndex: number): Promise<readonly StoredEvent[]> {
    return (await this.readAll()).filter((event) => event.leafIndex! >= leafIndex);
  }

  async count(): Promise<number> {
    return this.position;
  }

  async lastPosition(): Promise<string | undefined> {
    return undefined;
  }

  async findById(streamId: string, id: string): Promise<StoredEvent | undefined> {
    return this.streamsById.get(streamId)?.find((event) => event.id === id);
  }

  async head(streamId: string) {
    const last = this.streamsById.get(streamId)?.at(-1);
    return last && { streamId, revision: last.revision, hash: last.hash };
  }

  async streams() {
    return [];
  }

  subscribe() {
    return EMPTY;
  }

  async ping() {}
  async close() {}
}
