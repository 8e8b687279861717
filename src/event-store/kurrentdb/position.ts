import type { RecordedEvent } from '@kurrent/kurrentdb-client';
import { UnknownPosition } from '../port.js';

/** Number.MAX_SAFE_INTEGER has so many digits; with leading zeros the order of strings is the order of numbers. */
const DIGITS = 16;
const SHAPE = /^\d{16}$/;

/** As the port gives out the commit position of an event, which is the byte of the server's log where it begins. */
export const positionOf = (commit: number): string => String(commit).padStart(DIGITS, '0');

/** @throws UnknownPosition for a string that is no position of such a log */
export function commitOf(position: string): number {
  const commit = SHAPE.test(position) ? Number(position) : Number.NaN;
  if (!Number.isSafeInteger(commit)) throw new UnknownPosition(position);
  return commit;
}

/** Where an event begins in the server's log. */
export const commitIn = (recorded: RecordedEvent | undefined): number | undefined =>
  recorded && Number(recorded.position?.commit);
