import { Fault } from '../faults/fault.js';
import { CLOCK_LATITUDE_MS } from '../therapy/clock-latitude.js';
import type { Instant } from '../therapy/envelope.js';

/** What the clock says cannot be believed: nothing is recorded by it. */
export class ClockDoubtful extends Fault {
  constructor(why: string) {
    super(['unavailable', 'CLOCK_DOUBTFUL'], `${why}; nothing is recorded until it is set right or accepted`);
  }
}

/** No release is older, so a clock before is one that was never set. */
const EARLIEST = Date.UTC(2025, 0, 1);
/** Whoever accepts such a clock is mistaken. */
export const isBeforeAll = (now: Instant): boolean => now < EARLIEST;
/** A log in use does not rest for longer. */
const LONGEST_REST_MS = 366 * 24 * 60 * 60_000;

/** An instant at which something was done to the log, by the clock of then. */
export interface KnownInstant {
  readonly at: Instant;
  readonly what: 'event' | 'checkpoint';
}

const DONE: Readonly<Record<KnownInstant['what'], string>> = {
  event: 'the log’s last event, which was recorded at',
  checkpoint: 'its last checkpoint, which was signed at',
};

export interface ClockReading {
  readonly now: Instant;
  /** How far it is from where its own course since the start of the process would have brought it, ms. */
  readonly offCourseMs: number;
  readonly lastKnown?: KnownInstant;
  /** Up to where the log was found ahead of the clock when a person accepted the clock. */
  readonly acceptedLogEnd?: Instant;
}

const spoken = (ms: number): string => {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  return minutes < 180 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
};

export const iso = (instant: Instant): string => new Date(instant).toISOString();

/** Why a clock is not to be believed, without capital or full stop; undefined where nothing stands against it. */
export function doubtOf(reading: ClockReading): string | undefined {
  const { now, offCourseMs, lastKnown, acceptedLogEnd = Number.NEGATIVE_INFINITY } = reading;
  if (isBeforeAll(now)) return `the clock says ${iso(now)}, which is before this service was made`;
  if (Math.abs(offCourseMs) > CLOCK_LATITUDE_MS)
    return `the clock was set ${offCourseMs > 0 ? 'forward' : 'back'} by ${spoken(offCourseMs)} while the service ran; it says ${iso(now)}`;
  if (lastKnown === undefined) return undefined;
  const { at, what } = lastKnown;
  const logIsAheadBy = at - now;
  if (logIsAheadBy > CLOCK_LATITUDE_MS && at > acceptedLogEnd + CLOCK_LATITUDE_MS)
    return `the clock says ${iso(now)}, ${spoken(logIsAheadBy)} before ${DONE[what]} ${iso(at)}`;
  return undefined;
}

/** The same of a clock that was running before the process began: against the last instants that are known. */
export function doubtAtStart(now: Instant, lastKnown: Instant | undefined): string | undefined {
  if (lastKnown === undefined || now - lastKnown <= LONGEST_REST_MS) return undefined;
  return `the clock says ${iso(now)}, ${spoken(now - lastKnown)} after ${iso(lastKnown)}, the last that is known of it`;
}
