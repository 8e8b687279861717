import type { DailyDose } from '../../answers/report.js';
import type { Scales } from './axes.js';
import { element } from './svg.js';

interface Difference {
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

/** A relative difference up to this is rounding. */
const ROUNDING = 1e-6;

/** Where two doses, each in order and without overlaps, differ; not where one of them is unknown. */
export function differences(one: readonly DailyDose[], other: readonly DailyDose[]): Difference[] {
  const found: Difference[] = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    const [a, b] = [one[i]!, other[j]!];
    const [start, end] = [Math.max(a.start, b.start), Math.min(a.end, b.end)];
    const [low, high] = [Math.min(a.mcgPerDay, b.mcgPerDay), Math.max(a.mcgPerDay, b.mcgPerDay)];
    if (end > start && high - low > ROUNDING * high) found.push({ start, end, low, high });
    if (a.end <= b.end) i += 1;
    if (b.end <= a.end) j += 1;
  }
  return found;
}

export const DIFFERENCE = { fill: '#f2c68d', class: 'difference' };

export const differenceArea = ({ x, y }: Scales, parts: readonly Difference[]): string =>
  element('path', {
    d: parts
      .map(({ start, end, low, high }) => {
        const [left, top, right, bottom] = [x(start), y(high), x(end), y(low)].map((one) => one.toFixed(2));
        return `M${left},${top}H${right}V${bottom}H${left}Z`;
      })
      .join(''),
    ...DIFFERENCE,
  });
