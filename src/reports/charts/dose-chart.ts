import type { DrugDoses, UnverifiedTime } from '../../answers/report.js';
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
import { type Key, KEY_SAMPLE, keysAround } from './keys.js';
import { element, escaped, line, text } from './svg.js';
import { clipped, thinned } from './thin.js';
import { say } from '../../words/say.js';
import { charts as texts } from '../../words/texts/charts.js';
import { told } from '../../words/told.js';

interface DoseChart {
  /** Read by screen readers. */
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
  /** Drawn under the curves. */
  readonly under?: (scales: Scales) => string;
  /** Drawn over the curves. */
  readonly over: (scales: Scales) => string;
  /** The keys of what `under` and `over` draw. Keys that do not fit above the plot go below it, and make the chart higher. */
  readonly keys?: readonly Key[];
  /** The scale reaches this dose, whatever the curves do. */
  readonly atLeast?: number;
}

const LEGEND_HEIGHT = 16;
const LEFT = 40;
const RIGHT = 6;
const BOTTOM = 18;

/** The daily dose of a drug over time: at the reservoir a broad solid line, at the tip a thin dashed one over it. */
export function doseChart(chart: DoseChart): string {
  const { title, description, from, to, doses, width, headroom } = chart;
  const reservoir = clipped(doses.reservoir, from, to);
  const tip = clipped(doses.tip, from, to);
  const unverified = chart.unverified.filter((time) => time.to > from && time.from < to);
  const projected = chart.projectedFrom !== undefined && chart.projectedFrom < to;
  const unknown = tip.filter(({ mcgPerDay }) => Number.isNaN(mcgPerDay));
  const plot: Plot = {
    left: LEFT,
    right: width - RIGHT,
    top: LEGEND_HEIGHT + headroom,
    bottom: chart.height - BOTTOM,
  };
  const parts = { unverified: unverified.length > 0, unknown: unknown.length > 0, projected };
  const keys = keysAround([...legendKeys(parts), ...(chart.keys ?? [])], {
    left: plot.left,
    right: plot.right,
    top: 8,
    below: chart.height,
  });
  const height = chart.height + keys.height;
  const known = [...reservoir, ...tip]
    .map(({ mcgPerDay }) => mcgPerDay)
    .filter((dose) => !Number.isNaN(dose));
  const most = known.reduce((highest, dose) => Math.max(highest, dose), chart.atLeast ?? 0);
  const scales = scalesOf(plot, from, to, most);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': 'Roboto, sans-serif',
      class: 'dose-chart',
    },
    element('title', {}, escaped(title)),
    element('desc', {}, escaped(description)),
    ...unverified.map((time) => unverifiedBand(scales, Math.max(time.from, from), Math.min(time.to, to))),
    ...unknown.map((dose) => hatched(scales, dose)),
    chart.under?.(scales) ?? '',
    doseAxis(scales),
    timeAxis(scales),
    curve(scales, thinned(reservoir, from, to, plot.right - plot.left), RESERVOIR),
    curve(scales, thinned(tip, from, to, plot.right - plot.left), TIP),
    ...(projected ? [projectedBar(scales, Math.max(chart.projectedFrom, from), to)] : []),
    text(0, 10.6, told('mcg/day'), { bold: true }),
    keys.svg,
    chart.over(scales),
  );
}

interface ChartParts {
  readonly unverified: boolean;
  readonly unknown: boolean;
  readonly projected: boolean;
}

const legendKeys = ({ unverified, unknown, projected }: ChartParts): readonly Key[] => [
  {
    words: say(texts.reservoirSolid),
    sample: (x, y) => line([x, y], [x + KEY_SAMPLE, y], RESERVOIR.stroke, RESERVOIR),
  },
  { words: say(texts.tipDashed), sample: (x, y) => line([x, y], [x + KEY_SAMPLE, y], TIP.stroke, TIP) },
  ...(unverified
    ? [
        {
          words: say(texts.tipNotVerifiedGrey),
          sample: (x: number, y: number) =>
            element('rect', {
              x,
              y: y - 4,
              width: KEY_SAMPLE,
              height: 8,
              fill: UNVERIFIED,
              stroke: '#bbbbbb',
              class: 'unverified',
            }),
        },
      ]
    : []),
  ...(projected
    ? [
        {
          words: say(texts.projectedBar),
          sample: (x: number, y: number) =>
            element('rect', {
              x,
              y: y - BAR_HEIGHT / 2,
              width: KEY_SAMPLE,
              height: BAR_HEIGHT,
              fill: PROJECTED,
              class: 'projected',
            }),
        },
      ]
    : []),
  ...(unknown
    ? [
        {
          words: say(texts.notKnownHatched),
          sample: (x: number, y: number) =>
            element('path', {
              d: [0, 4, 8, 12].map((at) => `M${x + at},${y + 4}l4,-8`).join(''),
              stroke: UNKNOWN,
              'stroke-width': 0.6,
              fill: 'none',
              class: 'unknown',
            }),
        },
      ]
    : []),
];
