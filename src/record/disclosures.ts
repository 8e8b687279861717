import { Inject, Injectable, Logger } from '@nestjs/common';
import { DisclosuresUnreadable, openDisclosures, sealDisclosures } from '../keys/disclosure-cipher.js';
import { StoreUnavailable } from '../event-store/port.js';
import { KeyDestroyed, KeyFile, type SealingKey, UnusableKeyFile } from '../keys/key-file.js';
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
  /** Therapies of which it was said that values cannot be read: once is enough. */
  private readonly told = new Set<TherapyId>();

  constructor(@Inject(KeyFile) private readonly keys: Pick<KeyFile, 'sealing' | 'opening' | 'isErased'>) {}

  /**
   * Encrypts what an event holds. Where `persisted` is given the key is not on disk before it resolves, and the event
   * must not be stored before.
   * @throws KeyDestroyed, UnusableKeyFile, StoreUnavailable; with the last `persisted` rejects, too
   */
  encrypt(
    therapyId: TherapyId,
    { hash, disclosures }: Pick<SealedEvent, 'hash' | 'disclosures'>,
  ): { readonly encrypted?: Uint8Array; readonly persisted?: Promise<void> } {
    if (disclosures.length === 0) return {};
    const { key, persisted } = this.sealing(therapyId);
    return { encrypted: sealDisclosures(key, hash, disclosures), persisted: persisted?.catch(unavailable) };
  }

  /** The disclosures of an event; undefined where it has none, or none that anybody can read any more. */
  decrypted(therapyId: TherapyId, { hash, disclosures }: ConcealedEvent): readonly string[] | undefined {
    if (!disclosures) return undefined;
    try {
      const key = this.keys.opening(therapyId);
      if (key) return openDisclosures(key, hash, disclosures);
      if (!this.keys.isErased(therapyId)) this.tell(therapyId, 'keys.db holds no key for them');
    } catch (error) {
      if (!(error instanceof DisclosuresUnreadable || error instanceof UnusableKeyFile)) throw error;
      this.tell(therapyId, error.message);
    }
    return undefined;
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

  private sealing(therapyId: TherapyId): SealingKey {
    try {
      return this.keys.sealing(therapyId);
    } catch (error) {
      if (error instanceof KeyDestroyed || error instanceof UnusableKeyFile) throw error;
      return unavailable(error);
    }
  }

  private tell(therapyId: TherapyId, why: string): void {
    if (this.told.has(therapyId)) return;
    this.told.add(therapyId);
    this.logger.error({ msg: 'personal values of a therapy cannot be read', therapyId, why });
  }
}

function unavailable(cause: unknown): never {
  throw new StoreUnavailable(`the keys cannot be read or stored: ${(cause as Error).message}`, { cause });
}
