import { PROJECTED, RESERVOIR, TIP, UNKNOWN, UNVERIFIED } from '../curves.js';
import { element, line, text, widthOf } from '../svg.js';
import type { Frame } from './frame.js';
import { DAILY, showsRates } from './dose-lane.js';
import { plannedMark } from './planned-marks.js';
import { charts as texts } from '../../../words/texts/charts.js';
import { say } from '../../../words/say.js';
import type { Text } from '../../../words/say.js';

const SAMPLE = 16;
const ROW = 11;

interface Item {
  readonly words: Text;
  readonly sample: (x: number, y: number) => string;
  /** Where it is not in every chart. */
  readonly isDrawn?: (frame: Frame) => boolean;
}

const box = (fill: string, name: string) => (x: number, y: number) =>
  element('rect', { x, y: y - 4, width: SAMPLE, height: 8, fill, class: name });

const ITEMS: readonly Item[] = [
  {
    words: texts.atTheReservoirSolid,
    sample: (x, y) => line([x, y], [x + SAMPLE, y], RESERVOIR.stroke, RESERVOIR),
  },
  { words: texts.atTheCatheterTipDashed, sample: (x, y) => line([x, y], [x + SAMPLE, y], TIP.stroke, TIP) },
  {
    words: texts.difference,
    sample: box('#f2c68d', 'difference'),
    isDrawn: ({ timeline }) => timeline.drugs.length > 0,
  },
  {
    words: texts.daysMeanDotted,
    sample: (x, y) => line([x, y], [x + SAMPLE, y], DAILY.stroke, DAILY),
    isDrawn: ({ timeline }) => showsRates(timeline),
  },
  {
    words: texts.cessationFromItsFirstStep,
    sample: box('#eef2d8', 'cessation'),
    isDrawn: ({ timeline }) => timeline.cessations.length > 0,
  },
  {
    words: texts.plannedDose,
    sample: (x, y) => plannedMark(x, x + SAMPLE, y),
    isDrawn: ({ timeline }) => timeline.planned.some(({ steps }) => steps.length > 0),
  },
  {
    words: texts.tipNotVerified,
    sample: box(UNVERIFIED, 'unverified'),
    isDrawn: ({ timeline }) => timeline.unverified.length > 0,
  },
  {
    words: texts.tipNotKnown,
    sample: (x, y) =>
      element('path', {
        d: [0, 4, 8, 12].map((at) => `M${x + at},${y + 4}l4,-8`).join(''),
        stroke: UNKNOWN,
        'stroke-width': 0.6,
        fill: 'none',
        class: 'unknown',
      }),
    isDrawn: ({ timeline }) => timeline.drugs.some(({ tip }) => tip.missing !== undefined),
  },
  {
    words: texts.projectedAfterTheLastRecord,
    sample: (x, y) =>
      element('rect', { x, y: y - 1.5, width: SAMPLE, height: 3, fill: PROJECTED, class: 'projected' }),
    isDrawn: ({ timeline: { projectedFrom, window } }) => projectedFrom !== null && projectedFrom < window.to,
  },
];

/** As many rows as the width needs. */
export function legend(frame: Frame, left: number): { readonly svg: string; readonly height: number } {
  let [x, row] = [left, 0];
  const drawn = ITEMS.filter(({ isDrawn }) => isDrawn?.(frame) ?? true).map(({ words: name, sample }) => {
    const words = say(name);
    const width = SAMPLE + 4 + widthOf(words) + 8;
    if (x > left && x + width > frame.right + 8) [x, row] = [left, row + 1];
    const y = row * ROW + 7;
    const item = sample(x, y) + text(x + SAMPLE + 4, y + 2.6, words);
    x += width;
    return item;
  });
  return { svg: drawn.join(''), height: (row + 1) * ROW };
}
