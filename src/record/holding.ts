import { Inject, Injectable } from '@nestjs/common';
import { type HoldEntry, KeyDestroyed, Keys, NotHeld } from '../custody/keys.js';
import type { TherapyId } from '../therapy/envelope.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { Therapies } from '../repository/therapies.js';

/** Why, and by whose authority. */
interface HoldReason {
  readonly reason: string;
  readonly authority: string;
}

/** Of how many therapies it is so. */
export interface Keeping {
  /** The patient is erased: nobody can read the personal values any more. */
  readonly erased: number;
  /** A legal hold stands against it. */
  readonly held: number;
  /** The key is missing though nobody was erased: the personal values cannot be read until it is put back. */
  readonly keyLost: number;
  /** Of how many members of staff likewise. */
  readonly staffKeyLost: number;
}

/** Legal holds: while one stands, the patient is not erased. */
@Injectable()
export class Holding {
  constructor(
    private readonly therapies: Therapies,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Setting it again for the same authority changes nothing.
   * @throws UnknownTherapy, KeyDestroyed, KeysUnavailable
   */
  async set(therapyId: TherapyId, { reason, authority }: HoldReason, by: string): Promise<HoldEntry> {
    await this.therapies.registered(therapyId);
    if (this.keys.erasureOf(therapyId)) throw new KeyDestroyed(therapyId);
    const active = this.keys.holds.of(therapyId).find((hold) => hold.authority === authority);
    if (active) return active;
    const hold = { therapyId, reason, authority, at: this.clock(), by };
    await this.keys.holds.set(hold);
    return hold;
  }

  /**
   * @param authority whose hold; it may be left out where only one authority has any
   * @returns what was released
   * @throws NotHeld, KeysUnavailable
   */
  async release(
    therapyId: TherapyId,
    { reason, authority }: Pick<HoldReason, 'reason'> & Partial<HoldReason>,
    by: string,
  ): Promise<readonly HoldEntry[]> {
    const active = this.keys.holds.of(therapyId);
    const authorities = new Set(active.map((hold) => hold.authority));
    const whose = authority ?? (authorities.size === 1 ? active[0]?.authority : undefined);
    if (whose === undefined || !authorities.has(whose)) throw new NotHeld(therapyId, [...authorities]);
    const release = { therapyId, authority: whose, reason, at: this.clock(), by };
    await this.keys.holds.release(release);
    const released = { reason, at: release.at, by };
    return active.filter((hold) => hold.authority === whose).map((hold) => ({ ...hold, released }));
  }

  /**
   * Those of all authorities.
   * @throws NotHeld where none stands, UnknownTherapy, KeysUnavailable
   */
  async releaseAll(therapyId: TherapyId, reason: string, by: string): Promise<void> {
    await this.therapies.registered(therapyId);
    const authorities = new Set(this.keys.holds.of(therapyId).map(({ authority }) => authority));
    if (authorities.size === 0) throw new NotHeld(therapyId, []);
    for (const authority of authorities) await this.release(therapyId, { reason, authority }, by);
  }

  /** All that were ever set, in order. */
  all(): readonly HoldEntry[] {
    return this.keys.holds.all();
  }

  /** @throws KeysUnavailable */
  count(): Keeping {
    const active = this.all().filter(({ released }) => !released);
    return {
      erased: this.keys.erasures().length,
      held: new Set(active.map(({ therapyId }) => therapyId)).size,
      keyLost: this.keys.lost,
      staffKeyLost: this.keys.lostOfStaff,
    };
  }
}
