import type { Scenario } from '../compliance/doubt/scenario.js';
import { isVerified, unverifiedTimes } from '../compliance/doubt/verification.js';
import { segmentAt } from '../infusion/delivery.js';
import { type PumpNow, pumpState } from '../infusion/pump-state.js';
import { type Schedule, movedMl } from '../infusion/schedule.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { Instant } from '../therapy/envelope.js';

/** What a reservoir held when its volume was last known, and what has moved since, mL. */
interface Level {
  readonly filledMl: number;
  /** Cumulative volumes pumped: at the fill, and at `from`. */
  readonly pumpedAtFillMl: number;
  readonly pumpedMl: number;
  readonly from: Instant;
  /** What moves from then on. */
  readonly schedule: Schedule;
}

/** The state of a pump in a few figures: plain data, stored as JSON. `levelMl` computes the level at an instant. */
export interface PumpSummary {
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
    readonly concentrationMcgPerMl: number | null;
    readonly alarmMl: number;
    readonly lowAlarmAt: Instant | null;
    readonly emptyAt: Instant | null;
    readonly level: Level;
  } | null;
  readonly program: { readonly mode: string; readonly dailyDoseMcg: number } | null;
  /** False where a study found the catheter faulty: nobody knows what arrives at the tip. */
  readonly isTipVerified: boolean;
}

/** A course, and what of it has acted by now. */
export interface PresentScenario extends Scenario {
  readonly acted: readonly ActingEvent[];
}

interface PumpSummaryUntil {
  readonly summary: PumpSummary;
  /** Without another event it holds until before this instant, a whole ms; Infinity: for good. */
  readonly until: Instant;
}

/** @param counted how many events are recorded, and whether the patient was erased */
export function pumpSummaryOf(
  { known, acted, delivery }: PresentScenario,
  counted: Pick<PumpSummary, 'events' | 'isErased'>,
  now: Instant,
): PumpSummaryUntil {
  const { pump, reservoir, program } = pumpState(acted, delivery, now);
  const { fill, start, pumpedMl, schedule } = segmentAt(delivery, now) ?? {};
  const unverified = unverifiedTimes(known);
  const changes = [
    ...known.map(({ at }) => at),
    ...delivery.segments.map((segment) => segment.start),
    ...unverified.flatMap(({ from, to }) => [from, to]),
  ];
  return {
    until: Math.ceil(
      changes.reduce((first, at) => (at > now ? Math.min(first, at) : first), Number.POSITIVE_INFINITY),
    ),
    summary: {
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
          filledMl: fill!.known.volumeMl,
          pumpedAtFillMl: fill!.known.pumpedMl,
          pumpedMl: pumpedMl!,
          from: start!,
          schedule: schedule!,
        },
      },
      program: program && { mode: program.mode, dailyDoseMcg: program.dailyDoseMcg },
      isTipVerified: isVerified(unverified, now, now),
    },
  };
}

/** The reservoir's level, mL, at an instant for which the summary is valid. */
export function levelMl({ filledMl, pumpedAtFillMl, pumpedMl, from, schedule }: Level, at: Instant): number {
  return Math.max(0, filledMl - (pumpedMl + movedMl(schedule, from, at) - pumpedAtFillMl));
}
