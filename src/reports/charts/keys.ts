import { text, widthOf } from './svg.js';

/** What something in a chart means. */
export interface Key {
  readonly words: string;
  /** As it is drawn, `KEY_SAMPLE` wide from `x`, with its middle at `y`. */
  readonly sample: (x: number, y: number) => string;
}

export const KEY_SAMPLE = 18;
const ROW = 11;

/**
 * Keys beside each other: as many as fit above a plot, with their middle at `top`, the others in rows below the chart.
 * `height` is what these add to it.
 */
export function keysAround(
  keys: readonly Key[],
  { left, right, top, below }: Readonly<Record<'left' | 'right' | 'top' | 'below', number>>,
): { readonly svg: string; readonly height: number } {
  let [x, row] = [left, 0];
  const drawn = keys.map(({ words, sample }) => {
    const width = KEY_SAMPLE + 4 + widthOf(words);
    if (x > left && x + width > right) [x, row] = [left, row + 1];
    const y = row === 0 ? top : below + (row - 0.5) * ROW;
    const key = sample(x, y) + text(x + KEY_SAMPLE + 4, y + 2.6, words);
    x += width + 8;
    return key;
  });
  return { svg: drawn.join(''), height: row * ROW };
}
