import type { StoredEvent, StreamHead } from '../port.js';
import { Positions } from './positions.js';
import type { Kept, KeptHead } from './kept-index.js';
import type { Last } from './same-log.js';
import { commitOf } from './position.js';

/** The last events are kept in memory: whoever follows the log reads them. */
const KEPT_EVENTS = 1_024;
const KEPT_BYTES = 8 * 1024 * 1024;

type Head = Omit<KeptHead, 'streamId'>;

const weightOf = ({ bytes, disclosures }: StoredEvent) => bytes.length + (disclosures?.length ?? 0);

/** What this process knows of the log: where each event is, where each stream ends, and the last events themselves. */
export class LogIndex {
  private readonly positions = new Positions();
  private readonly heads = new Map<string, Head>();
  /** Of streams that have aliens: the number of the last event on the server, from 0, whoever wrote it. */
  private readonly alienEnds = new Map<string, number>();
  private sorted: readonly string[] = [];
  private unsorted: string[] = [];
  private kept: StoredEvent[] = [];
  private keptBytes = 0;
  /** Where the streams ended that were known before, the last first. */
  private restored: readonly Last[] = [];

  /** Takes over what was known before. */
  restore({ positions, heads, alienEnds }: Pick<Kept, 'positions' | 'heads' | 'alienEnds'>): void {
    for (const position of positions) this.positions.add(position);
    for (const { streamId, ...head } of heads) this.heads.set(streamId, head);
    for (const [streamId, at] of alienEnds) this.alienEnds.set(streamId, at);
    this.unsorted = [...this.heads.keys()];
    this.restored = heads.toSorted((a, b) => b.position - a.position);
  }

  /** What is known of a stream, and undefined where it has no event. */
  headOf(streamId: string): KeptHead | undefined {
    const head = this.heads.get(streamId);
    return head && { streamId, ...head };
  }

  alienEndOf(streamId: string): number | undefined {
    return this.alienEnds.get(streamId);
  }

  get count(): number {
    return this.positions.size;
  }

  /** Of the last event. */
  get last(): number | undefined {
    return this.positions.last;
  }

  /** @param at where it stands in the server's stream, from 0 */
  add(event: StoredEvent, at: number): StoredEvent {
    const { streamId, revision, hash } = event;
    const head = this.heads.get(streamId);
    if (!head) this.unsorted.push(streamId);
    this.heads.set(streamId, { revision, hash, at, position: commitOf(event.position) });
    const numbered = { ...event, leafIndex: this.count };
    this.positions.add(commitOf(event.position));
    this.keep(numbered);
    return numbered;
  }

  positionAt(ordinal: number): number {
    return this.positions.at(ordinal);
  }

  ordinalOf(position: string): number | undefined {
    return this.positions.find(commitOf(position));
  }

  revisionOf(streamId: string): number {
    return this.heads.get(streamId)?.revision ?? 0;
  }

  /** How many events the server holds in the stream, aliens included, as far as they were taken in. */
  lengthOf(streamId: string): number {
    return Math.max(this.heads.get(streamId)?.at ?? -1, this.alienEnds.get(streamId) ?? -1) + 1;
  }

  /** Notes that the server's stream goes so far, from 0. */
  passAlien(streamId: string, at: number): void {
    this.alienEnds.set(streamId, Math.max(at, this.alienEnds.get(streamId) ?? -1));
  }

  /** Where the last event of each of the streams stands that were written to last, at most so many; the last first. */
  lastOfStreams(most: number): readonly Last[] {
    const lasts = new Map<string, Last>();
    for (let at = this.kept.length - 1; at >= 0 && lasts.size < most; at -= 1) {
      const { streamId, position } = this.kept[at]!;
      if (!lasts.has(streamId)) lasts.set(streamId, { streamId, position: commitOf(position) });
    }
    for (const last of this.restored.slice(0, most))
      if (!lasts.has(last.streamId)) lasts.set(last.streamId, last);
    return [...lasts.values()].slice(0, most);
  }

  /** Events from a number on, where all of them are kept. */
  keptFrom(ordinal: number, limit: number): readonly StoredEvent[] | undefined {
    const first = this.count - this.kept.length;
    return ordinal < first ? undefined : this.kept.slice(ordinal - first, ordinal - first + limit);
  }

  /** Streams in order of their id, strictly after one, at most so many. */
  streams(after: string | undefined, limit: number): readonly StreamHead[] {
    if (this.unsorted.length > 0) {
      // Nearly sorted, which is quick.
      this.sorted = [...this.sorted, ...this.unsorted.sort()].sort();
      this.unsorted = [];
    }
    let [low, high] = [0, after === undefined ? 0 : this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]! <= after!) low = middle + 1;
      else high = middle;
    }
    return this.sorted.slice(low, low + limit).map((streamId) => {
      const { revision, hash } = this.heads.get(streamId)!;
      return { streamId, revision, hash };
    });
  }

  private keep(event: StoredEvent): void {
    this.kept.push(event);
    this.keptBytes += weightOf(event);
    if (this.kept.length < 2 * KEPT_EVENTS && this.keptBytes < 2 * KEPT_BYTES) return;
    let [from, bytes] = [this.kept.length, 0];
    while (from > 0 && this.kept.length - from < KEPT_EVENTS && bytes < KEPT_BYTES)
      bytes += weightOf(this.kept[--from]!);
    this.kept = this.kept.slice(from);
    this.keptBytes = bytes;
  }
}
