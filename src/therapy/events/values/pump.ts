import { Optional } from '../fields/nested.js';
import { ResidualVolumeMl, TubingVolumeMl, VolumeMl } from '../fields/numbers.js';
import { Personal } from '../fields/personal.js';
import { CalendarDate, Name200 } from '../fields/texts.js';

/** A pump as its maker and its label describe it. */
export class Pump {
  /** 1-200 characters. */
  @Name200()
  readonly manufacturer: string;

  /** The maker's model, such as `SynchroMed II`; 1-200 characters. */
  @Name200()
  readonly model: string;

  /** 1-200 characters. */
  @Personal()
  @Optional()
  @Name200()
  readonly serialNumber?: string;

  /** Unique device identifier; 1-200 characters. */
  @Personal()
  @Optional()
  @Name200()
  readonly udi?: string;

  /** mL; at least 1e-6 and at most 100 (contract). No fill can be above it. */
  @VolumeMl()
  readonly reservoirCapacityMl: number;

  /** From reservoir to catheter, mL; 0, or 1e-6 to 2 (contract). Left out, it is the model's. */
  @Optional()
  @TubingVolumeMl()
  readonly tubingVolumeMl?: number;

  /** What stays in the reservoir when flow ends, mL; 0, or 1e-6 to 100 (contract). Left out, it is 0. */
  @Optional()
  @ResidualVolumeMl()
  readonly nonExtractableVolumeMl?: number;

  /** YYYY-MM-DD. */
  @Optional()
  @CalendarDate()
  readonly replacementDueOn?: string;
}
