import type { Alias } from '../known-names.js';
import type { Sourced } from '../provenance.js';

/** What a device is called. Every figure of a model that is left out is unknown, not zero. */
export interface Device {
  /** By which answers call it; the first of its aliases. */
  readonly name: string;
  readonly aliases: readonly [Alias, ...Alias[]];
  /** The maker, and other names it sells or sold under. */
  readonly makers: readonly [string, ...string[]];
  /** What may stand beside an article number, as in `Ascenda 8780`, and does not tell the model alone. */
  readonly brands?: readonly string[];
}

export type RateControl = 'programmable' | 'constant-flow';

export interface PumpModel extends Device {
  readonly rateControl: Sourced<RateControl>;
  /** The sizes it is made in. */
  readonly reservoirCapacitiesMl?: Sourced<readonly number[]>;
  /** From the reservoir to the catheter port, mL. */
  readonly tubingVolumeMl?: Sourced;
  /** What cannot be drawn out of the reservoir, mL. */
  readonly nonExtractableVolumeMl?: Sourced;
  /** Of the minimum-rate mode, mL/day. */
  readonly minimumRateMlPerDay?: Sourced;
  /** Programmable flow outside the minimum-rate mode, mL/day. */
  readonly flowRangeMlPerDay?: Sourced<{ readonly min: number; readonly max: number }>;
  /** The flows it is made with, where it has no rate control, mL/day. */
  readonly constantFlowsMlPerDay?: Sourced<readonly number[]>;
  readonly serviceLifeMonths?: Sourced;
}

export interface CatheterModel extends Device {
  readonly volumePerCmMl?: Sourced;
  /** Untrimmed, cm. */
  readonly fullLengthCm?: Sourced;
  /** As far as it can be trimmed, cm. */
  readonly shortestImplantedCm?: Sourced;
}
