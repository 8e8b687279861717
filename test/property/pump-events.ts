/**
 * What the simulator reads of an acting event, written down from the public contract alone and on purpose not taken
 * from the service's own event classes.
 */
export interface SimulatedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  readonly utcOffsetMinutes: number;
  readonly revision: number;
}

export interface StartsWith {
  readonly kind: 'bridge' | 'priming' | 'single';
  readonly volumeMl: number;
  readonly durationMinutes: number;
}

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface FlexBolus {
  /** `HH:MM` on the pump's clock. */
  readonly startTime: string;
  readonly doseMcg: number;
  readonly durationMinutes: number;
  readonly weekdays?: readonly Weekday[];
}

export interface PatientBolus {
  readonly doseMcg: number;
  readonly durationMinutes: number;
  readonly lockoutMinutes: number;
  readonly maxPerDay: number;
}

export type Schedule =
  | { readonly mode: 'simple-continuous'; readonly dailyDoseMcg: number }
  | {
      readonly mode: 'periodic-bolus';
      readonly bolusDoseMcg: number;
      readonly intervalMinutes: number;
      readonly bolusDurationMinutes: number;
      readonly basalDailyDoseMcg: number;
    }
  | { readonly mode: 'flex'; readonly basalDailyDoseMcg: number; readonly boluses: readonly FlexBolus[] }
  | { readonly mode: 'constant-flow'; readonly flowMlPerDay: number }
  | { readonly mode: 'minimum-rate' }
  | { readonly mode: 'stopped' };

export type Mode = Schedule['mode'];

export type Program = Schedule & {
  readonly startsWith?: StartsWith;
  readonly concentrationMcgPerMl?: number;
  readonly patientBolus?: PatientBolus;
};

export interface Solution {
  readonly drug: string;
  /** Absent for `drug-free` alone. */
  readonly concentrationMcgPerMl?: number;
  readonly with?: readonly { readonly drug: string; readonly concentrationMcgPerMl: number }[];
}

export type FilledWith = 'drug-free' | 'solution';
/** The model's volumes are not looked up: every catheter that is simulated names its own. */
export interface Catheter {
  readonly model: string;
  readonly volumeMl: number;
}

export interface PumpDescription {
  readonly manufacturer: string;
  readonly model: string;
  readonly reservoirCapacityMl: number;
  readonly tubingVolumeMl: number;
  readonly nonExtractableVolumeMl?: number;
}

export type Alarm =
  | 'low-reservoir'
  | 'empty-reservoir'
  | 'motor-stall'
  | 'elective-replacement'
  | 'end-of-service'
  | 'memory-reset'
  | 'other';

/** Instants are RFC 3339. */
export interface Shows {
  readonly mode?: Mode | 'motor-stalled';
  readonly dailyDoseMcg?: number;
  readonly drug?: string;
  readonly concentrationMcgPerMl?: number;
  readonly reservoirVolumeMl?: number;
  readonly stoppedSince?: string;
  readonly motorStalls?: readonly { readonly from: string; readonly to?: string }[];
  readonly patientBoluses?: {
    readonly since: string;
    readonly count: number;
    readonly doseMcg: number;
    readonly durationMinutes: number;
    readonly at?: readonly string[];
  };
}

/** The data of the events that move fluid, or say what moved; every other type leaves pump and path as they are. */
export interface PumpEventData {
  PumpImplanted: PumpDescription & { filledWith?: FilledWith };
  PumpReplaced: {
    reason: string;
    pump: PumpDescription & { filledWith?: FilledWith };
    aspiratedVolumeMl?: number;
  };
  PumpExplanted: { reason: string; aspiratedVolumeMl?: number };
  TherapyTakenOver: {
    pump: PumpDescription;
    catheter?: Catheter;
    reservoir: Solution & { volumeMl: number };
    program: Program;
    path: 'filled' | 'unknown';
  };
  CatheterImplanted: Catheter & { filledWith?: FilledWith };
  CatheterReplaced: { reason: string; catheter: Catheter; filledWith?: FilledWith };
  CatheterRevised: {
    reason: string;
    segment: 'pump-end' | 'tip-end' | 'connector';
    segmentVolumeMl?: number;
    catheter?: Catheter;
    filledWith?: FilledWith;
  };
  CatheterAspirated: { success: boolean; volumeMl?: number };
  CatheterStudied: { method: string; finding: string; aspiratedVolumeMl?: number; contrastVolumeMl?: number };
  ReservoirRefilled: Solution & { filledVolumeMl: number; aspiratedVolumeMl?: number };
  DrugSwitched: {
    reason: string;
    from: Solution;
    to: Solution;
    filledVolumeMl: number;
    aspiratedVolumeMl?: number;
    rinsed?: boolean;
  };
  ReservoirEmptied: { aspiratedVolumeMl?: number; reason?: string };
  ReservoirVolumeChecked: { measuredVolumeMl?: number; conclusion: 'as-expected' | 'excess' | 'deficit' };
  PumpReprogrammed: { program: Program; reason?: string };
  BolusTestPerformed: {
    purpose: 'screening' | 'tolerance' | 'troubleshooting';
    route: 'lumbar-puncture' | 'temporary-catheter' | 'pump';
    drug: string;
    doseMcg?: number;
    durationMinutes?: number;
    response: 'satisfactory' | 'partial' | 'unsatisfactory' | 'not-recorded';
  };
  BolusGiven: {
    purpose: 'rescue' | 'treatment' | 'inadvertent';
    route: 'lumbar-puncture' | 'temporary-catheter' | 'catheter-port' | 'pump' | 'pocket';
    drug: string;
    doseMcg: number;
    volumeMl?: number;
    durationMinutes?: number;
  };
  MotorStallDetected: object;
  MotorStallRecovered: object;
  PumpAlarmRaised: { alarm: Alarm };
  PumpInterrogated: { displayed?: object; alarms?: readonly Alarm[]; shows?: Shows };
  TherapyEnded: { reason: 'death' | 'explanted' | 'transferred' | 'lost-to-follow-up' | 'other' };
}

export type PumpEventType = keyof PumpEventData;

/** An event that is simulated, discriminated by `type`. */
export type Told = {
  [Type in PumpEventType]: SimulatedEvent & { readonly type: Type; readonly data: PumpEventData[Type] };
}[PumpEventType];
