import { Name200, PartialDate } from '../fields/texts.js';
import { Optional } from '../fields/nested.js';

/** A lot of the drug that was filled in. */
export class Lot {
  /** As printed, 1-200 characters. */
  @Name200()
  readonly lotNumber: string;

  /** The day, month or year whose last day is the last of its shelf life. A lot that had expired is recorded, with a finding. */
  @Optional()
  @PartialDate()
  readonly expiresOn?: string;

  /** 1-200 characters. */
  @Optional()
  @Name200()
  readonly manufacturer?: string;
}
