import { UnknownPosition } from '../port.js';

/** Number.MAX_SAFE_INTEGER has so many digits; with leading zeros the order of strings is the order of numbers. */
const DIGITS = 16;
const SHAPE = /^\d{16}$/;

export const positionOf = (row: number): string => String(row).padStart(DIGITS, '0');

/** Before all events. */
export const START = positionOf(0);

/** @throws UnknownPosition for a string that is no position of this log */
export function rowOf(position: string | undefined): number {
  if (position === undefined) return 0;
  const row = SHAPE.test(position) ? Number(position) : Number.NaN;
  if (!Number.isSafeInteger(row)) throw new UnknownPosition(position);
  return row;
}
