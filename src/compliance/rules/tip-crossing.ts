import type { Delivery } from '../../infusion/delivery.js';
import { HOUR_MS, edges, instantAfterMl, isResting } from '../../infusion/schedule.js';
import { SLACK_MS, SPECK_MCG } from '../../infusion/tolerances.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Policy } from '../policies/policy.js';
import { type Stretch, comparedStretches, shownDose } from './programmer-shows.js';
import {
  type Direction,
  type Episode,
  directionsOf,
  episodes,
  freeRuns,
  jumpsIn,
  tipDose,
} from './tip-episodes.js';

/** By delivery, then by instant and figures: policies that count the same way share it. */
const found = new WeakMap<Delivery, Map<string, Instant>>();

/**
 * The first instant after `asOf` at which the tip may come to deviate from what the programmer shows, or a deviation may
 * end, though nothing more is recorded; Infinity where it never will. The doses of a window that ends at an instant are
 * piecewise linear in that instant, so that it is solved for.
 */
export function tipChange(delivery: Delivery, policy: Policy, asOf: Instant): Instant {
  const { windowHours, overdoseRatio, underdoseRatio } = policy.tip;
  const key = [asOf, windowHours.value, overdoseRatio.value, underdoseRatio.value].join(' ');
  const known = found.get(delivery) ?? new Map<string, Instant>();
  found.set(delivery, known);
  const change = known.get(key) ?? solved(delivery, policy, asOf);
  known.set(key, change);
  return change;
}

function solved(delivery: Delivery, policy: Policy, asOf: Instant): Instant {
  const windowMs = policy.tip.windowHours.value * HOUR_MS;
  let first = Number.POSITIVE_INFINITY;
  const seen = (at: Instant) => {
    if (asOf < at + SLACK_MS) first = Math.min(first, Math.max(asOf + 1, Math.floor(at - SLACK_MS)));
  };
  for (const drug of delivery.drugs) {
    const shown = shownDose(delivery, drug);
    const stretches = comparedStretches(delivery, drug, Number.POSITIVE_INFINITY);
    const next = stretches.find(({ start }) => start >= asOf);
    if (next) first = Math.min(first, Math.floor(next.start) + 1);
    for (const run of freeRuns(stretches))
      for (const direction of directionsOf(policy)) {
        const excess = (end: Instant): number | undefined => {
          const tip = tipDose(delivery, drug, end - windowMs, end);
          return tip === undefined ? undefined : excessOf(direction, tip, shown(end - windowMs, end));
        };
        for (const episode of episodesOf(delivery, drug, run, direction)) {
          const { from, to } = reach(run, episode, windowMs);
          if (to > asOf - SLACK_MS)
            crossings(run, excess, Math.max(from, asOf - SLACK_MS), to, windowMs, seen);
          // Once it is as long as a window it is judged otherwise.
          if (episode.end - episode.start >= windowMs) seen(episode.start + windowMs);
          flowBegins(episode, asOf, seen);
        }
      }
  }
  return first;
}

const excessOf = ({ code, ratio }: Direction, tip: number, shown: number): number =>
  (code === 'TIP_OVERDOSE' ? tip - ratio * shown : ratio * shown - tip) - SPECK_MCG;

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

function crossings(
  run: readonly Stretch[],
  excess: (end: Instant) => number | undefined,
  from: Instant,
  to: Instant,
  windowMs: number,
  seen: (at: Instant) => void,
): void {
  const bends = new Set([from, to]);
  for (const { segment, start, end } of run)
    for (const shift of [0, windowMs]) {
      const first = Math.max(start, from - shift);
      const last = Math.min(end, to - shift);
      if (last < first) continue;
      const inside = [segment.schedule, segment.intended].flatMap((one) => edges(one, first, last));
      for (const at of [first, last, ...inside]) bends.add(at + shift);
    }
  const ordered = [...bends].sort((a, b) => a - b);
  let before: number | undefined;
  ordered.forEach((at, index) => {
    const now = excess(at);
    if (now !== undefined && now > 0) {
      const last = ordered[index - 1] ?? at;
      seen(before === undefined || before > 0 ? last : last + ((at - last) * -before) / (now - before));
    }
    before = now;
  });
}

/** A pump that gives boluses alone moves nothing until the first. */
function flowBegins({ stretches }: Episode, asOf: Instant, seen: (at: Instant) => void): void {
  for (const { segment, start, end, tipMcgPerMl, shownMcgPerMl } of stretches) {
    if (end <= asOf || isResting(segment.intended)) continue;
    const at = instantAfterMl(segment.intended, start, SPECK_MCG / Math.max(tipMcgPerMl, shownMcgPerMl));
    if (at <= end) seen(at);
  }
}
