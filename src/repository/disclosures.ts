import { Inject, Injectable, Logger } from '@nestjs/common';
import { type KeyObject, createHmac } from 'node:crypto';
import { digestOf, disclosureOf } from '../ledger/disclosure.js';
import { DisclosuresUnreadable, sealDisclosures } from '../custody/disclosure-cipher.js';
import { Keys, KeyUnreadable } from '../custody/keys.js';
import { PEOPLE, isPerson, personNow } from '../custody/person.js';
import { type OwnedPart, partsOf, sealOwned } from '../custody/several-owners.js';
import { type PersonalValues, isConcealed, reveal, valuesOf } from '../therapy/concealment.js';
import type { StaffDisclosures } from '../therapy/conceal.js';
import type { EventTypeName } from '../therapy/events/index.js';
import type { TherapyId } from '../therapy/envelope.js';
import type { SealedEvent } from '../therapy/seal.js';
import { mayTell } from './disclosing.js';
import type { ConcealedEvent, TherapyRecord } from './therapy-record.js';

const NO_VALUES: PersonalValues = new Map();
/** What the key is derived for by which the salts of subjects are made. */
const SALTS = 'salts of subjects';
/** 128 bits. */
const SALT_CHARACTERS = 22;

/** What could be opened of an event's disclosures. */
export interface Opened {
  readonly disclosures: readonly string[];
  /** False where the key of a part of them is not there, or not any more. */
  readonly isWhole: boolean;
}

/** Personal values: encrypted on their way to the log, and in clear on their way to a reader. */
@Injectable()
export class Disclosures {
  private readonly logger = new Logger('Disclosures');
  private people: KeyObject | undefined;
  private salts: KeyObject | undefined;

  constructor(
    @Inject(Keys) private readonly keys: Pick<
      Keys,
      'sealing' | 'opening' | 'derived' | 'hasLost' | 'wasDestroyed'
    >,
  ) {}

  /**
   * Encrypts what an event holds: the patient's values under the key of the therapy, those of staff under a key of each
   * person. Where `persisted` is given not all keys are on disk before it resolves, and the event must not be stored before.
   * @throws KeyDestroyed, KeysUnavailable
   */
  encrypt(
    therapyId: TherapyId,
    { hash, disclosures, staff }: Pick<SealedEvent, 'hash' | 'disclosures' | 'staff'>,
  ): { readonly encrypted?: Uint8Array; readonly persisted?: Promise<void> } {
    if (staff.length > 0)
      return this.encryptOwned(hash, [...own(therapyId, disclosures), ...this.named(staff)]);
    if (disclosures.length === 0) return {};
    const { key, persisted } = this.keys.sealing(therapyId);
    return { encrypted: sealDisclosures(key, hash, disclosures), persisted };
  }

  /** The disclosures of an event that can be read; undefined where there are none. */
  decrypted(therapyId: TherapyId, event: ConcealedEvent): readonly string[] | undefined {
    const { hash, disclosures } = event;
    if (!disclosures) return undefined;
    const read = <Result>(reading: () => Result): Result | undefined => {
      try {
        return reading();
      } catch (error) {
        if (!(error instanceof DisclosuresUnreadable || error instanceof KeyUnreadable)) throw error;
        const { message: why } = error;
        this.logger.error({ msg: 'personal values cannot be read', therapyId, hash, why });
        return undefined;
      }
    };
    const parts = read(() => partsOf(therapyId, hash, disclosures)) ?? [];
    const opened = parts.flatMap((part) =>
      isPerson(part.owner) || mayTell() ? (read(() => this.open(part)) ?? []) : [],
    );
    return opened.length > 0 ? opened : undefined;
  }

  /**
   * The same; undefined only where it has none, or where there is no key to any of them. Where the key of a member of staff is
   * not there, and was neither destroyed nor lost, somebody changed whose the part is, or took the key away.
   * @throws DisclosuresUnreadable, KeyUnreadable
   */
  opened(therapyId: string, { hash, disclosures }: ConcealedEvent): Opened | undefined {
    if (!disclosures) return undefined;
    const parts = partsOf(therapyId, hash, disclosures).map((part) => {
      const opened = this.open(part);
      if (!opened && isPerson(part.owner) && !this.isGone(part.owner))
        throw new DisclosuresUnreadable('they are said to be of a member of staff whose key is not there');
      return opened;
    });
    const readable = parts.filter((part) => part !== undefined);
    if (readable.length === 0) return undefined;
    return { disclosures: readable.flat(), isWhole: readable.length === parts.length };
  }

  /** The members of staff of whom an event says something, as they are called where their keys are. */
  peopleIn(therapyId: string, { hash, disclosures }: ConcealedEvent): readonly string[] {
    if (!disclosures) return [];
    try {
      return partsOf(therapyId, hash, disclosures)
        .map(({ owner }) => owner)
        .filter(isPerson);
    } catch (error) {
      if (!(error instanceof DisclosuresUnreadable)) throw error;
      return [];
    }
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

  /** Of the digest that stands for a subject: the same each time, and nobody can make it without the master key. */
  saltOf(subject: string): string {
    this.salts ??= this.keys.derived(SALTS);
    return createHmac('sha256', this.salts).update(subject).digest('base64url').slice(0, SALT_CHARACTERS);
  }

  /** What stands for a subject in the events that it recorded. */
  digestOfSubject(subject: string): string {
    return digestOf(disclosureOf(this.saltOf(subject), 'subject', subject));
  }

  /** What a member of staff is called now where the key is kept. */
  personNow(name: string): string {
    this.people ??= this.keys.derived(PEOPLE);
    return personNow(this.keys, this.people, name);
  }

  private open({ owner, open }: OwnedPart): readonly string[] | undefined {
    const key = this.keys.opening(owner);
    return key && open(key);
  }

  private named(staff: readonly StaffDisclosures[]): readonly OwnedDisclosures[] {
    return staff.map(({ name, disclosures }) => ({ owner: this.personNow(name), disclosures }));
  }

  private isGone(person: string): boolean {
    return this.keys.wasDestroyed(person) || this.keys.hasLost(person);
  }

  private encryptOwned(
    hash: string,
    owned: readonly OwnedDisclosures[],
  ): { readonly encrypted: Uint8Array; readonly persisted?: Promise<void> } {
    const sealing = owned.map((part) => ({ ...part, ...this.keys.sealing(part.owner) }));
    const waits = sealing.flatMap(({ persisted }) => persisted ?? []);
    const encrypted = sealOwned(hash, sealing);
    if (waits.length === 0) return { encrypted };
    const persisted = Promise.all(waits).then(() => undefined);
    // Who wants to store an event waits for it; who gave up meanwhile need not.
    persisted.catch(() => undefined);
    return { encrypted, persisted };
  }
}

interface OwnedDisclosures {
  readonly owner: string;
  readonly disclosures: readonly string[];
}

const own = (therapyId: string, disclosures: readonly string[]): readonly OwnedDisclosures[] =>
  disclosures.length > 0 ? [{ owner: therapyId, disclosures }] : [];
