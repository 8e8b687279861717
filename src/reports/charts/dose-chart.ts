import { line as pathOf } from 'd3-shape';
import type { DailyDose, DrugDoses, UnverifiedTime } from '../../record/report.js';
import type { Instant } from '../../therapy/envelope.js';
import { type Plot, type Scales, doseAxis, scalesOf, timeAxis } from './axes.js';
import { element, escaped, line, text, widthOf } from './svg.js';
import { clipped, thinned } from './thin.js';

export interface DoseChart {
  /** For who cannot see it. */
  readonly title: string;
  readonly description: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly doses: DrugDoses;
  readonly unverified: readonly UnverifiedTime[];
  readonly width: number;
  readonly height: number;
  /** Between the legend and the plot, for what `over` draws. */
  readonly headroom: number;
  /** Drawn over the curves. */
  readonly over: (scales: Scales) => string;
}

const LEGEND_HEIGHT = 16;
const LEFT = 40;
const RIGHT = 6;
const BOTTOM = 18;

const RESERVOIR = { stroke: '#7d93ad', 'stroke-width': 2.4 };
const TIP = { stroke: '#111111', 'stroke-width': 1.1, 'stroke-dasharray': '4 2.5' };
const UNVERIFIED = '#ededed';
const UNKNOWN = '#999999';

/** The daily dose of a drug over time: at the reservoir a broad solid line, at the tip a thin dashed one over it. */
export function doseChart(chart: DoseChart): string {
  const { title, description, from, to, doses, width, height, headroom } = chart;
  const plot: Plot = {
    left: LEFT,
    right: width - RIGHT,
    top: LEGEND_HEIGHT + headroom,
    bottom: height - BOTTOM,
  };
  const reservoir = clipped(doses.reservoir, from, to);
  const tip = clipped(doses.tip, from, to);
  const known = [...reservoir, ...tip]
    .map(({ mcgPerDay }) => mcgPerDay)
    .filter((dose) => !Number.isNaN(dose));
  const most = known.reduce((highest, dose) => Math.max(highest, dose), 0);
  const scales = scalesOf(plot, from, to, most);
  const unverified = chart.unverified.filter((time) => time.to > from && time.from < to);
  const unknown = tip.filter(({ mcgPerDay }) => Number.isNaN(mcgPerDay));
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': 'Roboto, sans-serif',
    },
    element('title', {}, escaped(title)),
    element('desc', {}, escaped(description)),
    ...unverified.map((time) => band(scales, Math.max(time.from, from), Math.min(time.to, to))),
    ...unknown.map((dose) => hatched(scales, dose)),
    doseAxis(scales),
    timeAxis(scales),
    curve(scales, thinned(reservoir, from, to, plot.right - plot.left), RESERVOIR),
    curve(scales, thinned(tip, from, to, plot.right - plot.left), TIP),
    legend(plot, unverified.length > 0, unknown.length > 0),
    chart.over(scales),
  );
}

function band({ plot, x }: Scales, from: Instant, to: Instant): string {
  return element('rect', {
    x: x(from),
    y: plot.top,
    width: x(to) - x(from),
    height: plot.bottom - plot.top,
    fill: UNVERIFIED,
  });
}

function hatched({ plot, x }: Scales, { start, end }: DailyDose): string {
  const [left, right] = [x(start), x(end)];
  const height = Math.min(12, plot.bottom - plot.top);
  const strokes: string[] = [];
  for (let at = left; at + 4 <= right; at += 4) strokes.push(`M${at.toFixed(1)},${plot.bottom}l4,${-height}`);
  return element('path', { d: strokes.join(''), stroke: UNKNOWN, 'stroke-width': 0.6, fill: 'none' });
}

/** Level from each start to its end, straight down or up between two; a gap where nobody knows. */
function curve(
  { x, y }: Scales,
  doses: readonly DailyDose[],
  stroke: Record<string, string | number>,
): string {
  const corners = doses.flatMap(({ start, end, mcgPerDay }) => [
    { at: start, mcgPerDay },
    { at: end, mcgPerDay },
  ]);
  const path = pathOf<(typeof corners)[number]>()
    .defined(({ mcgPerDay }) => !Number.isNaN(mcgPerDay))
    .x(({ at }) => x(at))
    .y(({ mcgPerDay }) => y(mcgPerDay))
    .digits(2);
  return element('path', { d: path(corners) ?? '', fill: 'none', ...stroke });
}

function legend(plot: Plot, unverified: boolean, unknown: boolean): string {
  const y = 8;
  let left = plot.left;
  const item = (label: string, sample: (x: number) => string) => {
    const drawn = sample(left) + text(left + 24, y + 2.6, label);
    left += 24 + widthOf(label) + 14;
    return drawn;
  };
  return [
    text(0, y + 2.6, 'mcg/day', { bold: true }),
    item('reservoir (solid)', (x) => line([x, y], [x + 20, y], RESERVOIR.stroke, RESERVOIR)),
    item('catheter tip (dashed)', (x) => line([x, y], [x + 20, y], TIP.stroke, TIP)),
    ...(unverified
      ? [
          item('tip not verified (grey)', (x) =>
            element('rect', { x, y: y - 4, width: 20, height: 8, fill: UNVERIFIED, stroke: '#bbbbbb' }),
          ),
        ]
      : []),
    ...(unknown
      ? [
          item('tip not known (hatched)', (x) =>
            element('path', {
              d: [0, 4, 8, 12, 16].map((at) => `M${x + at},${y + 4}l4,-8`).join(''),
              stroke: UNKNOWN,
              'stroke-width': 0.6,
              fill: 'none',
            }),
          ),
        ]
      : []),
  ].join('');
}
