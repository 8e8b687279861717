import { type Digest, digestOf, disclosureOf, isDigest } from '../ledger/disclosure.js';
import type { StaffDisclosures } from './conceal.js';
import type { RecordedBy } from './envelope.js';

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
