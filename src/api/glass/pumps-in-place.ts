import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GetState, ListTherapies } from '../../answers/messages.js';
import { Fault } from '../../faults/fault.js';
import type { TherapyId } from '../../therapy/envelope.js';

const PAGE = 200;

interface Found {
  readonly therapyId: TherapyId;
  readonly implantedAt: number;
}

/** Finds a patient by the pump that is in place, as its label says. */
@Injectable()
export class PumpsInPlace {
  constructor(private readonly queries: QueryBus) {}

  /**
   * Serial numbers are personal, and in no index: every therapy is looked through, whether or not it is found. Of several
   * the pump that was implanted last.
   */
  async therapyWith(serialNumber: string): Promise<TherapyId | undefined> {
    let found: Found | undefined;
    for await (const therapyId of this.therapies()) {
      const pump = await this.pumpOf(therapyId);
      if (pump?.serialNumber !== serialNumber) continue;
      if (!found || pump.implantedAt > found.implantedAt)
        found = { therapyId, implantedAt: pump.implantedAt };
    }
    return found?.therapyId;
  }

  private async *therapies(): AsyncGenerator<TherapyId> {
    for (let after: string | undefined; ;) {
      const page = await this.queries.execute(new ListTherapies(after, PAGE));
      for (const { streamId } of page) yield streamId as TherapyId;
      after = page.at(-1)?.streamId;
      // Streams of no therapy come last.
      if (page.length < PAGE) return;
    }
  }

  /** Undefined also where it cannot be read. */
  private async pumpOf(therapyId: TherapyId) {
    try {
      return (await this.queries.execute(new GetState(therapyId, {}))).state.pump ?? undefined;
    } catch (error) {
      if (error instanceof Fault && error.kind !== 'unavailable') return undefined;
      throw error;
    }
  }
}
