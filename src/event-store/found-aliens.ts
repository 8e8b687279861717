import type { Alien } from './port.js';

/** Aliens that were found at once. */
export interface FoundAliens {
  readonly count: number;
  /** The first of them. */
  readonly first: readonly Alien[];
}

export const NO_ALIENS: FoundAliens = { count: 0, first: [] };

/** So many are shown. */
export const MOST_SHOWN = 100;
