import type { Instant } from '../therapy/envelope.js';

/** An instant for a sentence, RFC 3339 in UTC. */
export const showInstant = (at: Instant): string => new Date(at).toISOString();
