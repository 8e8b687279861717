import { type KeyObject, createHmac, randomBytes } from 'node:crypto';
import { nameOf, type Subject } from '../access/subject.js';
import { DisclosuresUnreadable } from '../custody/disclosure-cipher.js';
import { KeyDestroyed, type Keys, KeyUnreadable } from '../custody/keys.js';
import { PEOPLE, personNow } from '../custody/person.js';
import { partsOf, sealOwned } from '../custody/several-owners.js';
import { type Digest, digestOf, disclosureOf, membersIn } from '../ledger/disclosure.js';
import { Recent } from '../ledger/recent.js';
import type { Note } from './note.js';

/** What keys are derived for. */
export const ACCESS_PURPOSE = 'who looked';
/** Owns what is of no person of this service, such as the address of a stranger. */
const NOBODY = '';
/** To which it is bound; whose it is, the digests in each record say. */
const BOUND_TO = 'who looked';
const SALT_BYTES = 16;
const DIGEST_LENGTH = 22;
/** People, sessions and addresses that were at it last. */
const MOST_KEPT = 1_000;

export interface Asker {
  readonly subject: Pick<Subject, 'iss' | 'sub' | 'name' | 'via' | 'session'> | null;
  readonly address?: string;
}

/** Who asked: what stands in the bytes of a record, and what beside them. */
export interface SealedWho extends Pick<Note, 'keys' | 'sealed'> {
  readonly subject: Digest | null;
  readonly session: Digest | null;
  readonly address: Digest | null;
}

/** As it is shown to an officer; what cannot be opened any more is left out. */
export interface OpenedWho {
  readonly subject?: string;
  readonly name?: string;
  readonly session?: string;
  readonly address?: string;
}

type WhoKeys = Pick<Keys, 'sealing' | 'opening' | 'derived' | 'wasDestroyed'>;
interface Kept extends SealedWho {
  /** By whose key it is sealed. */
  readonly owner: string;
}
type Person = NonNullable<Asker['subject']>;

/** Seals who asked under the key of that person, and finds it again by keyed digests. */
export class Who {
  private readonly own: KeyObject;
  private readonly people: KeyObject;
  private readonly kept = new Recent<Kept>(MOST_KEPT);

  constructor(private readonly keys: WhoKeys) {
    this.own = keys.derived(ACCESS_PURPOSE);
    this.people = keys.derived(PEOPLE);
  }

  /** By which a value is found, and which tells nothing without the master key. */
  digest(of: 'subject' | 'session' | 'address' | 'parameter', value: string): string {
    return createHmac('sha256', this.own)
      .update(`${of}:${value}`)
      .digest('base64url')
      .slice(0, DIGEST_LENGTH);
  }

  /** @throws KeysUnavailable */
  async sealed({ subject, address }: Asker): Promise<SealedWho> {
    const name = subject && nameOf(subject);
    const key = JSON.stringify([name, subject?.name, subject?.session, address]);
    const known = this.kept.find(key);
    if (known && !this.keys.wasDestroyed(known.owner)) return known;
    const made = await this.seal(name, subject, address);
    this.kept.put(key, made);
    return made;
  }

  opened(
    { subject, session, address }: Omit<SealedWho, 'keys' | 'sealed'>,
    sealed: Uint8Array | null,
  ): OpenedWho {
    const disclosures = sealed ? this.disclosuresIn(sealed) : [];
    const byDigest = new Map(disclosures.map((one) => [digestOf(one), String(membersIn(one)[2])]));
    const valueOf = (digest: Digest | null) => (digest ? byDigest.get(digest.$sd) : undefined);
    const name = disclosures.map(membersIn).find(([, member]) => member === 'name')?.[2];
    return {
      subject: valueOf(subject),
      session: valueOf(session),
      address: valueOf(address),
      ...(typeof name === 'string' && { name }),
    };
  }

  private async seal(
    name: string | null,
    subject: Asker['subject'],
    address: string | undefined,
  ): Promise<Kept> {
    const disclosures: string[] = [];
    const disclosed = (member: string, value: string | null | undefined): Digest | null => {
      if (value === undefined || value === null) return null;
      const disclosure = disclosureOf(randomBytes(SALT_BYTES).toString('base64url'), member, value);
      disclosures.push(disclosure);
      return { $sd: digestOf(disclosure) };
    };
    const inBytes = {
      subject: disclosed('subject', name),
      session: disclosed('session', subject?.session),
      address: disclosed('address', address),
    };
    disclosed('name', subject?.name);
    const session = subject?.session;
    const { owner, key } = await this.keyOf(subject);
    return {
      owner,
      ...inBytes,
      keys: {
        ...(name !== null && { subject: this.digest('subject', name) }),
        ...(session !== undefined && { session: this.digest('session', session) }),
        ...(address !== undefined && { address: this.digest('address', address) }),
      },
      ...(disclosures.length > 0 && {
        sealed: Buffer.from(sealOwned(BOUND_TO, [{ owner, key, disclosures }])).toString('base64'),
      }),
    };
  }

  /** A user of the machine has no key, nor has whoever is not known, or not any more. */
  private async keyOf(subject: Person | null): Promise<{ readonly owner: string; readonly key: KeyObject }> {
    const nobodys = { owner: NOBODY, key: this.own };
    if (!subject || subject.via === 'cli') return nobodys;
    const owner = personNow(this.keys, this.people, nameOf(subject));
    try {
      const { key, persisted } = this.keys.sealing(owner);
      await persisted;
      return { owner, key };
    } catch (error) {
      if (error instanceof KeyDestroyed) return nobodys;
      throw error;
    }
  }

  private disclosuresIn(sealed: Uint8Array): readonly string[] {
    try {
      return partsOf(NOBODY, BOUND_TO, sealed).flatMap(({ owner, open }) => {
        const key = owner === NOBODY ? this.own : this.keys.opening(owner);
        return key ? open(key) : [];
      });
    } catch (error) {
      if (error instanceof DisclosuresUnreadable || error instanceof KeyUnreadable) return [];
      throw error;
    }
  }
}
