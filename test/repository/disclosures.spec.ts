import { type KeyObject, createSecretKey, generateKeySync } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { DisclosuresUnreadable } from '../../src/custody/disclosure-cipher.js';
import { KeyUnreadable } from '../../src/custody/keys.js';
import { isPerson } from '../../src/custody/person.js';
import { Disclosures } from '../../src/repository/disclosures.js';
import type { TherapyId } from '../../src/therapy/envelope.js';

const T = 't' as TherapyId;
const HASH = 'ab'.repeat(32);
const [STATEMENT, NAME] = ['WyJzIiwic3RhdGVtZW50IiwieCJd', 'WyJzIiwibmFtZSIsInkiXQ'];
const SIGNED = {
  hash: HASH,
  disclosures: [STATEMENT],
  staff: [{ name: 'A. Reviewer', disclosures: [NAME] }],
};

function service() {
  const kept = new Map<string, KeyObject>();
  const waits = new Map<string, { persisted: Promise<void>; done: () => void }>();
  const [broken, lost] = [new Set<string>(), new Set<string>()];
  const disclosures = new Disclosures({
    sealing(owner) {
      const key = kept.get(owner) ?? generateKeySync('aes', { length: 256 });
      kept.set(owner, key);
      const { promise, resolve } = Promise.withResolvers<void>();
      waits.set(owner, { persisted: promise, done: resolve });
      return { key, persisted: promise };
    },
    opening(owner) {
      if (broken.has(owner)) throw new KeyUnreadable(owner);
      return kept.get(owner);
    },
    derived: (purpose) => createSecretKey(Buffer.from(purpose)),
    hasLost: (owner) => lost.has(owner),
    wasDestroyed: () => false,
  });
  const person = () => [...kept.keys()].find(isPerson)!;
  return { disclosures, kept, waits, broken, lost, person };
}

beforeAll(() => Logger.overrideLogger(false));

it('an event may be stored only when the keys of all whom it is about are', async () => {
  const { disclosures, waits, person } = service();
  const { persisted } = disclosures.encrypt(T, SIGNED);
  let isPersisted = false;
  void persisted!.then(() => (isPersisted = true));
  waits.get('t')!.done();
  await new Promise(setImmediate);
  expect(isPersisted).toBe(false);
  waits.get(person())!.done();
  await new Promise(setImmediate);
  expect(isPersisted).toBe(true);
});

it('what is of staff alone needs no key of the therapy', () => {
  const { disclosures, kept, person } = service();
  const { encrypted } = disclosures.encrypt(T, { ...SIGNED, disclosures: [] });
  expect([...kept.keys()]).toEqual([person()]);
  const event = { hash: HASH, disclosures: encrypted! };
  expect(disclosures.opened(T, event)).toEqual({ disclosures: [NAME], isWhole: true });
  expect(disclosures.peopleIn(T, event)).toEqual([person()]);
});

it('each part is read as long as its key is there, whatever became of the others', () => {
  const { disclosures, kept, broken, lost, person } = service();
  const event = { hash: HASH, disclosures: disclosures.encrypt(T, SIGNED).encrypted! };
  expect(disclosures.opened(T, event)).toEqual({ disclosures: [STATEMENT, NAME], isWhole: true });
  broken.add('t');
  expect(disclosures.decrypted(T, event)).toEqual([NAME]);
  expect(() => disclosures.opened(T, event)).toThrow(KeyUnreadable);
  broken.clear();
  kept.delete('t');
  expect(disclosures.decrypted(T, event)).toEqual([NAME]);
  expect(disclosures.opened(T, event)).toEqual({ disclosures: [NAME], isWhole: false });
  lost.add(person());
  kept.delete(person());
  expect([disclosures.decrypted(T, event), disclosures.opened(T, event)]).toEqual([undefined, undefined]);
});

it('what somebody put there hides nothing but itself', () => {
  const { disclosures } = service();
  const event = { hash: HASH, disclosures: Uint8Array.of(2, 1, 1) };
  expect([disclosures.decrypted(T, event), disclosures.peopleIn(T, event)]).toEqual([undefined, []]);
});

it('a part of somebody whose key is not there, and was not lost, is none that may be unreadable', () => {
  const { disclosures, kept, person } = service();
  const event = { hash: HASH, disclosures: disclosures.encrypt(T, SIGNED).encrypted! };
  kept.delete(person());
  expect(disclosures.decrypted(T, event)).toEqual([STATEMENT]);
  expect(() => disclosures.opened(T, event)).toThrow(DisclosuresUnreadable);
});
