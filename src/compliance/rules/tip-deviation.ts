import { HOUR_MS, movedMl } from '../../infusion/schedule.js';
import { SPECK_MCG } from '../../infusion/tolerances.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Finding, type Rule, finding } from './finding.js';
import { type Stretch, comparedStretches, shownDose } from './programmer-shows.js';
import { tipChange } from './tip-crossing.js';
import { type Direction, type Episode, directionsOf, episodes, freeRuns, jumpsIn } from './tip-episodes.js';
import { SlidingWindow, patience } from './tip-window.js';
import { surenessOfTip } from './sureness-of-tip.js';

/** The tip gave far more, or far less, than what the programmer showed, over hours in which no `startsWith` ran. */
export const tipDeviation: Rule = (context) =>
  context.time.solve(
    (asOf) => deviationsBy(context, asOf),
    (asOf) => tipChange(context.delivery, context.policy, asOf),
  );

function deviationsBy(context: AuditContext, asOf: Instant): Finding[] {
  const directions = directionsOf(context.policy);
  const windowMs = context.policy.tip.windowHours.value * HOUR_MS;
  const left = patience();
  return [...context.delivery.drugs].flatMap((drug) => {
    const visitMinutes = context.policy.visitMinutes.value;
    const runs = freeRuns(comparedStretches(context.delivery, drug, asOf, visitMinutes));
    const shown = shownDose(context.delivery, drug);
    return runs.flatMap((run) =>
      directions.flatMap((direction) => {
        const window = new SlidingWindow(context.delivery, drug, run, direction, shown, windowMs, left);
        return deviations(context, asOf, drug, run, direction, window);
      }),
    );
  });
}

function deviations(
  context: AuditContext,
  asOf: Instant,
  drug: string,
  run: readonly Stretch[],
  direction: Direction,
  window: SlidingWindow,
): Finding[] {
  const runStart = run[0]!.start;
  const runEnd = run.at(-1)!.end;
  if (runEnd - runStart < window.ms) return [];
  const jumps = jumpsIn(context.delivery, drug, runStart, runEnd);
  const isOver = direction.code === 'TIP_OVERDOSE';
  return [...episodes(run, direction), ...(isOver ? jumps : [])].flatMap((episode) => {
    // What is pushed out at once is given, too: it makes too much more, and may make up for too little.
    const isMadeUp = !isOver && jumps.some(({ start }) => start > episode.start && start <= episode.end);
    const long = episode.end - episode.start >= window.ms && !isMadeUp;
    const deviates = long ? flows(episode) : someWindow(run, episode, window, jumps);
    return deviates ? [describe(context, asOf, drug, direction, episode)] : [];
  });
}

/** Whether anything moved, or should have: in a long episode any window with flow deviates. */
const flows = ({ stretches }: Episode): boolean =>
  stretches.some(
    ({ segment, start, end, tipMcgPerMl, shownMcgPerMl }) =>
      movedMl(segment.intended, start, end) * Math.max(tipMcgPerMl, shownMcgPerMl) > SPECK_MCG,
  );

/**
 * Both doses are piecewise linear in the window's start, so that the worst window starts or ends at a bend, or just before
 * something is pushed out at once: that is in a window which ends there, and in none that starts there.
 */
function someWindow(
  run: readonly Stretch[],
  { start, end }: Episode,
  window: SlidingWindow,
  jumps: readonly Episode[],
): boolean {
  const first = Math.max(run[0]!.start, start - window.ms) + window.ms;
  const last = Math.min(run.at(-1)!.end, end + window.ms);
  const deviates = (at: Instant): boolean => at >= first && at <= last && (window.excess(at) ?? 0) > 0;
  if (first > last) return false;
  if (jumps.some((jump) => deviates(jump.start - 1) || deviates(jump.start - 1 + window.ms))) return true;
  for (const bends of window.bends(first, last)) if (bends.some(deviates)) return true;
  return false;
}

function describe(
  context: AuditContext,
  asOf: Instant,
  drug: string,
  direction: Direction,
  episode: Episode,
): Finding {
  const { start, end } = episode;
  const hours = context.policy.tip.windowHours.value;
  const goesOn = end >= asOf && end > start;
  const segment = episode.stretches[0]?.segment;
  const more = direction.code === 'TIP_OVERDOSE' ? 'more' : 'less';
  return finding({
    code: direction.code,
    drug,
    at: Math.round(start),
    sites: ['tip'],
    about: `${drug} ${Math.round(start)}`,
    detail: `over ${hours} h the tip gave ${more} than ${direction.ratio} times the ${drug} that the programmer showed, ${goesOn ? 'and goes on' : `for ${sixDigits((end - start) / HOUR_MS)} h in all`}`,
    ...surenessOfTip(context, start),
    eventIds: [episode.pushedBy, segment?.haltedBy, segment?.fill?.eventId, segment?.program?.eventId],
  });
}
