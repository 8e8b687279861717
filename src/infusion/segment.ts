import type { EventId, Instant } from '../therapy/envelope.js';
import type { EventData } from '../therapy/events/index.js';
import type { Content } from './fluid.js';
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
  readonly fluid: Content;
  readonly filledVolumeMl: number;
  readonly alarmVolumeMl: number;
  /** Cumulative volume pumped when it was filled, mL. */
  readonly pumpedMl: number;
  /** The volume that was last known to be in it: as filled, measured or shown. */
  readonly known: KnownVolume;
}

export interface KnownVolume {
  readonly at: Instant;
  readonly volumeMl: number;
  /** As it was found; a dry reservoir in which a rest is found stays dry. */
  readonly foundMl?: number;
  /** Cumulative volume pumped at that instant, mL. */
  readonly pumpedMl: number;
  readonly by: 'fill' | 'measured' | 'shown';
}

/** Whether a program is in force whose flow nobody knows, also while nothing moves: that lasts until the next one. */
export const isOfUnknownFlow = ({ program, activity, halt }: Segment): boolean =>
  program?.flowUnknown === true && activity !== 'starts-with' && halt !== 'therapy-ended';

/** What is in the reservoir by computation once a cumulative volume has been pumped, mL. */
export const heldMl = ({ known }: Fill, pumpedMl: number): number =>
  Math.max(0, known.volumeMl - (pumpedMl - known.pumpedMl));

export const isSameFill = (a: Fill | undefined, b: Fill | undefined): boolean => a?.eventId === b?.eventId;

/** What the pump is set to do: the program, the `startsWith` before it, or a pump bolus in its place. */
export type Activity = 'program' | 'starts-with' | 'pump-bolus';

/** Why nothing moves although a program may be set. */
export type Halt =
  | 'no-pump'
  | 'no-program'
  | 'motor-stall'
  | 'reservoir-empty'
  | 'reservoir-emptied'
  | 'end-of-service'
  | 'therapy-ended';

/** A stretch of time in which nothing changes but what the schedule itself changes. */
export interface Segment {
  readonly start: Instant;
  /** Cumulative volume pumped at its start, mL. */
  readonly pumpedMl: number;
  /** What really moves. */
  readonly schedule: Schedule;
  /** What the programmer shows: as if the pump neither stalled nor ran dry, and nobody asked for boluses. */
  readonly intended: Schedule;
  readonly activity: Activity | undefined;
  readonly halt: Halt | undefined;
  readonly pump: PumpInPlace | undefined;
  readonly fill: Fill | undefined;
  readonly program: ProgramInForce | undefined;
  /** What the patient asked for and was given on top of the program, mL/ms; 0 mostly. */
  readonly patientMlPerMs: number;
  /** True where nobody knows what moves, and nothing is computed to. */
  readonly flowUnknown: boolean;
  /** The recorded explant, stall, alarm, emptying or end behind the halt. */
  readonly haltedBy: EventId | undefined;
  /** The recorded event that its start comes from; undefined where nobody recorded one (running dry, a bolus over). */
  readonly eventId: EventId | undefined;
}
