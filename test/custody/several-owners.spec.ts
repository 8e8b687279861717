import { createHash, createSecretKey } from 'node:crypto';
import { DisclosuresUnreadable, sealDisclosures } from '../../src/custody/disclosure-cipher.js';
import { partsOf, sealOwned } from '../../src/custody/several-owners.js';
import { checkBlob } from '../../src/verifier/log/disclosures-blob.js';
import { ProblemList } from '../../src/verifier/problems.js';
import { flipped } from './support.js';

const EVENT = 'ab'.repeat(32);
const [mine, theirs] = [7, 8].map((byte) => createSecretKey(Buffer.alloc(32, byte)));
const MINE = { owner: 't', key: mine!, disclosures: ['WyJzYWx0IiwibmFtZSIsIngiXQ'] };
const THEIRS = { owner: 'person:abc', key: theirs!, disclosures: ['WyJzYWx0IiwieWVhciIsMTk2MV0', 'eA'] };
const sealed = sealOwned(EVENT, [MINE, THEIRS]);

const openedBy = (stored: Uint8Array, eventHash = EVENT) =>
  partsOf('t', eventHash, stored).map(({ owner, open }) => [owner, open(owner === 't' ? mine! : theirs!)]);

/** With the check made anew, which takes no key. */
function rechecked(rest: Uint8Array): Uint8Array {
  const version = Uint8Array.of(2);
  const check = createHash('sha256').update(EVENT).update(version).update(rest).digest();
  return Buffer.concat([version, check.subarray(0, 16), rest]);
}

it('each owner’s disclosures are opened by his own key, and by no other', () => {
  expect(openedBy(sealed)).toEqual([
    ['t', MINE.disclosures],
    ['person:abc', THEIRS.disclosures],
  ]);
  for (const { open } of partsOf('t', EVENT, sealed).slice(0, 1))
    expect(() => open(theirs!)).toThrow(DisclosuresUnreadable);
});

it('those of the first form are the therapy’s', () => {
  expect(openedBy(sealDisclosures(mine!, EVENT, MINE.disclosures))).toEqual([['t', MINE.disclosures]]);
});

it('no bit can be flipped, no end cut off, and they are of no other event', () => {
  expect(() => openedBy(sealed, 'cd'.repeat(32))).toThrow(DisclosuresUnreadable);
  for (const changed of flipped(sealed)) expect(() => openedBy(changed)).toThrow(DisclosuresUnreadable);
  for (let length = 0; length < sealed.length; length += 1)
    expect(() => openedBy(sealed.subarray(0, length))).toThrow(DisclosuresUnreadable);
});

it('that a bit was flipped, or that they are of another event, is found without any key', () => {
  const codesOf = (stored: Uint8Array, eventHash = EVENT) => {
    const problems = new ProblemList();
    checkBlob(0, '{"$sd":"x"}', [eventHash], stored, problems);
    return problems.listed.map(({ code }) => code);
  };
  expect(codesOf(sealed)).toEqual([]);
  expect(codesOf(sealed, 'cd'.repeat(32))).toEqual(['DISCLOSURES_CHANGED']);
  for (const changed of flipped(sealed)) expect(codesOf(changed)).toEqual(['DISCLOSURES_CHANGED']);
  expect(codesOf(Buffer.concat([Uint8Array.of(1), sealed.subarray(1)]))).toEqual(['DISCLOSURES_CHANGED']);
});

it('what somebody made up with a right check is refused as unreadable, whatever it is', () => {
  const rest = sealed.subarray(17);
  expect(rechecked(rest)).toEqual(Buffer.from(sealed));
  for (let length = 1; length < rest.length; length += 1) {
    let opened: unknown;
    try {
      opened = openedBy(rechecked(rest.subarray(0, length)));
    } catch (error) {
      expect(error).toBeInstanceOf(DisclosuresUnreadable);
      continue;
    }
    expect(opened).toEqual([['t', MINE.disclosures]]);
  }
  for (const byte of [0, 255]) {
    const made = rechecked(new Uint8Array(64).fill(byte));
    expect(() => openedBy(made)).toThrow(DisclosuresUnreadable);
  }
});

it('a part is nobody’s but the therapy’s or a person’s: who calls it another’s hides it from no check', () => {
  const renamed = Buffer.from(sealed.subarray(17));
  renamed.write('u', 1, 'latin1');
  expect(() => partsOf('t', EVENT, rechecked(renamed))).toThrow(DisclosuresUnreadable);
});
