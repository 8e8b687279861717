import type { Instant } from '../../therapy/envelope.js';

/** RFC 3339 has years of four digits. */
const LAST = Date.UTC(10_000, 0, 1) - 1;

/** An instant as answers show it: RFC 3339 in UTC, to the millisecond. */
export const instantText = (at: Instant): string => new Date(at).toISOString();

/** Null also for a projection beyond any calendar, such as when a pump that hardly flows will be empty. */
export const instantTextOrNull = (at: Instant | null): string | null =>
  at === null || at > LAST ? null : instantText(at);
