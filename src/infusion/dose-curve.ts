import { Fault } from '../faults/fault.js';
import type { Instant } from '../therapy/envelope.js';
import { type Delivery, arrivalOf, segmentIndexAt } from './delivery.js';
import { PathVolumeUnknown, type Site, jumpedMcg, needFlow, pumpedMcg } from './dose.js';
import type { Layer } from './fluid.js';
import { countEdges, edges, firstEdge } from './schedule.js';

export interface CurvePoint {
  readonly at: Instant;
  /** Since the curve's start, mcg. */
  readonly cumulativeMcg: number;
}

export interface DoseCurve {
  readonly points: readonly CurvePoint[];
  /** True where every breakpoint is there: between two points the dose is linear. */
  readonly exact: boolean;
}

/** More points than this are not given at once; ask for a shorter time or for `maxPoints`. */
export const MOST_POINTS = 250_000;

export class TooManyPoints extends Fault {
  constructor(points: number) {
    super(
      ['refused', 'TOO_MANY_POINTS'],
      `the curve has some ${points} breakpoints, and at most ${MOST_POINTS} are given at once; ask for a shorter time, or give maxPoints`,
    );
  }
}

export interface CurveRequest {
  readonly drug: string;
  readonly site: Site;
  readonly from: Instant;
  readonly to: Instant;
  /** At least 2. Points that are left out change no point that stays: each lies on the exact curve. */
  readonly maxPoints?: number;
}

/**
 * The cumulative dose out of a site: 0 at `from`, a point at each instant (to the millisecond) at which the rate
 * changes, two points with one instant for a jump. Dose in mcg.
 * @throws FlowUnknown, PathVolumeUnknown, TooManyPoints
 */
export function doseCurve(delivery: Delivery, request: CurveRequest): DoseCurve {
  const { from, to, drug, maxPoints } = request;
  if (!delivery.drugs.has(drug))
    return { points: evenly(from, to).map((at) => ({ at, cumulativeMcg: 0 })), exact: true };
  needFlow(delivery, from, to);
  const main = structure(delivery, request);
  const recurring = recurringEdges(delivery, from, to);
  const jumps = jumpsOf(delivery, request);
  const atEnd = jumps.at(-1)?.at === to ? 1 : 0;
  const count = main.length + recurring.count + atEnd + 2;
  if (maxPoints === undefined && count > MOST_POINTS) throw new TooManyPoints(count);
  const exact = maxPoints === undefined || count <= maxPoints;
  const instants = exact ? [...main, ...recurring.all()] : thinned(delivery, request, main, jumps, maxPoints);
  const points = evaluate(delivery, request, jumps, [from, ...inside(instants, from, to), to]);
  // Of two points there is none for what was there before something is pushed out at the end.
  return { points: maxPoints === 2 ? [points[0]!, points.at(-1)!] : points, exact };
}

const evenly = (from: Instant, to: Instant): Instant[] => (to > from ? [from, to] : [from]);

const inside = (instants: readonly Instant[], from: Instant, to: Instant): Instant[] =>
  [...new Set(instants.map((at) => Math.round(at)))]
    .filter((at) => at > from && at < to)
    .sort((a, b) => a - b);

/** Where the curve bends for another reason than a program's own boluses; a jump counts twice, as it is two points. */
function structure(delivery: Delivery, { site, from, to }: CurveRequest): Instant[] {
  const found = delivery.segments.map((segment) => segment.start);
  for (const layer of layersOf(delivery, site)) found.push(arrivalOf(delivery, layer));
  if (site === 'tip') for (const jump of delivery.jumps) found.push(jump.at, jump.at);
  return found.filter((at) => at > from && at < to);
}

const layersOf = (delivery: Delivery, site: Site): readonly Layer[] =>
  site === 'tip' ? delivery.tip : delivery.reservoir;

