import { LIMITS } from '../fields/limits.js';
import { Optional } from '../fields/nested.js';
import { CatheterVolumeMl, Quantity } from '../fields/numbers.js';
import { Name200 } from '../fields/texts.js';

/** A catheter as it lies. Its volume is `volumeMl`, else follows from the model and `implantedLengthCm`. */
export class Catheter {
  /** The maker's model, such as `8731SC`; 1-200 characters. */
  @Name200()
  readonly model: string;

  /** 1-200 characters. */
  @Optional()
  @Name200()
  readonly lotNumber?: string;

  /** What was left after trimming, cm; at least 0.1 and at most 200 (proposal: the longest sold has about 140 cm). */
  @Optional()
  @Quantity(LIMITS.catheterLengthCm)
  readonly implantedLengthCm?: number;

  /** mL; at least 1e-6 and at most 2 (contract). */
  @Optional()
  @CatheterVolumeMl()
  readonly volumeMl?: number;

  /** The vertebral level of the tip, such as `T10`; 1-200 characters. */
  @Optional()
  @Name200()
  readonly tipLevel?: string;
}
