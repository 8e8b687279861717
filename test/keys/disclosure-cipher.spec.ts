import { createHash, generateKeySync } from 'node:crypto';
import { DisclosuresUnreadable, openDisclosures, sealDisclosures } from '../../src/keys/disclosure-cipher.js';

const key = () => generateKeySync('aes', { length: 256 });
const EVENT = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const VALUES = [
  ['WyJzYWx0IiwibmFtZSIsInZhbHVlIl0', 'WyJzYWx0MiIsIm4iLDFd'],
  ['x'],
  [],
  Array.from({ length: 500 }, (_, n) => `d${n}`),
];

it.each(VALUES.map((values) => ({ values })))(
  'opens what was sealed: $values.length values',
  ({ values }) => {
    const own = key();
    const sealed = sealDisclosures(own, EVENT, values);
    expect(openDisclosures(own, EVENT, sealed)).toEqual(values);
    // The form that others rely on: version, check, nonce, ciphertext as long as the text, tag.
    expect([sealed[0], sealed.length]).toEqual([1, 1 + 16 + 12 + values.join('~').length + 16]);
    const check = createHash('sha256').update(sealed.subarray(17)).digest().subarray(0, 16);
    expect(Buffer.from(sealed.subarray(1, 17))).toEqual(check);
  },
);

it('never seals the same twice', () => {
  const own = key();
  const sealed = Array.from({ length: 1_000 }, () => sealDisclosures(own, EVENT, ['x']));
  expect(new Set(sealed.map((one) => Buffer.from(one.subarray(17, 29)).toString('hex'))).size).toBe(1_000);
});

it('finds every flipped bit and every cut, and says which without a key', () => {
  const own = key();
  const sealed = sealDisclosures(own, EVENT, ['WyJz', 'YWx0']);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Uint8Array.from(sealed);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    // With another key, too: it is found before one is used.
    for (const used of [own, key()])
      expect(() => openDisclosures(used, EVENT, changed)).toThrow(
        bit < 8 ? /of no known form/ : /were changed/,
      );
  }
  for (let length = 0; length < sealed.length; length += 1)
    expect(() => openDisclosures(own, EVENT, sealed.subarray(0, length))).toThrow(DisclosuresUnreadable);
});

it('opens under no other key, and for no other event', () => {
  const own = key();
  const sealed = sealDisclosures(own, EVENT, ['x']);
  expect(() => openDisclosures(key(), EVENT, sealed)).toThrow(/another key, or for another event/);
  expect(() => openDisclosures(own, OTHER, sealed)).toThrow(/another key, or for another event/);
});

it('notices a change by who could make the check anew', () => {
  const own = key();
  const sealed = sealDisclosures(own, EVENT, ['xyz']);
  sealed[30]! ^= 1;
  createHash('sha256').update(sealed.subarray(17)).digest().copy(sealed, 1, 0, 16);
  expect(() => openDisclosures(own, EVENT, sealed)).toThrow(/another key, or for another event/);
});
