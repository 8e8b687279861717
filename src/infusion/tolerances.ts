/*
 * What is exact, and what is rounded.
 *
 * Exact: instants of events and policies (whole ms). The physics is in closed form: no step of time, no search; volumes
 * and instants are solved for.
 * Rounded: each sum or product of doubles, by some 1e-16 of itself. A pumped volume adds up over years (to thousands of
 * mL), so that it is off by up to 1e-12 of itself; an instant that is solved from it by far less than a ms. Findings
 * show such instants rounded to the ms.
 *
 * Equal figures must therefore be told from different ones with a tolerance: far above what rounding does, far below
 * what anybody measures or programs. Each is here, and nowhere else. To change one changes answers.
 */

/** Rounding of a volume, mL: a reservoir that should be dry by arithmetic is dry with so little left. */
export const SPECK_ML = 1e-12;

/** Rounding of a volume that was moved, as a part of it. */
export const SPECK_PART = 1e-12;

/** Volumes that differ by less are the same, mL: records give them to 0.001 mL at best. */
export const SAME_ML = 1e-9;

/** Strengths and figures that differ by less, as a part of them, are the same. */
export const SAME_PART = 1e-9;

/** Doses are the same that differ by no more, as a part of them (contract: "comparisons of doses hold to 1e-6 relative"). */
export const SAME_DOSE_PART = 1e-6;

/** Hours, or days, that differ by less are the same: a whole ms is some 1e-8 of a day, and more of an hour. */
export const SAME_TIME = 1e-9;

/** Instants that are solved for are shown rounded: those that differ by no more are the same, ms. */
export const SAME_INSTANT_MS = 1;

/** A dose below this is nothing, mcg: the difference of two large sums; a pump gives at least some mcg in a day. */
export const SPECK_MCG = 1e-6;

/**
 * Of an instant that is solved from doses, ms: these are differences of large sums, so that so close to it each ms is
 * looked at by itself.
 */
export const SLACK_MS = 20;

/** A dose that fell to less, as a part of the first, does not go on falling: parts of parts never end. */
export const LEAST_PART = 1e-6;

/** More than a limit by more than rounding: exactly the limit is not above it. */
export const above = (value: number, limit: number): boolean =>
  value > limit + SAME_DOSE_PART * Math.abs(limit);

/** The same but for rounding. */
export const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= SAME_DOSE_PART * Math.max(Math.abs(a), Math.abs(b));
