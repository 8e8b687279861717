import { type StoredEvent } from '../port.js';

/** Over all streams; the streams that were used longest ago are forgotten. */
const MOST_IDS = 200_000;

interface Known {
  /** So many events of the stream are known, from the first on. */
  revision: number;
  readonly revisions: Map<string, number>;
}

/** Reads events of a stream after a revision, to its end. */
export type ReadOn = (streamId: string, afterRevision: number) => Promise<readonly StoredEvent[]>;

/** The ids of streams' events, as far as they were read: the server finds an event by its revision only. */
export class KnownIds {
  private readonly streams = new Map<string, Known>();
  private ids = 0;

  constructor(private readonly readOn: ReadOn) {}

  /** How far the stream is known. */
  revisionOf(streamId: string): number {
    return this.streams.get(streamId)?.revision ?? 0;
  }

  /** The revision of an id, as far as the stream is known. */
  find(streamId: string, id: string): number | undefined {
    return this.streams.get(streamId)?.revisions.get(id);
  }

  /**
   * Reads a stream after a revision, up to which it is known, to its end.
   * @throws StoreUnavailable
   */
  async refresh(
    streamId: string,
    afterRevision = this.revisionOf(streamId),
  ): Promise<readonly StoredEvent[]> {
    const events = await this.readOn(streamId, afterRevision);
    this.add(streamId, events);
    return events;
  }

  /** @param events in order, from one on that follows what is known, or is known */
  add(streamId: string, events: readonly Pick<StoredEvent, 'id' | 'revision'>[]): void {
    const known = this.streams.get(streamId) ?? { revision: 0, revisions: new Map<string, number>() };
    // While it was read it may have been let go.
    if (events.length === 0 || events[0]!.revision > known.revision + 1) return;
    this.streams.delete(streamId);
    this.streams.set(streamId, known);
    const before = known.revisions.size;
    for (const { id, revision } of events) {
      known.revisions.set(id, revision);
      known.revision = Math.max(known.revision, revision);
    }
    this.ids += known.revisions.size - before;
    for (const [oldest, { revisions }] of this.streams) {
      if (this.ids <= MOST_IDS || oldest === streamId) return;
      this.streams.delete(oldest);
      this.ids -= revisions.size;
    }
  }
}
