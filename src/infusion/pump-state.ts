import type { ActingEvent } from '../therapy/acting-event.js';
import type { EventId, Instant } from '../therapy/envelope.js';
import { type ActiveAlarm, alarmsAfter } from './alarms.js';
import {
  type CatheterInPlace,
  type Delivery,
  instantOfLevel,
  layerIndexThen,
  pumpedMl,
  segmentAt,
} from './delivery.js';
import { DRUG_FREE } from '../therapy/drug-free.js';

import { type Content, type Fluid, type Strength, strengthsIn } from './fluid.js';
import { writtenOtherwise } from './written-drug.js';
import { type Program, programmedDailyMcg } from './program.js';
import { DAY_MS, flowMlPerMs } from './schedule.js';
import { type Halt, type Segment, heldMl } from './segment.js';

export interface Rate {
  readonly drug: string;
  readonly rateMcgPerDay: number;
}

export interface PumpState {
  readonly pump: PumpNow | null;
  readonly catheter: CatheterNow | null;
  readonly reservoir: ReservoirNow | null;
  readonly program: ProgramNow | null;
  readonly delivering: {
    /** Null where nobody knows what flows. */
    readonly reservoir: readonly Rate[] | null;
    /** Null where that, or a volume of the fluid path, is not known. */
    readonly tip: readonly Rate[] | null;
  };
  readonly alarms: readonly ActiveAlarm[];
}

export interface PumpNow {
  readonly eventId: EventId;
  readonly implantedAt: Instant;
  readonly manufacturer: string;
  readonly model: string;
  readonly serialNumber?: string;
  readonly udi?: string;
  readonly reservoirCapacityMl: number;
  readonly tubingVolumeMl: number | null;
  readonly nonExtractableVolumeMl: number;
  readonly replacementDueOn?: string;
  readonly activity: 'running' | 'stopped' | 'not-programmed' | Exclude<Halt, 'no-pump' | 'no-program'>;
}

export interface CatheterNow {
  readonly eventId: EventId;
  readonly implantedAt: Instant;
  readonly model: string;
  readonly lotNumber?: string;
  readonly tipLevel?: string;
  readonly implantedLengthCm?: number;
  readonly volumeMl: number | null;
  readonly volumeFrom: 'recorded' | 'implanted-length' | 'full-length' | 'unknown';
}

export interface ReservoirNow {
  readonly eventId: EventId;
  /** By its known name; `drug-free` where it holds none. */
  readonly drug: string;
  /** Where it was written otherwise at the fill. */
  readonly recordedAs?: string;
  /** Null where it holds no drug. */
  readonly concentrationMcgPerMl: number | null;
  /** What is in the same solution beside it. */
  readonly with?: readonly (Strength & Pick<ReservoirNow, 'recordedAs'>)[];
  readonly filledAt: Instant;
  readonly filledVolumeMl: number;
  readonly estimatedVolumeMl: number;
  readonly alarmVolumeMl: number;
  /** When the volume falls, or fell, to the alarm volume; null where it never will with what is set now. */
  readonly lowAlarmAt: Instant | null;
  /** When it runs, or ran, empty. */
  readonly emptyAt: Instant | null;
}

export type ProgramNow = Program & {
  readonly eventId: EventId;
  readonly programmedAt: Instant;
  /** The day's mean, as the programmer shows it. */
  readonly dailyDoseMcg: number;
  readonly concentrationMcgPerMl: number | null;
  /** Until when its `startsWith` runs, where it still does. */
  readonly startsWithUntil?: Instant;
};

/**
 * The pump at an instant.
 * @param events what has acted by then
 * @param delivery replayed from these events alone, so that its future is the one in sight at that instant
 */
export function pumpState(events: readonly ActingEvent[], delivery: Delivery, at: Instant): PumpState {
  const segment = segmentAt(delivery, at);
  const flow = segment ? flowMlPerMs(segment.schedule, at) * DAY_MS : 0;
  const pumped = pumpedMl(delivery, at);
  const isUnknown = segment?.flowUnknown === true;
  return {
    pump: pumpNow(segment),
    catheter: catheterNow(delivery.catheters.at(-1)),
    reservoir: reservoirNow(events, delivery, segment, pumped),
    program: programNow(segment, at),
    delivering: {
      reservoir: isUnknown ? null : rates(flow, segment?.fill?.fluid),
      tip: isUnknown ? null : rates(flow, delivery.tip[layerIndexThen(delivery.tip, pumped, at)]?.fluid),
    },
    alarms: events.reduce<readonly ActiveAlarm[]>(alarmsAfter, []),
  };
}

