import type { Content } from './drug-masses.js';

/** Why a stretch ended. */
export type StretchEnd = 'fill' | 'measured' | 'shown' | 'emptied' | 'pump-out' | 'therapy-ended' | 'goes-on';

/** What the pump did of one fill from one known volume to the next. */
export interface Stretch {
  readonly from: number;
  readonly startMl: number;
  readonly content: Content;
  readonly nonExtractableMl: number;
  to: number;
  end: StretchEnd;
  /** Undefined where nothing was found at its end. */
  foundMl: number | undefined;
  /** By what was programmed, done and read, until the reservoir is dry. */
  movedMl: number;
  /** The same, had it not run dry. */
  wantedMl: number;
  /** What the patient may have had besides, unread. */
  unreadMl: number;
  /** The computed volume that `movedMl` leaves. */
  leftMl: number;
  /** What keeps the pump from moving as it should when the stretch ends, by key. */
  acting: readonly string[];
  /** What was told and is refuted by the volume that was found. */
  refuted: ReadonlySet<string>;
}

/** What was learned from the ends of stretches, by their numbers. */
export interface Learned {
  /** The keys of stalls and alarms that were over when they began. */
  readonly refuted: Map<number, ReadonlySet<string>>;
  /** What flows are multiplied by. */
  readonly factors: Map<number, number>;
}

/** Volumes that are this close are one volume, mL: what is left of sums of doubles. */
const CRUMB_ML = 1e-9;
/** mL above what cannot be extracted that a dry reservoir may be found to hold. */
export const DRY_MARGIN_ML = 0.5;

export const isDry = ({ leftMl, nonExtractableMl }: Stretch) => leftMl - nonExtractableMl <= CRUMB_ML;

/** It is computed dry, but more was found: it never was dry. */
export const isSlowed = (stretch: Stretch) =>
  stretch.foundMl !== undefined &&
  isDry(stretch) &&
  stretch.foundMl > stretch.nonExtractableMl + DRY_MARGIN_ML;

/** M, what was moved by what was found; undefined where nothing was. */
export const foundMovedMl = ({ startMl, foundMl }: Stretch) =>
  foundMl === undefined ? undefined : startMl - foundMl;

/** E, what was moved by computation. */
export const computedMovedMl = (stretch: Stretch) => (isSlowed(stretch) ? stretch.wantedMl : stretch.movedMl);

export function agree(measured: number, expected: number): boolean {
  const apart = Math.abs(measured - expected);
  return apart <= 0.5 + CRUMB_ML || (apart <= 2 + CRUMB_ML && apart <= 0.145 * expected + CRUMB_ML);
}

export function disagrees(stretch: Stretch): boolean {
  const found = foundMovedMl(stretch);
  return found !== undefined && !agree(found, computedMovedMl(stretch));
}

export function factorOf(stretch: Stretch): number {
  const { startMl, foundMl, wantedMl } = stretch;
  if (!isSlowed(stretch) || foundMl === undefined || wantedMl === 0) return 1;
  return Math.max(0, startMl - foundMl) / wantedMl;
}
