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

export interface FlexBolus {
  /** `HH:MM` on the pump's clock. */
  readonly startTime: string;
  readonly doseMcg: number;
  readonly durationMinutes: number;
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
  | { readonly mode: 'minimum-rate' }
  | { readonly mode: 'stopped' };

export type Program = Schedule & {
  readonly startsWith?: StartsWith;
  readonly concentrationMcgPerMl?: number;
};

/** The data of the events that move fluid; every other type leaves pump and path as they are. */
export interface PumpEventData {
  PumpImplanted: {
    manufacturer: string;
    model: string;
    reservoirCapacityMl: number;
    tubingVolumeMl: number;
    nonExtractableVolumeMl?: number;
  };
  PumpExplanted: { reason: string };
  CatheterImplanted: { model: string; volumeMl: number };
  CatheterReplaced: { reason: string; catheter: { model: string; volumeMl: number } };
  CatheterAspirated: { success: boolean; volumeMl?: number };
  CatheterStudied: { method: string; finding: string; aspiratedVolumeMl?: number; contrastVolumeMl?: number };
  ReservoirRefilled: { drug: string; concentrationMcgPerMl: number; filledVolumeMl: number };
  DrugSwitched: {
    reason: string;
    from: { drug: string; concentrationMcgPerMl: number };
    to: { drug: string; concentrationMcgPerMl: number };
    filledVolumeMl: number;
    rinsed?: boolean;
  };
  PumpReprogrammed: { program: Program; reason?: string };
  BolusTestPerformed: {
    purpose: 'screening' | 'tolerance' | 'troubleshooting';
    route: 'lumbar-puncture' | 'temporary-catheter' | 'pump';
    drug: string;
    doseMcg?: number;
    durationMinutes?: number;
    response: 'satisfactory' | 'partial' | 'unsatisfactory' | 'not-recorded';
  };
  MotorStallDetected: object;
  MotorStallRecovered: object;
  PumpInterrogated: { displayed: object };
}

export type PumpEventType = keyof PumpEventData;
