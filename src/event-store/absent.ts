import type { Span } from './port.js';

/**
 * Which numbers are not there.
 * @param numbers those that are, in order
 * @param last to which they should go at least
 * @param after which the first should come
 */
export function absentIn(numbers: readonly number[], last: number, after = 0): readonly Span[] {
  const spans: Span[] = [];
  let next = after + 1;
  for (const number of [...numbers, last + 1]) {
    if (number > next) spans.push({ from: next, to: number - 1 });
    next = Math.max(next, number + 1);
  }
  return spans;
}
