import { Inject, Injectable } from '@nestjs/common';
import { type Hold, type HoldEntry, KeyDestroyed, KeyFile } from '../keys/key-file.js';
import type { RecordedBy, TherapyId } from '../therapy/envelope.js';
import { CLOCK, type Clock } from './clock.js';
import { Therapies } from './therapies.js';

/** Legal holds, which stand against the erasure of a patient. */
@Injectable()
export class Holding {
  constructor(
    private readonly therapies: Therapies,
    private readonly keys: KeyFile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownTherapy, KeyDestroyed, TherapyHeld where one stands already */
  async hold(
    therapyId: TherapyId,
    why: Pick<Hold, 'reason' | 'authority'>,
    { subject }: RecordedBy,
  ): Promise<HoldEntry> {
    await this.therapies.registered(therapyId);
    if (this.keys.isErased(therapyId)) throw new KeyDestroyed(therapyId);
    this.keys.holds.set({ therapyId, ...why, at: this.clock(), by: subject });
    return this.last(therapyId);
  }

  /** @throws UnknownTherapy, NotHeld */
  async release(therapyId: TherapyId, reason: string, { subject }: RecordedBy): Promise<HoldEntry> {
    await this.therapies.registered(therapyId);
    this.keys.holds.release({ therapyId, reason, at: this.clock(), by: subject });
    return this.last(therapyId);
  }

  /** All that were ever set, in order. */
  all(): readonly HoldEntry[] {
    return this.keys.holds.all();
  }

  private last(therapyId: TherapyId): HoldEntry {
    return this.all().findLast((entry) => entry.therapyId === therapyId)!;
  }
}
