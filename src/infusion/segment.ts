import type { EventId, Instant } from '../therapy/envelope.js';
import type { EventData } from '../therapy/events/index.js';
import type { Drug } from './fluid.js';
import type { ProgramInForce } from './program.js';
import type { Schedule } from './schedule.js';

export interface PumpInPlace {
  readonly eventId: EventId;
  readonly at: Instant;
  readonly data: EventData<'PumpImplanted'>;
  /** Undefined where neither the record nor the model's data tell it. */
  readonly tubingVolumeMl: number | undefined;
  readonly minimumRateMlPerDay: number | undefined;
}

export interface Fill {
  readonly eventId: EventId;
  readonly at: Instant;
  readonly fluid: Drug;
  readonly filledVolumeMl: number;
  readonly alarmVolumeMl: number;
  /** Cumulative volume pumped when it was filled, mL. */
  readonly pumpedMl: number;
}

/** What the pump is set to do: the program, the `startsWith` before it, or a pump bolus in its place. */
export type Activity = 'program' | 'starts-with' | 'pump-bolus';

/** Why nothing moves although a program may be set. */
export type Halt = 'no-pump' | 'no-program' | 'motor-stall' | 'reservoir-empty';

/** A stretch of time in which nothing changes but what the schedule itself changes. */
export interface Segment {
  readonly start: Instant;
  /** Cumulative volume pumped at its start, mL. */
  readonly pumpedMl: number;
  /** What really moves. */
  readonly schedule: Schedule;
  /** What the programmer shows: as if the pump neither stalled nor ran dry. */
  readonly intended: Schedule;
  readonly activity: Activity | undefined;
  readonly halt: Halt | undefined;
  readonly pump: PumpInPlace | undefined;
  readonly fill: Fill | undefined;
  readonly program: ProgramInForce | undefined;
  /** The recorded explant or stall behind the halt. */
  readonly haltedBy: EventId | undefined;
  /** The recorded event that its start comes from; undefined where nobody recorded one (running dry, a bolus over). */
  readonly eventId: EventId | undefined;
}
