import { Inject, Injectable } from '@nestjs/common';
import type { EventStore, StoredEvent, StreamHead } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { UnknownTherapy } from '../therapy/decider.js';
import type { TherapyId } from '../therapy/envelope.js';

/** What is in the log, page by page, straight from it. */
@Injectable()
export class Listings {
  constructor(@Inject(EVENT_STORE_TOKEN) private readonly store: EventStore) {}

  /** Therapies in order of their id, strictly after one. */
  therapies(after: string | undefined, limit: number): Promise<readonly StreamHead[]> {
    return this.store.streams(after, limit);
  }

  /**
   * Events of a therapy in order of revision, strictly after one.
   * @throws UnknownTherapy
   */
  async events(therapyId: TherapyId, after: number, limit: number): Promise<readonly StoredEvent[]> {
    const found = await this.store.readStream(therapyId, after, limit);
    if (found.length === 0 && !(await this.store.head(therapyId))) throw new UnknownTherapy(therapyId);
    return found;
  }
}
