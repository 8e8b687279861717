import { SAME_DOSE_PART } from '../../infusion/tolerances.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import { meanMcgPerMs } from './given.js';
import type { GivenCurve } from './given-curve.js';
import { MaxOver } from './max-over.js';

/** A window of so many ms passes where it gives more than `ratio` times the reference, and at least `leastMcg` more. */
export interface Figure {
  readonly name: 'day' | 'hours' | 'slow';
  readonly windowMs: number;
  readonly ratio: number;
  readonly leastMcg: number;
  /** The windows that it is compared with end so long before its own end, ms. */
  readonly from: number;
  readonly to: number;
}

/** A window by its end, what it gives, and the most that any that it is compared with gave. */
export interface Window {
  readonly end: Instant;
  readonly givenMcg: number;
  readonly referenceMcg: number;
}

/** Ends of windows that pass, without a gap. */
export interface Passing {
  readonly figure: Figure;
  readonly from: Instant;
  readonly to: Instant;
  /** The first, the last, and where it bends between. */
  readonly windows: readonly Window[];
}

/** The least that windows that end at an instant are compared with, a step of time each. */
export interface Floor {
  readonly from: Instant;
  readonly to: Instant;
  readonly mcg: number;
}

/** A part of a window; between the ends of such parts everything is bounded before it is looked at. */
const PARTS = 4;

/**
 * Where windows may pass: exact values at a grid bound what lies between, as what was given only grows. Most of a therapy
 * is left out by it.
 */
export function suspects(curve: GivenCurve, figure: Figure): { from: Instant; to: Instant }[] {
  const { windowMs, ratio, leastMcg, from, to } = figure;
  const stepMs = windowMs / PARTS;
  const found: { from: Instant; to: Instant }[] = [];
  for (const range of worthLooking(curve, figure)) {
    const back = Math.ceil((from + windowMs) / stepMs) + 1;
    const steps = Math.ceil((range.to - range.from) / stepMs);
    const at = (index: number) => range.from + (index - back) * stepMs;
    const given: number[] = [];
    for (let index = 0; index <= back + steps; index += 1) given.push(curve.upTo(at(index)));
    const most = new MaxOver((index) => (index < PARTS ? 0 : given[index]! - given[index - PARTS]!));
    const [far, near] = [Math.floor(from / stepMs), Math.ceil(to / stepMs)];
    for (let index = back; index < back + steps; index += 1) {
      const upper = given[index + 1]! - given[index - PARTS]!;
      if (upper < surelyLess(leastMcg)) continue;
      // Of windows that end in this part and the next grid point: compared with these by all of them.
      const least = most.over(index + 1 - far, index - near);
      if (upper <= ratio * least || upper < surelyLess(least + leastMcg)) continue;
      const last = found.at(-1);
      // Nearer than what both look back over: looked at in one go.
      if (last && last.to + from >= at(index)) found[found.length - 1] = { ...last, to: at(index + 1) };
      else found.push({ from: at(index), to: at(index + 1) });
    }
  }
  return found;
}

/** Below it a dose is less beyond all rounding. */
const surelyLess = (mcg: number): number => mcg * (1 - 2 * SAME_DOSE_PART);

/** After so long with one program each window is as one before. */
function worthLooking(curve: GivenCurve, figure: Figure): { from: Instant; to: Instant }[] {
  const { from, windowMs } = figure;
  const ranges: { from: Instant; to: Instant }[] = [];
  const add = (start: Instant, end: Instant) => {
    const last = ranges.at(-1);
    if (last && start <= last.to) ranges[ranges.length - 1] = { ...last, to: Math.max(last.to, end) };
    else ranges.push({ from: start, to: end });
  };
  const changes = [
    ...curve.pieces.flatMap(({ start, end, schedule }, index) => {
      if (givesLittle(curve, figure, index)) return [];
      const periodMs = Math.max(0, ...schedule.boluses.map((bolus) => bolus.periodMs));
      return [{ start, end: Math.min(end, start + from + windowMs + 2 * periodMs) }];
    }),
    ...curve.pushes.map(({ at }) => ({ start: at - 1, end: at + windowMs })),
  ].sort((a, b) => a.start - b.start);
  for (const { start, end } of changes) if (Number.isFinite(start)) add(start, end);
  return ranges;
}

/** Whether no even flow that a window that ends in a piece holds gives the least that passes; what is pushed apart. */
function givesLittle({ pieces }: GivenCurve, { windowMs, leastMcg }: Figure, index: number): boolean {
  const since = pieces[index]!.start - windowMs;
  for (let back = index; back >= 0 && pieces[back]!.end > since; back -= 1) {
    const piece = pieces[back]!;
    if (piece.schedule.boluses.length > 0 || !(meanMcgPerMs(piece) * windowMs < surelyLess(leastMcg)))
      return false;
  }
  return true;
}

