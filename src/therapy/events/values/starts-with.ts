import { DurationMinutes, VolumeMl } from '../fields/numbers.js';
import { Choice } from '../fields/texts.js';

export const STARTS_WITH_KINDS = ['bridge', 'priming', 'single'] as const;

/** What the pump moves first, before the program begins. */
export class StartsWith {
  /**
   * `bridge`: what is still in the path, at a rate chosen for it; `priming`: fills a path that holds no drug; `single`: one
   * bolus.
   */
  @Choice(STARTS_WITH_KINDS)
  readonly kind: (typeof STARTS_WITH_KINDS)[number];

  /** What is moved, evenly over the duration, mL; at least 1e-6 and at most 100 (contract). */
  @VolumeMl()
  readonly volumeMl: number;

  /** Minutes; at least a second and at most 43,200 (contract: 30 days). */
  @DurationMinutes()
  readonly durationMinutes: number;
}
