import type { FastestOf } from '../../answers/report.js';
import { dayInWords } from '../words.js';
import type { Scales } from './axes.js';
import { KEY_SAMPLE, type Key } from './keys.js';
import { element, text, widthOf } from './svg.js';
import { say } from '../../words/say.js';
import { charts as texts } from '../../words/texts/charts.js';

const STROKE = '#a5502f';
/** Between two strokes of the hatching. */
const APART = 5;
/** Where any dose above zero is allowed, and zero is not. */
const ABOVE_ZERO = 4;

/** Strokes over a box, which go on in the box beside it. */
function strokes(left: number, top: number, right: number, bottom: number): string {
  const found: string[] = [];
  const first = Math.ceil((left + top) / APART) * APART;
  for (let sum = first; sum < right + bottom; sum += APART) {
    const from = Math.max(left, sum - bottom);
    const to = Math.min(right, sum - top);
    if (to > from)
      found.push(`M${from.toFixed(1)},${(sum - from).toFixed(1)}L${to.toFixed(1)},${(sum - to).toFixed(1)}`);
  }
  return found.join('');
}

const HATCH = { stroke: STROKE, 'stroke-width': 0.6, 'stroke-opacity': 0.6, fill: 'none', class: 'too-fast' };
const EDGE = {
  stroke: STROKE,
  'stroke-width': 1.2,
  'stroke-dasharray': '6 2 1.5 2',
  fill: 'none',
  class: 'fastest',
};

/** Below a policy's fastest course: hatched, with the course itself as its edge. */
export function fastestRegion({ plot, x, y }: Scales, { levels, zeroAt }: FastestOf): string {
  const clamped = (at: number) => Math.min(Math.max(x(at), plot.left), plot.right);
  const boxes = levels
    .filter(({ from }) => zeroAt === undefined || from < zeroAt)
    .map(({ from, mcgPerDay }, index) => {
      const next = levels[index + 1]?.from;
      return {
        left: clamped(from),
        right: next === undefined ? plot.right : clamped(next),
        top: Math.min(y(mcgPerDay), plot.bottom - ABOVE_ZERO),
      };
    })
    .filter(({ left, right }) => right > left);
  const [first] = boxes;
  const last = boxes.at(-1);
  if (!first || !last) return '';
  const edge = boxes.map(
    ({ left, right, top }) => `L${left.toFixed(2)},${top.toFixed(2)}H${right.toFixed(2)}`,
  );
  const isEnded = last.right < plot.right;
  const end = isEnded ? `V${plot.bottom}` : '';
  const isAboveZero = last.top === plot.bottom - ABOVE_ZERO;
  return [
    element('path', {
      d: boxes.map(({ left, right, top }) => strokes(left, top, right, plot.bottom)).join(''),
      ...HATCH,
    }),
    element('path', { d: `M${edge.join('').slice(1)}${end}`, ...EDGE }),
    ...(isEnded && isAboveZero ? [notBefore(plot, last.right, zeroAt!)] : []),
  ].join('');
}

/** A strip alone would look like a dose. */
function notBefore(plot: Scales['plot'], x: number, zeroAt: number): string {
  const words = say(texts.zeroNotBefore, { zeroAt: dayInWords(new Date(zeroAt).toISOString()) });
  return x + widthOf(words) + 4 > plot.right ? '' : text(x + 4, plot.bottom - 5, words);
}

export const fastestKey = (policyId: string): Key => ({
  words: say(texts.fastestCourseThatAllowsHatched, { policyId }),
  sample: (x, y) =>
    element('path', { d: strokes(x, y - 3, x + KEY_SAMPLE, y + 4), ...HATCH }) +
    element('path', { d: `M${x},${y - 3}h${KEY_SAMPLE}`, ...EDGE }),
});
