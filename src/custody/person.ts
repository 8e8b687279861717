import { type KeyObject, createHmac } from 'node:crypto';

/** In no therapy’s id. */
const PERSON = 'person:';

/** What the key is derived for by which names are digested. */
export const PEOPLE = 'members of staff';

/**
 * What a member of staff is called where the key is kept: a digest of the name, keyed, so that nobody without the master
 * key can try which name it is.
 * @param key derived for `PEOPLE`
 * @param name as given: another spelling is another person
 */
export const personOf = (key: KeyObject, name: string): string =>
  PERSON + createHmac('sha256', key).update(name).digest('base64url');

/** What a member of staff is called now: after a key was destroyed, otherwise than before. */
export function personNow(
  keys: { readonly wasDestroyed: (person: string) => boolean },
  key: KeyObject,
  name: string,
): string {
  let person = personOf(key, name);
  while (keys.wasDestroyed(person)) person = personOf(key, person);
  return person;
}

/** Whether a key is a person's, and no therapy's. */
export const isPerson = (owner: string): boolean => owner.startsWith(PERSON);

/** The digest alone. */
export const digestOfPerson = (person: string): string => person.slice(PERSON.length);
export const personWith = (digest: string): string => PERSON + digest;

/** Whose a key is, in words. */
export const inWords = (owner: string): string =>
  isPerson(owner) ? 'a member of staff' : `therapy ${owner}`;
