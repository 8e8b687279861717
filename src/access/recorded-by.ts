import type { Role } from './permissions.js';
import { type Subject, nameOf } from './subject.js';

/** Who recorded, as an event says it. */
interface RecordedBy {
  readonly subject: string;
  readonly name: string;
  readonly role: string;
}

/** @param role by which the permission to record counted */
export function recordedBy(subject: Subject, role: Role | undefined): RecordedBy {
  if (subject.via === 'off') return { subject: 'anonymous', name: 'anonymous', role: 'unauthenticated' };
  return { subject: nameOf(subject), name: subject.name ?? subject.sub, role: role ?? 'unauthenticated' };
}
