import { line as pathOf } from 'd3-shape';
import type { DailyDose } from '../../answers/report.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Scales } from './axes.js';
import { type Attributes, element } from './svg.js';

/** How each site is drawn, wherever it is. */
export const RESERVOIR = { stroke: '#7d93ad', 'stroke-width': 2.4, class: 'reservoir' };
export const TIP = { stroke: '#111111', 'stroke-width': 1.1, 'stroke-dasharray': '4 2.5', class: 'tip' };
export const UNVERIFIED = '#ededed';
export const UNKNOWN = '#999999';
export const PROJECTED = '#b0b0b0';
export const BAR_HEIGHT = 3;

/** Over the whole height of a plot. */
export const band = ({ plot, x }: Scales, from: Instant, to: Instant, look: Attributes): string =>
  element('rect', {
    x: x(from),
    y: plot.top,
    width: x(to) - x(from),
    height: plot.bottom - plot.top,
    ...look,
  });

export const unverifiedBand = (scales: Scales, from: Instant, to: Instant): string =>
  band(scales, from, to, { fill: UNVERIFIED, class: 'unverified' });

/** At the top of a plot, over what is only projected. */
export function projectedBar({ plot, x }: Pick<Scales, 'plot' | 'x'>, from: Instant, to: Instant): string {
  const [left, right] = [x(from), x(to)];
  return element('rect', {
    x: left,
    y: plot.top,
    width: right - left,
    height: BAR_HEIGHT,
    fill: PROJECTED,
    class: 'projected',
  });
}

/** Hatching where the dose is unknown. */
export function hatched({ plot, x }: Scales, { start, end }: Pick<DailyDose, 'start' | 'end'>): string {
  const [left, right] = [x(start), x(end)];
  const height = Math.min(12, plot.bottom - plot.top);
  const strokes: string[] = [];
  for (let at = left; at + 4 <= right; at += 4) strokes.push(`M${at.toFixed(1)},${plot.bottom}l4,${-height}`);
  return element('path', {
    d: strokes.join(''),
    stroke: UNKNOWN,
    'stroke-width': 0.6,
    fill: 'none',
    class: 'unknown',
  });
}

/** Level from each start to its end, straight down or up between two; a gap where nobody knows. */
export const curve = (scales: Scales, doses: readonly DailyDose[], look: Attributes): string =>
  polyline(
    scales,
    doses.flatMap(({ start, end, mcgPerDay }) => [[start, mcgPerDay] as const, [end, mcgPerDay] as const]),
    look,
  );

/** Straight from point to point; a gap where a value is NaN. */
export function polyline(
  { x, y }: Scales,
  points: readonly (readonly [at: Instant, value: number])[],
  look: Attributes,
): string {
  const path = pathOf<readonly [number, number]>()
    .defined(([, value]) => !Number.isNaN(value))
    .x(([at]) => x(at))
    .y(([, value]) => y(value))
    .digits(2);
  return element('path', { d: path(points) ?? '', fill: 'none', ...look });
}
