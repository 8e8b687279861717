import { type ScaleLinear, type ScaleTime, scaleLinear, scaleUtc } from 'd3-scale';
import { DAY_MS } from '../../infusion/schedule.js';
import type { Instant } from '../../therapy/envelope.js';
import { figure } from '../words.js';
import { line, text, widthOf } from './svg.js';

/** Where the curves are, in points. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Scales {
  readonly plot: Plot;
  readonly x: ScaleTime<number, number>;
  readonly y: ScaleLinear<number, number>;
}

export function scalesOf(plot: Plot, from: Instant, to: Instant, most: number): Scales {
  return {
    plot,
    x: scaleUtc([from, to], [plot.left, plot.right]),
    y: scaleLinear([0, most > 0 ? most * 1.06 : 1], [plot.bottom, plot.top]),
  };
}

/** As much of an instant in UTC as tells ticks of this distance apart. */
export function tickLabel(at: Date, distanceMs: number): string {
  const iso = at.toISOString();
  if (distanceMs >= 360 * DAY_MS) return iso.slice(0, 4);
  if (distanceMs >= 28 * DAY_MS) return iso.slice(0, 7);
  return distanceMs >= DAY_MS ? iso.slice(0, 10) : `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
}

/** How far a label may stand out over the plot. */
const EDGE = 6;
const AIR = 8;

interface Tick {
  readonly middle: number;
  readonly half: number;
  readonly label: string;
}

/** As many ticks as have room for their labels. */
export function timeTicks({ plot, x }: Pick<Scales, 'plot' | 'x'>): readonly Tick[] {
  for (let count = 10; count > 1; count -= 1) {
    const [first, second, ...more] = x.ticks(count);
    const distance = first && second ? second.getTime() - first.getTime() : 0;
    const ticks = [first, second, ...more].flatMap((at) => {
      if (!at) return [];
      const label = tickLabel(at, distance);
      return [{ middle: x(at), half: widthOf(label) / 2, label }];
    });
    const crowded = ticks.some(({ middle, half }, index) => {
      const before = ticks[index - 1];
      return before !== undefined && middle - half < before.middle + before.half + AIR;
    });
    if (!crowded) return ticks.filter(({ middle, half }) => middle + half <= plot.right + EDGE);
  }
  return [];
}

export const timeAxis = (scales: Scales): string =>
  [
    line([scales.plot.left, scales.plot.bottom], [scales.plot.right, scales.plot.bottom], '#666666', {
      class: 'axis',
    }),
    ...timeTicks(scales).flatMap(({ middle, label }) => [
      line([middle, scales.plot.bottom], [middle, scales.plot.bottom + 3], '#666666', { class: 'axis' }),
      text(middle, scales.plot.bottom + 12, label, { anchor: 'middle' }),
    ]),
  ].join('');

/** @param count how many ticks, about */
export function doseAxis({ plot, y }: Scales, count = 4): string {
  const [, most = 0] = y.domain();
  const ticks = y.ticks(count).filter((tick) => tick <= most);
  return ticks
    .flatMap((tick) => [
      ...(tick > 0 ? [line([plot.left, y(tick)], [plot.right, y(tick)], '#dddddd', { class: 'grid' })] : []),
      text(plot.left - 5, y(tick) + 2.6, figure(tick), { anchor: 'end' }),
    ])
    .join('');
}
