import { createHmac, createSecretKey } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { KeyFile } from '../../src/custody/key-file.js';
import { personOf } from '../../src/custody/person.js';
import { MASTER, asking, erasureOf, scratch, wrappedIn } from './support.js';

let directory: string;
let remove: () => void;
let keys: KeyFile;
beforeEach(() => {
  ({ directory, remove } = scratch());
  keys = KeyFile.open(directory, MASTER);
});
afterEach(() => {
  keys.close();
  remove();
});

const reopen = () => {
  keys.close();
  keys = KeyFile.open(directory, MASTER);
};
const made = async (owner: string) => keys.sealing(owner).persisted;

describe('the key of a member of staff', () => {
  const PERSON = personOf(createSecretKey(MASTER), 'A. Reviewer');

  it('is made, kept and adopted as that of a therapy, in a table of its own', async () => {
    const [ofTherapy, ofPerson] = [keys.sealing('a'), keys.sealing(PERSON)];
    expect(ofPerson.persisted).toBe(ofTherapy.persisted);
    await ofPerson.persisted;
    reopen();
    expect(keys.opening(PERSON)!.equals(ofPerson.key)).toBe(true);
    expect([...wrappedIn(directory).keys()]).toEqual(['a']);
    expect([...keys.wrapped()].map(([owner]) => owner)).toEqual(['a', PERSON]);
    expect([keys.knows(PERSON), keys.knows(`${PERSON}x`)]).toEqual([true, false]);
    const wrapped = [...keys.wrapped()][1]![1];
    asking(directory, (database) => database.exec('DELETE FROM staff_keys'));
    reopen();
    expect(keys.opening(PERSON)).toBeUndefined();
    keys.adopt(PERSON, wrapped);
    expect(keys.opening(PERSON)!.equals(ofPerson.key)).toBe(true);
  });

  it('is called by a digest that says nothing without the master key, and differs by spelling', () => {
    expect(PERSON).toMatch(/^person:[\w-]{43}$/);
    const others = [
      personOf(createSecretKey(Buffer.alloc(32, 4)), 'A. Reviewer'),
      personOf(createSecretKey(MASTER), 'A. Reviewer '),
    ];
    expect(new Set([PERSON, ...others]).size).toBe(3);
    expect(others[0]!.slice(7)).toBe(
      createHmac('sha256', Buffer.alloc(32, 4)).update('A. Reviewer').digest('base64url'),
    );
  });

  it('outlives the erasure of a patient, and is counted apart where it is lost', async () => {
    await made('a');
    await made(PERSON);
    keys.erase(erasureOf('a'));
    expect([keys.opening('a'), keys.opening(PERSON)]).toEqual([undefined, expect.anything()]);
    keys.noteLost(['b', `${PERSON}x`, `${PERSON}y`], 5);
    reopen();
    expect([keys.lost, keys.lostOfStaff]).toEqual([1, 2]);
    const owners = ['a', 'b', PERSON, `${PERSON}x`];
    expect(owners.map((owner) => keys.hasLost(owner))).toEqual([false, true, false, true]);
  });
});

it('an erasure is remembered with its words sealed as they were given', () => {
  const sealed = Uint8Array.of(2, 7, 1);
  const erasure = { therapyId: 'a', eventId: 'x', sealed, boundTo: 'x', at: 1, by: 'cli' };
  keys.erase(erasure);
  reopen();
  expect(keys.erasures()).toEqual([erasure]);
});

it('a file of the first version opens, with all that was in it', () => {
  keys.close();
  rmSync(join(directory, 'keys.db'));
  const sql = readFileSync(new URL('../golden/in-clear/keys.sql', import.meta.url), 'utf8');
  asking(directory, (database) => database.exec(sql));
  const master = 'c5093c07ceed82b1cbbc9736a7819833120480fc48eb99202e086bbf55005e38';
  keys = KeyFile.open(directory, Buffer.from(master, 'hex'));
  expect([...keys.wrapped()].map(([owner]) => owner)).toEqual(['kept']);
  expect(keys.opening('kept')).toBeDefined();
  expect(keys.erasures()).toEqual([
    {
      therapyId: 'erased',
      eventId: '0194bece-aba3-7b66-8e3a-94647f4ef1fb',
      reason: 'asked for',
      authority: 'Rosalinde Altrecht',
      at: 1_738_368_002_979,
      by: 'cli',
    },
  ]);
  expect(keys.readUpTo?.events).toBe(5);
});
