import { CalendarDate, Name200 } from '../fields/texts.js';
import { Optional } from '../fields/nested.js';

/** A lot of the drug that was filled in. */
export class Lot {
  /** As printed, 1-200 characters. */
  @Name200()
  readonly lotNumber: string;

  /** The last day of its shelf life, YYYY-MM-DD. A lot that had expired is recorded, with a finding. */
  @Optional()
  @CalendarDate()
  readonly expiresOn?: string;

  /** 1-200 characters. */
  @Optional()
  @Name200()
  readonly manufacturer?: string;
}
