import { HOUR_MS, edges, movedMl } from '../../infusion/schedule.js';
import { SPECK_MCG } from '../../infusion/tolerances.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Finding, type Rule, finding } from './finding.js';
import { type Stretch, comparedStretches, shownDose } from './programmer-shows.js';
import { tipChange } from './tip-crossing.js';
import {
  type Direction,
  type Episode,
  directionsOf,
  episodes,
  freeRuns,
  jumpsIn,
  tipDose,
} from './tip-episodes.js';
import { surenessOfTip } from './sureness-of-tip.js';

/** The tip gave far more, or far less, than what the programmer showed, over hours in which no `startsWith` ran. */
export const tipDeviation: Rule = (context) =>
  context.time.solve(
    (asOf) => deviationsBy(context, asOf),
    (asOf) => tipChange(context.delivery, context.policy, asOf),
  );

function deviationsBy(context: AuditContext, asOf: Instant): Finding[] {
  const directions = directionsOf(context.policy);
  return [...context.delivery.drugs].flatMap((drug) => {
    const runs = freeRuns(comparedStretches(context.delivery, drug, asOf));
    const shown = shownDose(context.delivery, drug);
    return runs.flatMap((run) =>
      directions.flatMap((direction) => deviations(context, asOf, drug, run, direction, shown)),
    );
  });
}

function deviations(
  context: AuditContext,
  asOf: Instant,
  drug: string,
  run: readonly Stretch[],
  direction: Direction,
  shown: (from: Instant, to: Instant) => number,
): Finding[] {
  const windowMs = context.policy.tip.windowHours.value * HOUR_MS;
  const runStart = run[0]!.start;
  const runEnd = run.at(-1)!.end;
  if (runEnd - runStart < windowMs) return [];
  const jumps = direction.code === 'TIP_OVERDOSE' ? jumpsIn(context.delivery, drug, runStart, runEnd) : [];
  return [...episodes(run, direction), ...jumps].flatMap((episode) => {
    const long = episode.end - episode.start >= windowMs;
    const deviates = long
      ? flows(episode)
      : someWindow(context, drug, run, episode, direction, shown, windowMs);
    return deviates ? [describe(context, asOf, drug, direction, episode)] : [];
  });
}

/** Whether anything moved, or should have: in a long episode any window with flow deviates. */
const flows = ({ stretches }: Episode): boolean =>
  stretches.some(
    ({ segment, start, end, tipMcgPerMl, shownMcgPerMl }) =>
      movedMl(segment.intended, start, end) * Math.max(tipMcgPerMl, shownMcgPerMl) > SPECK_MCG,
  );

/** Both doses are piecewise linear in the window's start, so that the worst window starts or ends at a bend. */
function someWindow(
  context: AuditContext,
  drug: string,
  run: readonly Stretch[],
  episode: Episode,
  direction: Direction,
  shown: (from: Instant, to: Instant) => number,
  windowMs: number,
): boolean {
  const earliest = Math.max(run[0]!.start, episode.start - windowMs);
  const latest = Math.min(run.at(-1)!.end, episode.end + windowMs);
  const first = countWhile(run, ({ end }) => end < earliest);
  const bends = run
    .slice(
      first,
      countWhile(run, ({ start }) => start <= latest),
    )
    .flatMap((stretch) => {
      const { schedule, intended } = stretch.segment;
      const from = Math.max(stretch.start, earliest);
      const to = Math.min(stretch.end, latest);
      return [from, to, ...edges(schedule, from, to), ...edges(intended, from, to)];
    });
  const starts = [...bends, ...bends.map((bend) => bend - windowMs), episode.start - 1];
  return starts.some((start) => {
    if (start < earliest || start + windowMs > latest) return false;
    const tip = tipDose(context.delivery, drug, start, start + windowMs);
    return tip !== undefined && direction.beyond(tip, shown(start, start + windowMs));
  });
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
    at: Math.round(start),
    about: `${drug} ${Math.round(start)}`,
    detail: `over ${hours} h the tip gave ${more} than ${direction.ratio} times the ${drug} that the programmer showed, ${goesOn ? 'and goes on' : `for ${sixDigits((end - start) / HOUR_MS)} h in all`}`,
    ...surenessOfTip(context, start),
    eventIds: [segment?.haltedBy, segment?.fill?.eventId, segment?.program?.eventId],
  });
}
