import type { Instant } from '../therapy/envelope.js';

/** A figure for a sentence, six digits at most. */
export const show = (value: number): string => String(Number(value.toPrecision(6)));

/** An instant for a sentence, RFC 3339 in UTC. */
export const showInstant = (at: Instant): string => new Date(at).toISOString();
