import type { StoredEvent } from '../event-store/port.js';
import { type Erasure, type ErasureWords, KeyTaken } from '../custody/keys.js';
import { isDigest, membersIn } from '../ledger/disclosure.js';
import type { Disclosures } from '../repository/disclosures.js';
import { conceal } from '../therapy/conceal.js';
import type { Source, TherapyId } from '../therapy/envelope.js';
import type { PatientErased } from '../therapy/events/patient-erased.js';
import { randomSalt } from './salt.js';

/** Of the event that records an erasure. */
export const ERASURE_SOURCE: Source = { kind: 'manual', assertion: 'stated' };

/** What an erasure that is recorded again says where the key of its words was lost. */
const UNREADABLE = 'cannot be read any more: the key of the authority was lost';

/** Why and by whose authority patients were erased, as it is remembered beside the log: sealed under a key of the authority. */
export class WordsOfErasures {
  constructor(private readonly disclosures: Pick<Disclosures, 'encrypt' | 'decrypted'>) {}

  /**
   * The words of a new erasure; the key is on disk when it resolves.
   * @throws KeysUnavailable
   */
  async sealed(therapyId: TherapyId, boundTo: string, why: PatientErased): Promise<ErasureWords> {
    try {
      return await this.seal(therapyId, boundTo, why);
    } catch (error) {
      if (!(error instanceof KeyTaken)) throw error;
      return this.seal(therapyId, boundTo, why);
    }
  }

  /** As an event of the log has them. */
  of({ hash, disclosures }: StoredEvent, { reason, authority }: PatientErased): ErasureWords {
    const areSealed = isDigest(reason) || isDigest(authority);
    return areSealed ? { sealed: disclosures ?? new Uint8Array(), boundTo: hash } : { reason, authority };
  }

  /** In clear. */
  read(erasure: Erasure): PatientErased {
    if (!('sealed' in erasure)) return { reason: erasure.reason, authority: erasure.authority };
    const { therapyId, sealed, boundTo } = erasure;
    const read = this.disclosures.decrypted(therapyId as TherapyId, { hash: boundTo, disclosures: sealed });
    const words = new Map(
      (read ?? []).map((disclosure) => membersIn(disclosure).slice(1) as [string, string]),
    );
    return { reason: words.get('reason') ?? UNREADABLE, authority: words.get('authority') ?? UNREADABLE };
  }

  private async seal(therapyId: TherapyId, boundTo: string, why: PatientErased): Promise<ErasureWords> {
    const content = { type: 'PatientErased', data: why, source: ERASURE_SOURCE } as const;
    const { disclosures, staff } = conceal(content, randomSalt);
    const { encrypted, persisted } = this.disclosures.encrypt(therapyId, {
      hash: boundTo,
      disclosures,
      staff,
    });
    await persisted;
    return { sealed: encrypted!, boundTo };
  }
}
