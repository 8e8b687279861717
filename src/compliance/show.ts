import type { Instant } from '../therapy/envelope.js';

/** A figure for a sentence. */
export { sixDigits as show } from '../infusion/six-digits.js';

/** An instant for a sentence, RFC 3339 in UTC. */
export const showInstant = (at: Instant): string => new Date(at).toISOString();
