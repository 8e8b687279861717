import type { DrugDoses, UnverifiedTime } from '../../record/report.js';
import type { Instant } from '../../therapy/envelope.js';
import { type Plot, type Scales, doseAxis, scalesOf, timeAxis } from './axes.js';
import {
  BAR_HEIGHT,
  PROJECTED,
  RESERVOIR,
  TIP,
  UNKNOWN,
  UNVERIFIED,
  curve,
  hatched,
  projectedBar,
  unverifiedBand,
} from './curves.js';
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
  /** From here on nothing about the pump is recorded. */
  readonly projectedFrom?: Instant;
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

/** How wide a sample in the legend is. */
const SAMPLE = 18;

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
  const projected = chart.projectedFrom !== undefined && chart.projectedFrom < to;
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
    ...unverified.map((time) => unverifiedBand(scales, Math.max(time.from, from), Math.min(time.to, to))),
    ...unknown.map((dose) => hatched(scales, dose)),
    doseAxis(scales),
    timeAxis(scales),
    curve(scales, thinned(reservoir, from, to, plot.right - plot.left), RESERVOIR),
    curve(scales, thinned(tip, from, to, plot.right - plot.left), TIP),
    ...(projected ? [projectedBar(scales, Math.max(chart.projectedFrom, from), to)] : []),
    legend(plot, { unverified: unverified.length > 0, unknown: unknown.length > 0, projected }),
    chart.over(scales),
  );
}

interface Shown {
  readonly unverified: boolean;
  readonly unknown: boolean;
  readonly projected: boolean;
}

function legend(plot: Plot, { unverified, unknown, projected }: Shown): string {
  const y = 8;
  let left = plot.left;
  const item = (label: string, sample: (x: number) => string) => {
    const drawn = sample(left) + text(left + SAMPLE + 4, y + 2.6, label);
    left += SAMPLE + 4 + widthOf(label) + 8;
    return drawn;
  };
  return [
    text(0, y + 2.6, 'mcg/day', { bold: true }),
    item('reservoir (solid)', (x) => line([x, y], [x + SAMPLE, y], RESERVOIR.stroke, RESERVOIR)),
    item('tip (dashed)', (x) => line([x, y], [x + SAMPLE, y], TIP.stroke, TIP)),
    ...(unverified
      ? [
          item('tip not verified (grey)', (x) =>
            element('rect', { x, y: y - 4, width: SAMPLE, height: 8, fill: UNVERIFIED, stroke: '#bbbbbb' }),
          ),
        ]
      : []),
    ...(projected
      ? [
          item('projected (bar)', (x) =>
            element('rect', { x, y: y - BAR_HEIGHT / 2, width: SAMPLE, height: BAR_HEIGHT, fill: PROJECTED }),
          ),
        ]
      : []),
    ...(unknown
      ? [
          item('not known (hatched)', (x) =>
            element('path', {
              d: [0, 4, 8, 12].map((at) => `M${x + at},${y + 4}l4,-8`).join(''),
              stroke: UNKNOWN,
              'stroke-width': 0.6,
              fill: 'none',
            }),
          ),
        ]
      : []),
  ].join('');
}
