import type { Delivery } from '../../infusion/delivery.js';
import { PathVolumeUnknown, doseMcg } from '../../infusion/dose.js';
import { concentrationOf } from '../../infusion/fluid.js';
import { HOUR_MS, edges, isResting, movedMl } from '../../infusion/schedule.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import type { Policy } from '../policies/policy.js';
import { show } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';
import { type Stretch, comparedStretches, shownDose } from './programmer-shows.js';
import { surenessOfTip } from './sureness-of-tip.js';

/** A dose below this, mcg, is rounding. */
export const SPECK_MCG = 1e-6;

export interface Direction {
  readonly code: 'TIP_OVERDOSE' | 'TIP_UNDERDOSE';
  readonly ratio: number;
  /** Whether the tip's dose is beyond the ratio of the shown one by more than rounding. */
  beyond(tipMcg: number, shownMcg: number): boolean;
}

/** Too much and too little. */
export function directionsOf({ tip: { overdoseRatio, underdoseRatio } }: Policy): readonly Direction[] {
  return [
    {
      code: 'TIP_OVERDOSE',
      ratio: overdoseRatio.value,
      beyond: (tip, shown) => tip - overdoseRatio.value * shown > SPECK_MCG,
    },
    {
      code: 'TIP_UNDERDOSE',
      ratio: underdoseRatio.value,
      beyond: (tip, shown) => underdoseRatio.value * shown - tip > SPECK_MCG,
    },
  ];
}

/** The tip gave far more, or far less, than what the programmer showed, over hours in which no `startsWith` ran. */
export const tipDeviation: Rule = (context) => {
  const directions = directionsOf(context.policy);
  return [...context.delivery.drugs].flatMap((drug) => {
    const runs = freeRuns(comparedStretches(context.delivery, drug, context.asOf));
    const shown = shownDose(context.delivery, drug);
    return runs.flatMap((run) =>
      directions.flatMap((direction) => deviations(context, drug, run, direction, shown)),
    );
  });
};

/** Times in which no `startsWith` runs, long enough for a window. */
export function freeRuns(stretches: readonly Stretch[]): Stretch[][] {
  const runs: Stretch[][] = [];
  let open: Stretch[] | undefined;
  for (const stretch of stretches) {
    if (stretch.segment.activity === 'starts-with') open = undefined;
    else if (open) open.push(stretch);
    else runs.push((open = [stretch]));
  }
  return runs;
}

function deviations(
  context: AuditContext,
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
    return deviates ? [describe(context, drug, direction, episode)] : [];
  });
}

export interface Episode {
  readonly start: Instant;
  readonly end: Instant;
  readonly stretches: readonly Stretch[];
}

/** Neighbouring stretches that are each beyond the ratio by themselves: only a window over one of them can be. */
export function episodes(run: readonly Stretch[], direction: Direction): Episode[] {
  const found: { start: Instant; end: Instant; stretches: Stretch[] }[] = [];
  for (const stretch of run) {
    if (!direction.beyond(stretch.tipMcgPerMl, stretch.shownMcgPerMl)) continue;
    const last = found.at(-1);
    if (last && last.end === stretch.start) {
      last.end = stretch.end;
      last.stretches.push(stretch);
    } else if (!isResting(stretch.segment.intended))
      found.push({ start: stretch.start, end: stretch.end, stretches: [stretch] });
  }
  return found;
}

/** The instants at which a drug was pushed out at once. */
export const jumpsIn = (delivery: Delivery, drug: string, from: Instant, to: Instant): Episode[] => {
  const pushed = delivery.jumps.filter(
    ({ at, slices }) => at > from && at <= to && slices.some(({ fluid }) => concentrationOf(fluid, drug) > 0),
  );
  return [...new Set(pushed.map(({ at }) => at))].map((at) => ({ start: at, end: at, stretches: [] }));
};

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

/** Undefined where a volume of the path is not known. */
export function tipDose(delivery: Delivery, drug: string, from: Instant, to: Instant): number | undefined {
  try {
    return doseMcg(delivery, drug, 'tip', from, to);
  } catch (error) {
    if (error instanceof PathVolumeUnknown) return undefined;
    throw error;
  }
}

function describe(context: AuditContext, drug: string, direction: Direction, episode: Episode): Finding {
  const { start, end } = episode;
  const hours = context.policy.tip.windowHours.value;
  const goesOn = end >= context.asOf && end > start;
  const segment = episode.stretches[0]?.segment;
  const more = direction.code === 'TIP_OVERDOSE' ? 'more' : 'less';
  return finding({
    code: direction.code,
    at: Math.round(start),
    about: `${drug} ${Math.round(start)}`,
    detail: `over ${hours} h the tip gave ${more} than ${direction.ratio} times the ${drug} that the programmer showed, ${goesOn ? 'and goes on' : `for ${show((end - start) / HOUR_MS)} h in all`}`,
    ...surenessOfTip(context, start),
    eventIds: [segment?.haltedBy, segment?.fill?.eventId, segment?.program?.eventId],
  });
}
