import { understoodIn } from '../repository/stored.js';
import type { Sealed } from '../therapy/envelope.js';
import type { LogReader } from './runner/projection.js';

/** Kept in memory over all therapies; beyond it those that were read longest ago go. */
const MOST_EVENTS = 20_000;

/** Therapies as the log holds them, of which only what was added is read again. */
export class TherapyEvents {
  private readonly kept = new Map<string, Sealed[]>();
  private count = 0;

  /** @throws UnreadableEvent, StoreUnavailable */
  async of(log: LogReader, therapyId: string): Promise<readonly Sealed[]> {
    const events = this.kept.get(therapyId) ?? [];
    this.drop(therapyId, events);
    for (const stored of await log.readStream(therapyId, events.length)) events.push(understoodIn(stored));
    this.kept.set(therapyId, events);
    this.count += events.length;
    for (const [oldest, others] of this.kept) {
      if (this.count <= MOST_EVENTS) break;
      this.drop(oldest, others);
    }
    return events;
  }

  private drop(therapyId: string, events: readonly Sealed[]): void {
    if (this.kept.delete(therapyId)) this.count -= events.length;
  }
}
