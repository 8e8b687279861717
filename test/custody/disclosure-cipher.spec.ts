import { createDecipheriv, createHash, createSecretKey, generateKeySync } from 'node:crypto';
import fc from 'fast-check';
import {
  DisclosuresUnreadable,
  openDisclosures,
  sealDisclosures,
} from '../../src/custody/disclosure-cipher.js';
import { flipped } from './support.js';

const key = createSecretKey(Buffer.alloc(32, 7));
const EVENT = 'ab'.repeat(32);
const TWO = ['WyJzYWx0IiwibmFtZSIsIngiXQ', 'WyJzYWx0IiwieWVhciIsMTk2MV0'];

/** Base64url, as disclosures are. */
const disclosure = fc
  .uint8Array({ minLength: 1, maxLength: 60 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));

const sealed = sealDisclosures(key, EVENT, TWO);

describe('sealed disclosures', () => {
  it('are what was put in, in its order, for any number of them', () => {
    fc.assert(
      fc.property(fc.array(disclosure, { maxLength: 20 }), (disclosures) => {
        expect(openDisclosures(key, EVENT, sealDisclosures(key, EVENT, disclosures))).toEqual(disclosures);
      }),
    );
  });

  it('have the documented form: version, check, nonce, ciphertext, tag', () => {
    const bytes = Buffer.from(sealed);
    const [check, rest] = [bytes.subarray(1, 17), bytes.subarray(17)];
    expect(bytes[0]).toBe(1);
    expect(check).toEqual(createHash('sha256').update(EVENT).update(rest).digest().subarray(0, 16));
    const decipher = createDecipheriv('aes-256-gcm', key.export(), rest.subarray(0, 12));
    decipher.setAAD(Buffer.from(EVENT)).setAuthTag(rest.subarray(-16));
    const text = decipher.update(rest.subarray(12, -16), undefined, 'ascii') + decipher.final('ascii');
    expect(text).toBe(TWO.join('~'));
  });

  it('cannot be read after any bit was flipped, or any end cut off', () => {
    for (const changed of flipped(sealed))
      expect(() => openDisclosures(key, EVENT, changed)).toThrow(DisclosuresUnreadable);
    for (let length = 0; length < sealed.length; length++)
      expect(() => openDisclosures(key, EVENT, sealed.subarray(0, length))).toThrow(DisclosuresUnreadable);
  });

  it('cannot be read by another key, or as those of another event, though the check is right', () => {
    const other = generateKeySync('aes', { length: 256 });
    expect(() => openDisclosures(other, EVENT, sealed)).toThrow(/under another key, or for another event/);
    expect(() => openDisclosures(key, 'cd'.repeat(32), sealed)).toThrow(DisclosuresUnreadable);
  });

  it('never use a nonce twice', () => {
    const nonces = Array.from({ length: 2_000 }, () =>
      Buffer.from(sealDisclosures(key, EVENT, TWO))
        .subarray(17, 29)
        .toString('hex'),
    );
    expect(new Set(nonces).size).toBe(nonces.length);
  });
});
