import { Inject, Injectable } from '@nestjs/common';
import { Keys } from '../custody/keys.js';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { Disclosures } from '../repository/disclosures.js';
import { SignaturesKept, UnknownStaff } from './errors.js';

const PAGE = 1_000;

/** Destroys keys of members of staff: who recorded stays as a digest. Who signed what is kept stays readable. */
@Injectable()
export class Forgetting {
  constructor(
    private readonly keys: Keys,
    private readonly disclosures: Disclosures,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What a member of staff is called where the key is kept, once nothing stands against its destruction.
   * @param subject `<iss>#<sub>`, or a name as it was given without access control
   * @throws UnknownStaff, SignaturesKept, StoreUnavailable
   */
  async forgettable(subject: string): Promise<string> {
    const person = this.disclosures.personNow(subject);
    if (!this.keys.knows(person)) throw new UnknownStaff();
    if (await this.hasSigned(person)) throw new SignaturesKept();
    return person;
  }

  /** @throws SignaturesKept, StoreUnavailable, KeysUnavailable */
  async forget(person: string): Promise<void> {
    if (await this.hasSigned(person)) throw new SignaturesKept();
    await this.keys.destroy(person, this.clock());
  }

  /** Where an older copy of the keys brought one back. */
  async forgetAgain(people: readonly string[]): Promise<void> {
    for (const person of people)
      if (!this.keys.wasDestroyed(person)) await this.keys.destroy(person, this.clock());
  }

  private async hasSigned(person: string): Promise<boolean> {
    for (let read = 0; ;) {
      const page = await this.store.readFrom(read, PAGE, true);
      const signed = page.filter(({ type }) => type === 'AuditSigned');
      if (signed.some((event) => this.disclosures.peopleIn(event.streamId, event).includes(person)))
        return true;
      if (page.length < PAGE) return false;
      const { leafIndex } = page.at(-1)!;
      read = leafIndex === undefined ? read + page.length : leafIndex + 1;
    }
  }
}
