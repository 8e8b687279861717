import type { AuditContext } from '../../compliance/context.js';
import { type FillCourse, fellTo, fillCourses } from '../../compliance/dose/fills.js';
import { measuredVolumes } from '../../compliance/dose/measured-volumes.js';
import { countEdges, edges, movedMl } from '../../infusion/schedule.js';
import { contentOf } from '../../infusion/pump-state.js';
import { type Segment, heldMl } from '../../infusion/segment.js';
import type { Instant } from '../../therapy/envelope.js';
import { datedOf } from './dated.js';
import type { FillMark, ReservoirLine, Span } from './therapy-timeline.js';

type Point = readonly [Instant, number | null];

/** As many of a program's own boluses as a picture can show. */
const MOST_EDGES = 600;
/** As many columns as a picture has; each keeps at most four points. */
const COLUMNS = 600;

/** What the reservoir held: it falls by what was pumped and jumps at a fill. */
export function reservoirLine(context: AuditContext, window: Span, asOf: Instant): ReservoirLine {
  const courses = fillCourses(context).filter(
    ({ fill, endedBy }) => fill.at <= window.to && (endedBy?.at ?? asOf) >= window.from,
  );
  const capacities = courses.map(({ pump }) => pump.data.reservoirCapacityMl);
  return {
    capacityMl: capacities.length > 0 ? Math.max(...capacities) : null,
    level: thinned(levelPoints(context, window), window),
    fills: courses.map((course) => fillMark(context, course, asOf)),
    measured: measuredVolumes(context)
      .filter(({ event }) => event.latest >= window.from && event.earliest <= window.to)
      .map(({ event, measuredMl, expectedMl }) => ({ ...datedOf(event), measuredMl, expectedMl })),
  };
}

function fillMark(context: AuditContext, course: FillCourse, asOf: Instant): FillMark {
  const { fill, event, endedBy, lowestMl } = course;
  return {
    ...datedOf(event),
    ...contentOf(fill.fluid, [event]),
    filledMl: fill.filledVolumeMl,
    until: endedBy?.at ?? asOf,
    alarmMl: fill.alarmVolumeMl,
    lowAt: fellTo(context, course, Math.max(fill.alarmVolumeMl, lowestMl)) ?? null,
  };
}

function levelPoints({ delivery }: AuditContext, { from, to }: Span): Point[] {
  const { segments } = delivery;
  const flowing = segments
    .map((segment, index) => ({ segment, end: segments[index + 1]?.start ?? Number.POSITIVE_INFINITY }))
    .filter(({ segment, end }) => end > from && segment.start < to)
    .map(({ segment, end }) => ({ segment, start: Math.max(from, segment.start), end: Math.min(to, end) }));
  const count = flowing.reduce(
    (sum, { segment, start, end }) => sum + countEdges(segment.schedule, start, end),
    0,
  );
  const withEdges = count <= MOST_EDGES;
  const points = flowing.flatMap(({ segment, start, end }) => [
    [start, levelIn(segment, start)] as const,
    ...(withEdges ? edges(segment.schedule, start, end) : []).map(
      (at) => [at, levelIn(segment, at)] as const,
    ),
    [end, levelIn(segment, end)] as const,
  ]);
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || before[0] !== point[0] || before[1] !== point[1];
  });
}

function levelIn({ fill, pump, pumpedMl, schedule, start }: Segment, at: Instant): number | null {
  if (!fill || !pump) return null;
  return heldMl(fill, pumpedMl + movedMl(schedule, start, at));
}

/** Of the points that share a column of a picture the first, the lowest, the highest and the last. */
function thinned(points: readonly Point[], { from, to }: Span): Point[] {
  if (points.length <= 4 * COLUMNS) return [...points];
  const columns = new Map<number, Point[]>();
  for (const point of points) {
    const column = Math.floor(((point[0] - from) / (to - from)) * COLUMNS);
    columns.set(column, [...(columns.get(column) ?? []), point]);
  }
  return [...columns.values()].flatMap(outline);
}

function outline(crowd: readonly Point[]): readonly Point[] {
  const by = (better: (a: number, b: number) => boolean) =>
    crowd.reduce((best, one) => (better(one[1] ?? -1, best[1] ?? -1) ? one : best));
  const chosen = new Set([crowd[0]!, by((a, b) => a < b), by((a, b) => a > b), crowd.at(-1)!]);
  return crowd.filter((one) => chosen.has(one));
}
