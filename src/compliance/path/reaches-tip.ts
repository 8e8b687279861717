import { type Delivery, instantOfMl, pumpedMl } from '../../infusion/delivery.js';
import { pathAt, pathVolumeMl } from '../../infusion/path-content.js';
import type { Instant } from '../../therapy/envelope.js';

/**
 * When what leaves the reservoir at an instant has come to the tip: a time without drug that begins there later is not of
 * what was in the reservoir before. Infinity where it does not come, or nobody knows through what volume.
 */
export function reachesTip(delivery: Delivery, at: Instant): Instant {
  const pathMl = pathVolumeMl(pathAt(delivery, at));
  if (pathMl === undefined) return Number.POSITIVE_INFINITY;
  // Instants of doses are rounded.
  return Math.ceil(instantOfMl(delivery, pumpedMl(delivery, at) + pathMl)) + 1;
}
