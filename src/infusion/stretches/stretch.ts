import type { EventId, Instant } from '../../therapy/envelope.js';
import type { Fill } from '../segment.js';

/** From one known volume of the reservoir to the next of the same fill; the last one may still go on. */
export interface Stretch {
  readonly start: Instant;
  /** Infinity while it goes on. */
  readonly end: Instant;
  readonly fill: Fill;
  /** What began it: a fill, or a volume that was found or shown. */
  readonly beganBy: EventId;
  /** Undefined while it goes on. */
  readonly endedBy: EventId | undefined;
  /** In the reservoir at its start, mL. */
  readonly startMl: number;
  /** By the volumes at its start and at its end, mL; undefined where nothing was found at its end. */
  readonly movedMl: number | undefined;
  /** By computation, mL; where flows were slowed, had it not run dry. */
  readonly expectedMl: number;
  /** What every flow was multiplied by, so that the volume that was found is what was left; 1 mostly. */
  readonly factor: number;
  /** Stalls and alarms that the volumes refute: they count as over when they began. */
  readonly refuted: readonly EventId[];
}
