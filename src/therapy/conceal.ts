import { type Digest, digestOf, disclosureOf, isDigest } from '../ledger/disclosure.js';
import type { RecordedBy } from './envelope.js';
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

/**
 * Who recorded, with digests in place of who that is: a member of staff, called by the subject.
 * @param salt another one at each call
 * @param subjectSalt the same for a subject each time, and known to the service alone: so it is seen whether two events
 * are of one person, also when nobody can read any more who that was
 */
export function concealRecorder(
  { subject, name, role }: RecordedBy,
  salt: () => string,
  subjectSalt: string,
): { readonly concealed: RecordedBy; readonly staff: StaffDisclosures } {
  const disclosures = [disclosureOf(subjectSalt, 'subject', subject), disclosureOf(salt(), 'name', name)];
  const [subjectDigest, nameDigest] = disclosures.map((disclosure): Digest => ({
    $sd: digestOf(disclosure),
  }));
  // Where a name stands in clear, a digest stands in the bytes: both are told apart by their shape alone.
  const concealed = { subject: subjectDigest, name: nameDigest, role } as unknown as RecordedBy;
  return { concealed, staff: { name: subject, disclosures } };
}

/** Equal for events of one person: the subject, or what stands for it. */
export function recorderIn({ subject }: RecordedBy): string {
  const said: unknown = subject;
  return isDigest(said) ? said.$sd : subject;
}

/** Each person once. */
export const ofEach = (staff: readonly StaffDisclosures[]): readonly StaffDisclosures[] =>
  [...new Set(staff.map(({ name }) => name))].map((name) => ({
    name,
    disclosures: staff.filter((one) => one.name === name).flatMap((one) => one.disclosures),
  }));
