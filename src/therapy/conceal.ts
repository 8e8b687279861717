import { type Digest, digestOf, disclosureOf } from '../ledger/disclosure.js';
import { type WithPersonalValues, replacePersonalValues } from './personal.js';

/** The disclosures of what an event says about one member of staff. */
export interface StaffDisclosures {
  readonly name: string;
  readonly disclosures: readonly string[];
}

interface Concealed<Event> {
  readonly concealed: Event;
  /** Of the patient's values, in order of the members. */
  readonly disclosures: readonly string[];
  /** Of the values of staff, each person once, likewise. */
  readonly staff: readonly StaffDisclosures[];
}

/**
 * The content with digests in place of its personal values, as it is hashed and kept.
 * @param salt another one at each call
 */
export function conceal<Event extends WithPersonalValues>(
  content: Event,
  salt: () => string,
): Concealed<Event> {
  const disclosures: string[] = [];
  const byPerson = new Map<string, string[]>();
  const concealed = replacePersonalValues(content, (value, { name, person }): Digest => {
    const disclosure = disclosureOf(salt(), name, value);
    if (person === undefined) disclosures.push(disclosure);
    else byPerson.set(person, [...(byPerson.get(person) ?? []), disclosure]);
    return { $sd: digestOf(disclosure) };
  });
  const staff = Array.from(byPerson, ([name, own]) => ({ name, disclosures: own }));
  return { concealed, disclosures, staff };
}

/** Each person once. */
export const ofEach = (staff: readonly StaffDisclosures[]): readonly StaffDisclosures[] =>
  [...new Set(staff.map(({ name }) => name))].map((name) => ({
    name,
    disclosures: staff.filter((one) => one.name === name).flatMap((one) => one.disclosures),
  }));
