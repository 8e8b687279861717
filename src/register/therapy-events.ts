import { Chain } from '../repository/chain.js';
import type { Sealed, TherapyId } from '../therapy/envelope.js';
import { inNewestForm } from '../therapy/newest-form.js';
import type { LogReader } from './runner/projection.js';

/** Kept in memory over all therapies; beyond it those that were read longest ago go. */
const MOST_EVENTS = 20_000;

interface Kept {
  readonly events: Sealed[];
  readonly chain: Chain;
}

/** Therapies as the log holds them, of which only what was added is read again. */
export class TherapyEvents {
  private readonly kept = new Map<string, Kept>();
  private count = 0;

  /** @throws UnreadableEvent, LedgerContradicted, StoreUnavailable */
  async of(log: LogReader, therapyId: string): Promise<readonly Sealed[]> {
    const kept = this.kept.get(therapyId) ?? { events: [], chain: new Chain(therapyId as TherapyId) };
    this.drop(therapyId, kept);
    const { events, chain } = kept;
    for (const stored of await log.readStream(therapyId, events.length))
      events.push(inNewestForm(chain.nextKnown(stored)));
    this.kept.set(therapyId, kept);
    this.count += events.length;
    for (const [oldest, others] of this.kept) {
      if (this.count <= MOST_EVENTS) break;
      this.drop(oldest, others);
    }
    return events;
  }

  private drop(therapyId: string, { events }: Kept): void {
    if (this.kept.delete(therapyId)) this.count -= events.length;
  }
}
