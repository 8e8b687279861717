import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GetState, ListTherapies } from '../../answers/messages.js';
import { Keys } from '../../custody/keys.js';
import { unasked } from '../../repository/disclosing.js';
import { Fault } from '../../faults/fault.js';
import type { TherapyId } from '../../therapy/envelope.js';

const PAGE = 1_000;
/** What the key is derived for by which serial numbers are digested. */
const PURPOSE = 'pumps in place';

/** What is known of a therapy since it was looked at. */
interface Known {
  readonly revision: number;
  /** Undefined where no pump with a number is in place, or where that cannot be read. */
  readonly pump?: { readonly digest: string; readonly implantedAt: number };
}

/**
 * Finds a patient by the pump that is in place, as its label says. Serial numbers are personal, and stand in no file: keyed
 * digests of them are kept in memory, and only therapies of which something was recorded since are looked at again, whether or
 * not it is found.
 */
@Injectable()
export class PumpsInPlace {
  private readonly known = new Map<string, Known>();
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly queries: QueryBus,
    private readonly keys: Keys,
  ) {}

  /** Of several the pump that was implanted last. */
  async therapyWith(serialNumber: string): Promise<TherapyId | undefined> {
    await (this.looking = this.looking.catch(() => undefined).then(() => unasked(() => this.look())));
    const wanted = this.digest(serialNumber);
    let found: { readonly therapyId: string; readonly implantedAt: number } | undefined;
    for (const [therapyId, { pump }] of this.known)
      if (pump?.digest === wanted && pump.implantedAt > (found?.implantedAt ?? Number.NEGATIVE_INFINITY))
        found = { therapyId, implantedAt: pump.implantedAt };
    return found?.therapyId as TherapyId | undefined;
  }

  private async look(): Promise<void> {
    for (let after: string | undefined; ;) {
      const page = await this.queries.execute(new ListTherapies(after, PAGE));
      for (const { streamId, revision } of page)
        if (this.known.get(streamId)?.revision !== revision)
          this.known.set(streamId, { revision, pump: await this.pumpOf(streamId as TherapyId) });
      after = page.at(-1)?.streamId;
      // Streams of no therapy come last.
      if (page.length < PAGE) return;
    }
  }

  private async pumpOf(therapyId: TherapyId): Promise<Known['pump']> {
    try {
      const { pump } = (await this.queries.execute(new GetState(therapyId, {}))).state;
      if (typeof pump?.serialNumber !== 'string') return undefined;
      return { digest: this.digest(pump.serialNumber), implantedAt: pump.implantedAt };
    } catch (error) {
      if (error instanceof Fault && error.kind !== 'unavailable') return undefined;
      throw error;
    }
  }

  private digest(serialNumber: string): string {
    return createHmac('sha256', this.keys.derived(PURPOSE)).update(serialNumber).digest('base64url');
  }
}
