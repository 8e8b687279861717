import { LIMITS } from '../fields/limits.js';
import { Optional } from '../fields/nested.js';
import { Quantity } from '../fields/numbers.js';
import { Name200 } from '../fields/texts.js';

/** A clinical scale before and after a bolus. Values are strings, as grades such as `1+` are no numbers. */
export class Assessment {
  /** Any scale's name, such as `MAS`; 1-200 characters. */
  @Name200()
  readonly scale: string;

  /** The value before the bolus, as the scale writes it. */
  @Optional()
  @Name200()
  readonly before?: string;

  /** The value after the bolus, as the scale writes it. */
  @Optional()
  @Name200()
  readonly after?: string;

  /** When `after` was assessed, hours after the bolus; 0, or a second to 720 (contract: 30 days). */
  @Optional()
  @Quantity(LIMITS.hoursAfter)
  readonly hoursAfter?: number;
}
