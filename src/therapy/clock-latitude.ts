/** How far a clock may be off, and be taken for right. */
export const CLOCK_LATITUDE_MS = 5 * 60_000;