function recurringEdges(
  delivery: Delivery,
  from: Instant,
  to: Instant,
): { count: number; all: () => Instant[] } {
  const pieces = piecesBetween(delivery, from, to);
  return {
    count: pieces.reduce((sum, { schedule, start, end }) => sum + countEdges(schedule, start, end), 0),
    all: () => pieces.flatMap(({ schedule, start, end }) => edges(schedule, start, end)),
  };
}

function piecesBetween(delivery: Delivery, from: Instant, to: Instant) {
  const { segments } = delivery;
  const pieces = [];
  for (let index = Math.max(0, segmentIndexAt(delivery, from)); index < segments.length; index += 1) {
    const segment = segments[index]!;
    if (segment.start >= to) break;
    const start = Math.max(from, segment.start);
    const end = Math.min(to, segments[index + 1]?.start ?? Number.POSITIVE_INFINITY);
    if (end > start) pieces.push({ schedule: segment.schedule, start, end });
  }
  return pieces;
}

/** Half of the points for the structure, the rest spread over time, each moved on to the next edge of its schedule. */
function thinned(
  delivery: Delivery,
  { from, to }: CurveRequest,
  main: readonly Instant[],
  pushed: readonly Jump[],
  maxPoints: number,
): Instant[] {
  // A jump takes two points; one is kept back for a jump at the end.
  const room = Math.max(0, maxPoints - 3);
  const jumps = new Set(pushed.map(({ at }) => at));
  const sharp = 2 * jumps.size <= room ? [...jumps] : [];
  const others = main.filter((at) => !jumps.has(at));
  const half = Math.floor((room - 2 * sharp.length) / 2);
  const kept = [...sharp, ...(others.length <= half ? others : sample(others, half))];
  const grid = room - kept.length - sharp.length;
  for (let step = 1; step <= grid; step += 1) {
    const at = from + ((to - from) * step) / (grid + 1);
    kept.push(nextEdge(delivery, at, to));
  }
  return kept;
}

const sample = (instants: readonly Instant[], count: number): Instant[] =>
  Array.from({ length: count }, (_, index) => instants[Math.floor((index * instants.length) / count)]!);

function nextEdge(delivery: Delivery, at: Instant, to: Instant): Instant {
  const index = segmentIndexAt(delivery, at);
  const segment = delivery.segments[index];
  const periodMs = segment?.schedule.boluses[0]?.periodMs;
  if (!segment || periodMs === undefined) return at;
  const end = Math.min(to, delivery.segments[index + 1]?.start ?? to, at + 2 * periodMs);
  return firstEdge(segment.schedule, at, end) ?? at;
}

interface Jump {
  readonly at: Instant;
  readonly mcg: number;
}

/** What leaves the tip at once, after `from` and by `to`, in order, an instant an entry. */
function jumpsOf(delivery: Delivery, { drug, site, from, to }: CurveRequest): Jump[] {
  if (site !== 'tip') return [];
  return [...new Set(delivery.jumps.map(({ at }) => at))]
    .filter((at) => at > from && at <= to)
    .map((at) => ({ at, mcg: jumpedMcg(delivery, drug, at - 1, at) }))
    .filter(({ mcg }) => mcg !== 0);
}

/** Walks the instants once, in order. */
function evaluate(
  delivery: Delivery,
  { drug, site, from }: CurveRequest,
  jumps: readonly Jump[],
  instants: readonly Instant[],
): CurvePoint[] {
  const layers = layersOf(delivery, site);
  let jump = 0;
  const points: CurvePoint[] = [{ at: from, cumulativeMcg: 0 }];
  let dose = 0;
  let before = from;
  for (const at of instants.slice(1)) {
    dose += pumpedMcg(delivery, layers, drug, before, at);
    before = at;
    while (jump < jumps.length && jumps[jump]!.at < at) dose += jumps[jump++]!.mcg;
    points.push({ at, cumulativeMcg: dose });
    if (jumps[jump]?.at !== at) continue;
    dose += jumps[jump++]!.mcg;
    points.push({ at, cumulativeMcg: dose });
  }
  if (Number.isNaN(dose)) throw new PathVolumeUnknown();
  return points;
}
