import type { Course } from '../../compliance/course.js';
import { isVerified, unverifiedTimes } from '../../compliance/verification.js';
import { segmentAt } from '../../infusion/delivery.js';
import { type PumpNow, pumpState } from '../../infusion/pump-state.js';
import { type Schedule, movedMl } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';

/** What a reservoir held when it was filled, and what has moved since, mL. */
export interface Level {
  readonly filledMl: number;
  /** Cumulative volumes pumped: at the fill, and at `from`. */
  readonly pumpedAtFillMl: number;
  readonly pumpedMl: number;
  readonly from: Instant;
  /** What moves from then on. */
  readonly schedule: Schedule;
}

/** A pump at a glance. Plain data, in JSON. It holds until `glanceUntil`; the level follows from the instant. */
export interface Glance {
  readonly events: number;
  /** When the last thing happened that has happened by now; null where nothing has. */
  readonly lastAt: Instant | null;
  readonly isErased: boolean;
  readonly pump: {
    readonly model: string;
    readonly capacityMl: number;
    readonly activity: PumpNow['activity'];
  } | null;
  readonly reservoir: {
    readonly drug: string;
    readonly concentrationMcgPerMl: number;
    readonly alarmMl: number;
    readonly lowAlarmAt: Instant | null;
    readonly emptyAt: Instant | null;
    readonly level: Level;
  } | null;
  readonly program: { readonly mode: string; readonly dailyDoseMcg: number } | null;
  /** False where a study found the catheter faulty: nobody knows what arrives at the tip. */
  readonly isTipVerified: boolean;
}

const actedBy = ({ known }: Course, now: Instant): readonly ActingEvent[] =>
  known.filter(({ at }) => at <= now);

/** @param counted how many events are recorded, and whether the patient was erased */
export function glanceOf(course: Course, counted: Pick<Glance, 'events' | 'isErased'>, now: Instant): Glance {
  const { known, delivery } = course;
  const acted = actedBy(course, now);
  const { pump, reservoir, program } = pumpState(acted, delivery, now);
  const { fill, start, pumpedMl, schedule } = segmentAt(delivery, now) ?? {};
  return {
    ...counted,
    lastAt: acted.at(-1)?.at ?? null,
    pump: pump && { model: pump.model, capacityMl: pump.reservoirCapacityMl, activity: pump.activity },
    reservoir: reservoir && {
      drug: reservoir.drug,
      concentrationMcgPerMl: reservoir.concentrationMcgPerMl,
      alarmMl: reservoir.alarmVolumeMl,
      lowAlarmAt: reservoir.lowAlarmAt,
      emptyAt: reservoir.emptyAt,
      level: {
        filledMl: fill!.filledVolumeMl,
        pumpedAtFillMl: fill!.pumpedMl,
        pumpedMl: pumpedMl!,
        from: start!,
        schedule: schedule!,
      },
    },
    program: program && { mode: program.mode, dailyDoseMcg: program.dailyDoseMcg },
    isTipVerified: isVerified(unverifiedTimes(known), now, now),
  };
}

/** Until before this instant, a whole ms, a glance holds if nothing more is recorded; Infinity: for good. */
export const glanceUntil = ({ known, delivery }: Course, now: Instant): Instant =>
  Math.ceil(
    [
      ...known.map(({ at }) => at),
      ...delivery.segments.map(({ start }) => start),
      ...unverifiedTimes(known).flatMap(({ from, to }) => [from, to]),
    ].reduce((first, at) => (at > now ? Math.min(first, at) : first), Number.POSITIVE_INFINITY),
  );

/** What the reservoir holds at an instant at which the glance holds, mL. */
export function levelMl({ filledMl, pumpedAtFillMl, pumpedMl, from, schedule }: Level, at: Instant): number {
  return Math.max(0, filledMl - (pumpedMl + movedMl(schedule, from, at) - pumpedAtFillMl));
}
