import { type Delivery, segmentIndexAt } from '../../infusion/delivery.js';
import { isResting } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import type { Instant } from '../../therapy/envelope.js';
import { mayBeAskedFor } from '../dose/patient-doses.js';

/**
 * When the tip has gone without drug for a time, ms, counted from an instant; undefined where it has not until another
 * one. A pause in which nothing was to be delivered counts once delivery begins again in a path that is not filled: if
 * it is filled before, nobody missed anything.
 */
export function timeWithout(
  delivery: Delivery,
  since: Instant,
  until: Instant,
  limitMs: number,
): Instant | undefined {
  const { segments } = delivery;
  let countedMs = 0;
  let pauseMs = 0;
  for (let index = Math.max(0, segmentIndexAt(delivery, since)); index < segments.length; index += 1) {
    const segment = segments[index]!;
    const start = Math.max(since, segment.start);
    const end = Math.min(until, segments[index + 1]?.start ?? Number.POSITIVE_INFINITY);
    if (start >= until) return undefined;
    if (end <= start) continue;
    if (!isDue(segment)) {
      pauseMs += end - start;
      continue;
    }
    countedMs += pauseMs;
    pauseMs = 0;
    if (countedMs + end - start >= limitMs) return Math.max(start, start + limitMs - countedMs);
    countedMs += end - start;
  }
  return undefined;
}

/** Whether the pump was to deliver drug, be it that it stalled or ran dry. */
function isDue({ pump, fill, program, intended, activity, halt }: Segment): boolean {
  if (!pump || !program || fill?.fluid.kind !== 'drug' || halt === 'therapy-ended') return false;
  if (activity === 'program' && program.program.mode === 'minimum-rate') return false;
  return !isResting(intended) || mayBeAskedFor(program);
}