/** The ends of windows that pass between two instants, exactly: all is linear between the corners that are walked. */
export function passing(
  curve: GivenCurve,
  figure: Figure,
  floors: readonly Floor[],
  between: { readonly from: Instant; readonly to: Instant },
): Passing[] {
  const { windowMs, from, to } = figure;
  const corners = curve.corners(between.from - from - windowMs, between.to);
  const shown = floors.flatMap((floor) => [floor.from, floor.to]);
  const bends = inOrder([between.from, ...corners, ...corners.map((at) => at + windowMs), ...shown]);
  const gives = (end: Instant): number => curve.upTo(end) - curve.upTo(end - windowMs);
  const values = bends.map(gives);
  const most = new MaxOver((index) => values[index]!);
  const found: Passing[] = [];
  let first = 0;
  let last = -1;
  for (let index = 1; index < bends.length; index += 1) {
    const [start, end] = [bends[index - 1]!, bends[index]!];
    if (start < between.from || end > between.to) continue;
    while (first < bends.length && bends[first]! < end - from) first += 1;
    while (last + 1 < bends.length && bends[last + 1]! <= start - to) last += 1;
    const floor = floorAt(floors, (start + end) / 2);
    const surely = Math.max(most.over(first, last), floor);
    const given = Math.max(values[index - 1]!, values[index]!);
    if (given <= figure.ratio * surely || given < surelyLess(surely + figure.leastMcg)) continue;
    const shifted = [from, to].flatMap((shift) => inside(bends, start - shift, end - shift, shift));
    let before: Values | undefined;
    let since = start;
    for (const at of inOrder([start, ...shifted, end])) {
      const now = { given: gives(at), left: gives(at - from), right: gives(at - to) };
      if (before) {
        const begins = countWhile(bends, (bend) => bend < at - from);
        const ends = countWhile(bends, (bend) => bend <= since - to);
        let fixed = floor;
        for (let one = begins; one < ends; one += 1) fixed = Math.max(fixed, values[one]!);
        add(found, figure, { start: since, end: at, now: before, next: now, fixed });
      }
      before = now;
      since = at;
    }
  }
  return found;
}

/** Those between two instants, so much later. */
const inside = (bends: readonly Instant[], from: Instant, to: Instant, shift: number): Instant[] =>
  bends
    .slice(
      countWhile(bends, (bend) => bend <= from),
      countWhile(bends, (bend) => bend < to),
    )
    .map((bend) => bend + shift);

const inOrder = (instants: readonly Instant[]): Instant[] => [...new Set(instants)].sort((a, b) => a - b);

const floorAt = (floors: readonly Floor[], at: Instant): number =>
  floors.reduce((most, { from, to, mcg }) => (from <= at && at <= to ? Math.max(most, mcg) : most), 0);

interface Values {
  readonly given: number;
  readonly left: number;
  readonly right: number;
}

interface Part {
  readonly start: Instant;
  readonly end: Instant;
  readonly now: Values;
  readonly next: Values;
  readonly fixed: number;
}

/** Between two corners each condition is linear, so that all hold in one part of it. */
function add(found: Passing[], figure: Figure, { start, end, now, next, fixed }: Part): void {
  const { ratio, leastMcg } = figure;
  let [low, high] = [0, 1];
  const need = (before: number, after: number) => {
    if (before >= 0 && after >= 0) return;
    if (before < 0 && after < 0) low = 2;
    else if (before < 0) low = Math.max(low, -before / (after - before));
    else high = Math.min(high, before / (before - after));
  };
  const references = [
    [now.left, next.left],
    [now.right, next.right],
    [fixed, fixed],
  ] as const;
  for (const [a, b] of references) {
    const limit = (mcg: number) => ratio * mcg * (1 + SAME_DOSE_PART);
    need(now.given - limit(a), next.given - limit(b));
    const least = leastMcg * (1 - SAME_DOSE_PART);
    need(now.given - a - least, next.given - b - least);
  }
  if (low > high) return;
  const window = (part: number): Window => {
    const of = (key: keyof Values) => now[key] + part * (next[key] - now[key]);
    return {
      end: start + part * (end - start),
      givenMcg: of('given'),
      referenceMcg: Math.max(of('left'), of('right'), fixed),
    };
  };
  const windows = low < high ? [window(low), window(high)] : [window(low)];
  const before = found.at(-1);
  if (before && before.to >= windows[0]!.end)
    found[found.length - 1] = {
      ...before,
      to: windows.at(-1)!.end,
      windows: [...before.windows, ...windows],
    };
  else found.push({ figure, from: windows[0]!.end, to: windows.at(-1)!.end, windows });
}