function rates(flowMlPerDay: number, fluid: Fluid | undefined): Rate[] | null {
  if (flowMlPerDay === 0 || fluid === undefined || fluid.kind === 'drug-free') return [];
  if (fluid.kind === 'unknown') return null;
  return strengthsIn(fluid).map(({ drug, concentrationMcgPerMl }) => ({
    drug,
    rateMcgPerDay: flowMlPerDay * concentrationMcgPerMl,
  }));
}

export function pumpNow(segment: Pick<Segment, 'pump' | 'halt' | 'program'> | undefined): PumpNow | null {
  const pump = segment?.pump;
  if (!segment || !pump) return null;
  const { manufacturer, model, serialNumber, udi, reservoirCapacityMl, replacementDueOn } = pump.data;
  return {
    eventId: pump.eventId,
    implantedAt: pump.at,
    manufacturer,
    model,
    serialNumber,
    udi,
    reservoirCapacityMl,
    tubingVolumeMl: pump.tubingVolumeMl ?? null,
    nonExtractableVolumeMl: pump.data.nonExtractableVolumeMl ?? 0,
    replacementDueOn,
    activity: activityOf(segment),
  };
}

function activityOf({ halt, program }: Pick<Segment, 'halt' | 'program'>): PumpNow['activity'] {
  if (halt && halt !== 'no-pump' && halt !== 'no-program') return halt;
  if (!program) return 'not-programmed';
  return program.program.mode === 'stopped' ? 'stopped' : 'running';
}

export function catheterNow(catheter: CatheterInPlace | undefined): CatheterNow | null {
  if (!catheter) return null;
  const { model, lotNumber, tipLevel, implantedLengthCm } = catheter.data;
  return {
    eventId: catheter.eventId,
    implantedAt: catheter.at,
    model,
    lotNumber,
    tipLevel,
    implantedLengthCm,
    volumeMl: catheter.volumeMl ?? null,
    volumeFrom: catheter.volumeFrom,
  };
}

/**
 * What is in a reservoir, as it is told.
 * @param filledBy what filled it in, where it matters how it was written
 */
export const contentOf = (
  fluid: Content,
  filledBy: readonly ActingEvent[] = [],
): Pick<ReservoirNow, 'drug' | 'recordedAs' | 'concentrationMcgPerMl' | 'with'> =>
  fluid.kind === 'drug'
    ? {
        ...named(fluid, filledBy),
        ...(fluid.with && { with: fluid.with.map((one) => named(one, filledBy)) }),
      }
    : { drug: DRUG_FREE, concentrationMcgPerMl: null };

function named({ drug, concentrationMcgPerMl }: Strength, filledBy: readonly ActingEvent[]) {
  const recordedAs = writtenOtherwise(filledBy, drug);
  return { drug, ...(recordedAs !== undefined && { recordedAs }), concentrationMcgPerMl };
}

function reservoirNow(
  events: readonly ActingEvent[],
  delivery: Delivery,
  segment: Segment | undefined,
  pumped: number,
): ReservoirNow | null {
  const { fill, pump } = segment ?? {};
  if (!fill || !pump) return null;
  const reached = (leftMl: number): Instant | null => {
    const at = instantOfLevel(delivery, fill, leftMl);
    return Number.isFinite(at) ? at : null;
  };
  const nonExtractableMl = pump.data.nonExtractableVolumeMl ?? 0;
  return {
    eventId: fill.eventId,
    ...contentOf(
      fill.fluid,
      events.filter(({ id }) => id === fill.eventId),
    ),
    filledAt: fill.at,
    filledVolumeMl: fill.filledVolumeMl,
    estimatedVolumeMl: heldMl(fill, pumped),
    alarmVolumeMl: fill.alarmVolumeMl,
    lowAlarmAt: reached(Math.max(fill.alarmVolumeMl, nonExtractableMl)),
    emptyAt: reached(nonExtractableMl),
  };
}

export function programNow(segment: Pick<Segment, 'program'> | undefined, at: Instant): ProgramNow | null {
  const inForce = segment?.program;
  if (!inForce) return null;
  const { startsWith } = inForce;
  return {
    ...inForce.program,
    eventId: inForce.eventId,
    programmedAt: inForce.programmedAt,
    dailyDoseMcg: programmedDailyMcg(inForce),
    concentrationMcgPerMl: inForce.concentrationMcgPerMl ?? null,
    ...(startsWith && at < startsWith.until && { startsWithUntil: startsWith.until }),
  } as ProgramNow;
}
