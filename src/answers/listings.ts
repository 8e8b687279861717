import { Inject, Injectable } from '@nestjs/common';
import { AppendGate } from '../event-store/append-gate.js';
import type { EventStore, StoredEvent, StreamHead } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { therapyOf } from '../streams/streams.js';
import { UnknownTherapy } from '../therapy/decider.js';
import { reveal } from '../therapy/concealment.js';
import type { Envelope, TherapyId } from '../therapy/envelope.js';
import { Disclosures } from '../repository/disclosures.js';
import { Chain } from '../repository/chain.js';
import { envelopeOf } from '../repository/stored.js';

/** What is in the log, page by page, straight from it. */
@Injectable()
export class Listings {
  constructor(
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    private readonly disclosures: Disclosures,
    private readonly gate: AppendGate,
  ) {}

  /** Therapies in order of their id, strictly after one. */
  async therapies(after: string | undefined, limit: number): Promise<readonly StreamHead[]> {
    // Streams of no therapy come last, so that a page without them is as long as it was, or the last.
    const streams = await this.store.streams(after, limit);
    return streams.filter(({ streamId }) => therapyOf(streamId) !== undefined);
  }

  /** The events of a therapy as they are stored, in order of revision, so many at a time. */
  async *stored(therapyId: TherapyId, limit: number): AsyncGenerator<readonly StoredEvent[]> {
    const chain = new Chain(therapyId);
    for (let after = 0; ; after += limit) {
      const page = await this.store.readStream(therapyId, after, limit);
      for (const event of page) chain.next(event);
      if (page.length > 0) yield page;
      if (page.length < limit) return;
    }
  }

  /**
   * Events of a therapy in order of revision, strictly after one, with the personal values that can be read.
   * @throws UnknownTherapy, LedgerContradicted
   */
  async events(therapyId: TherapyId, after: number, limit: number): Promise<readonly Envelope[]> {
    const found = await this.store.readStream(therapyId, after, limit);
    if (found.length === 0 && !(await this.store.head(therapyId)))
      throw this.gate.contradiction ?? new UnknownTherapy(therapyId);
    const chain = new Chain(therapyId, after);
    for (const event of found) chain.next(event);
    return found.map((event) => reveal(envelopeOf(event), this.disclosures.values(therapyId, [event])));
  }
}
