import { type KeyObject, createHash } from 'node:crypto';
import { DisclosuresUnreadable, openDisclosures, sealDisclosures } from './disclosure-cipher.js';
import { isPerson } from './person.js';

/** The disclosures of one owner, by whose key they are encrypted. */
export interface Owned {
  /** A therapy's id, or what a person is called. */
  readonly owner: string;
  readonly key: KeyObject;
  readonly disclosures: readonly string[];
}

/** What one owner's key opens. */
export interface OwnedPart {
  readonly owner: string;
  /** @throws DisclosuresUnreadable */
  readonly open: (key: KeyObject) => readonly string[];
}

const VERSION = 2;
const CHECK_END = 17;
const OWNER_BYTES = 1;
const LENGTH_BYTES = 4;

const checkOf = (eventHash: string, rest: Uint8Array): Buffer =>
  createHash('sha256')
    .update(eventHash, 'latin1')
    .update(Uint8Array.of(VERSION))
    .update(rest)
    .digest()
    .subarray(0, CHECK_END - 1);

function sealedPart(eventHash: string, { owner, key, disclosures }: Owned): Buffer {
  const sealed = sealDisclosures(key, eventHash, disclosures);
  const begin = Buffer.alloc(OWNER_BYTES + owner.length + LENGTH_BYTES);
  begin.writeUInt8(owner.length);
  begin.write(owner, OWNER_BYTES, 'latin1');
  begin.writeUInt32BE(sealed.length, OWNER_BYTES + owner.length);
  return Buffer.concat([begin, sealed]);
}

/**
 * The disclosures of an event that is about more than the patient: version, check (of the event's hash, the version and all
 * that follows), and for each owner the length of its name in a byte, the name, the length of what follows in four bytes,
 * and what `sealDisclosures` gives under its key.
 * @param eventHash to which they are bound
 */
export function sealOwned(eventHash: string, parts: readonly Owned[]): Uint8Array<ArrayBuffer> {
  const rest = Buffer.concat(parts.map((part) => sealedPart(eventHash, part)));
  return Buffer.concat([Uint8Array.of(VERSION), checkOf(eventHash, rest), rest]);
}

/**
 * The parts of stored disclosures, each to be opened by its owner's key.
 * @param therapyId the owner of those in which none is named
 * @throws DisclosuresUnreadable
 */
export function partsOf(therapyId: string, eventHash: string, stored: Uint8Array): readonly OwnedPart[] {
  if (stored[0] !== VERSION)
    return [{ owner: therapyId, open: (key) => openDisclosures(key, eventHash, stored) }];
  const sealed = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  if (!checkOf(eventHash, sealed.subarray(CHECK_END)).equals(sealed.subarray(1, CHECK_END)))
    throw new DisclosuresUnreadable('the stored personal values were changed, or are those of another event');
  const parts: OwnedPart[] = [];
  for (let at = CHECK_END; at < sealed.length;) {
    const nameEnd = at + OWNER_BYTES + sealed[at]!;
    const owner = sealed.toString('latin1', at + OWNER_BYTES, nameEnd);
    const begin = nameEnd + LENGTH_BYTES;
    if (begin > sealed.length) throw new DisclosuresUnreadable('the stored personal values end too soon');
    if (owner !== therapyId && !isPerson(owner))
      throw new DisclosuresUnreadable('the stored personal values are called those of another therapy');
    at = begin + sealed.readUInt32BE(nameEnd);
    const part = sealed.subarray(begin, at);
    parts.push({ owner, open: (key) => openDisclosures(key, eventHash, part) });
  }
  return parts;
}
