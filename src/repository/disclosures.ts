import { Inject, Injectable, Logger } from '@nestjs/common';
import { DisclosuresUnreadable, openDisclosures, sealDisclosures } from '../custody/disclosure-cipher.js';
import { Keys, KeyUnreadable } from '../custody/keys.js';
import { type PersonalValues, isConcealed, reveal, valuesOf } from '../therapy/concealment.js';
import type { EventTypeName } from '../therapy/events/index.js';
import type { TherapyId } from '../therapy/envelope.js';
import type { SealedEvent } from '../therapy/seal.js';
import type { ConcealedEvent, TherapyRecord } from './therapy-record.js';

const NO_VALUES: PersonalValues = new Map();

/** The personal values of therapies: encrypted on their way to the log, and in clear on their way to a reader. */
@Injectable()
export class Disclosures {
  private readonly logger = new Logger('Disclosures');

  constructor(@Inject(Keys) private readonly keys: Pick<Keys, 'sealing' | 'opening'>) {}

  /**
   * Encrypts what an event holds. Where `persisted` is given the key is not on disk before it resolves, and the event
   * must not be stored before.
   * @throws KeyDestroyed, KeysUnavailable
   */
  encrypt(
    therapyId: TherapyId,
    { hash, disclosures }: Pick<SealedEvent, 'hash' | 'disclosures'>,
  ): { readonly encrypted?: Uint8Array; readonly persisted?: Promise<void> } {
    if (disclosures.length === 0) return {};
    const { key, persisted } = this.keys.sealing(therapyId);
    return { encrypted: sealDisclosures(key, hash, disclosures), persisted };
  }

  /** The disclosures of an event; undefined where it has none, or none that anybody can read any more. */
  decrypted(therapyId: TherapyId, event: ConcealedEvent): readonly string[] | undefined {
    try {
      return this.opened(therapyId, event);
    } catch (error) {
      if (!(error instanceof DisclosuresUnreadable || error instanceof KeyUnreadable)) throw error;
      const { message: why } = error;
      this.logger.error({ msg: 'personal values cannot be read', therapyId, hash: event.hash, why });
      return undefined;
    }
  }

  /**
   * The same; undefined only where it has none, or where there is no key.
   * @throws DisclosuresUnreadable, KeyUnreadable
   */
  opened(therapyId: string, { hash, disclosures }: ConcealedEvent): readonly string[] | undefined {
    const key = disclosures && this.keys.opening(therapyId);
    return key && openDisclosures(key, hash, disclosures);
  }

  /** The personal values of events, as far as they can be read. */
  values(therapyId: TherapyId, events: readonly ConcealedEvent[]): PersonalValues {
    const disclosures = events.flatMap((event) => this.decrypted(therapyId, event) ?? []);
    return disclosures.length === 0 ? NO_VALUES : valuesOf(disclosures);
  }

  /** An answer in clear, whose personal values stand in events of some types or in their corrections. */
  reveal<Answer>(answer: Answer, record: TherapyRecord, types: readonly EventTypeName[]): Answer {
    if (!isConcealed(answer)) return answer;
    return reveal(answer, this.values(record.therapyId, record.concealed([...types, 'EventCorrected'])));
  }
}
