import type { RecordedBy } from '../therapy/envelope.js';

/** Who records while there is no access control. */
export const ANONYMOUS: RecordedBy = { subject: 'anonymous', name: 'anonymous', role: 'unauthenticated' };
