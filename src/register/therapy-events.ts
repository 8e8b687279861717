import { Chain } from '../repository/chain.js';
import type { Sealed, TherapyId } from '../therapy/envelope.js';
import { weightOf } from '../repository/weight.js';
import { inNewestForm } from '../therapy/newest-form.js';
import type { LogReader } from './runner/projection.js';

/** Kept in memory over all therapies, bytes as stored; beyond it those that were read longest ago go. */
const MOST_BYTES = 16 * 1024 * 1024;

interface Kept {
  readonly events: Sealed[];
  readonly chain: Chain;
  weight: number;
}

/** Therapies as the log holds them, of which only what was added is read again. */
export class TherapyEvents {
  private readonly kept = new Map<string, Kept>();
  private bytes = 0;

  /** @throws UnreadableEvent, LedgerContradicted, StoreUnavailable */
  async of(log: LogReader, therapyId: string): Promise<readonly Sealed[]> {
    const kept = this.kept.get(therapyId) ?? {
      events: [],
      chain: new Chain(therapyId as TherapyId),
      weight: 0,
    };
    this.drop(therapyId, kept);
    const { events, chain } = kept;
    for (const stored of await log.readStream(therapyId, events.length)) {
      events.push(inNewestForm(chain.nextKnown(stored)));
      kept.weight += weightOf(stored);
    }
    this.kept.set(therapyId, kept);
    this.bytes += kept.weight;
    for (const [oldest, others] of this.kept) {
      if (this.bytes <= MOST_BYTES) break;
      this.drop(oldest, others);
    }
    return events;
  }

  private drop(therapyId: string, { weight }: Kept): void {
    if (this.kept.delete(therapyId)) this.bytes -= weight;
  }
}
