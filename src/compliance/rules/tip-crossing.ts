import type { Delivery } from '../../infusion/delivery.js';
import { HOUR_MS, instantAfterMl, isResting } from '../../infusion/schedule.js';
import { SLACK_MS, SPECK_MCG } from '../../infusion/tolerances.js';
import type { Instant } from '../../therapy/envelope.js';
import { kept } from '../kept.js';
import type { Policy } from '../policies/policy.js';
import { type Stretch, comparedStretches, shownDose } from './programmer-shows.js';
import { type Direction, type Episode, directionsOf, episodes, freeRuns, jumpsIn } from './tip-episodes.js';
import { SlidingWindow, patience } from './tip-window.js';

/** By delivery, then by instant and figures: policies that count the same way share it. */
const found = kept<Instant>();

/**
 * The first instant after `asOf` at which the tip may come to deviate from what the programmer shows, or a deviation may
 * end, though nothing more is recorded; Infinity where it never will. The doses of a window that ends at an instant are
 * piecewise linear in that instant, so that it is solved for.
 */
export function tipChange(delivery: Delivery, policy: Policy, asOf: Instant): Instant {
  const { windowHours, overdoseRatio, underdoseRatio } = policy.tip;
  const figures = [windowHours, overdoseRatio, underdoseRatio, policy.visitMinutes];
  const key = [asOf, ...figures.map(({ value }) => value)].join(' ');
  return found(delivery, key, () => solved(delivery, policy, asOf));
}

function solved(delivery: Delivery, policy: Policy, asOf: Instant): Instant {
  const windowMs = policy.tip.windowHours.value * HOUR_MS;
  const left = patience();
  let first = Number.POSITIVE_INFINITY;
  const seen = (at: Instant): boolean => {
    if (asOf >= at + SLACK_MS) return false;
    first = Math.min(first, Math.max(asOf + 1, Math.floor(at - SLACK_MS)));
    return true;
  };
  for (const drug of delivery.drugs) {
    const shown = shownDose(delivery, drug);
    const visitMinutes = policy.visitMinutes.value;
    const stretches = comparedStretches(delivery, drug, Number.POSITIVE_INFINITY, visitMinutes);
    const next = stretches.find(({ start }) => start >= asOf);
    if (next) first = Math.min(first, Math.floor(next.start) + 1);
    for (const run of freeRuns(stretches))
      for (const direction of directionsOf(policy)) {
        const window = new SlidingWindow(delivery, drug, run, direction, shown, windowMs, left);
        for (const episode of episodesOf(delivery, drug, run, direction)) {
          const { from, to } = reach(run, episode, windowMs);
          if (to > asOf - SLACK_MS) crossing(window, Math.max(from, asOf - SLACK_MS), to, seen);
          // Once it is as long as a window it is judged otherwise.
          if (episode.end - episode.start >= windowMs) seen(episode.start + windowMs);
          flowBegins(episode, asOf, seen);
        }
      }
  }
  return first;
}

function episodesOf(
  delivery: Delivery,
  drug: string,
  run: readonly Stretch[],
  direction: Direction,
): Episode[] {
  const pushed =
    direction.code === 'TIP_OVERDOSE' ? jumpsIn(delivery, drug, run[0]!.start, run.at(-1)!.end) : [];
  return [...episodes(run, direction), ...pushed];
}

/** In which a window may end that makes an episode count; once it is as long as a window, flow alone does. */
function reach(run: readonly Stretch[], { start, end }: Episode, windowMs: number) {
  const isLong = end - start >= windowMs;
  return {
    from: Math.max(start, run[0]!.start + windowMs),
    to: Math.min(run.at(-1)!.end, isLong ? start + windowMs : end + windowMs),
  };
}

/** Where the excess of a window first comes above 0 between two of its ends, as far as that is still to be seen. */
function crossing(window: SlidingWindow, from: Instant, to: Instant, seen: (at: Instant) => boolean): void {
  if (from > to) return;
  for (const bends of window.bends(from, to)) {
    let before: number | undefined;
    for (const [index, at] of bends.entries()) {
      const now = window.excess(at);
      if (now !== undefined && now > 0) {
        const last = bends[index - 1] ?? at;
        const crossed =
          before === undefined || before > 0 ? last : last + ((at - last) * -before) / (now - before);
        if (seen(crossed)) return;
      }
      before = now;
    }
  }
}

/** A pump that gives boluses alone moves nothing until the first. */
function flowBegins({ stretches }: Episode, asOf: Instant, seen: (at: Instant) => unknown): void {
  for (const { segment, start, end, tipMcgPerMl, shownMcgPerMl } of stretches) {
    if (end <= asOf || isResting(segment.intended)) continue;
    const at = instantAfterMl(segment.intended, start, SPECK_MCG / Math.max(tipMcgPerMl, shownMcgPerMl));
    if (at <= end) seen(at);
  }
}
