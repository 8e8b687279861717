import type { Span } from '../port.js';

/**
 * Which numbers from 1 on are not there.
 * @param numbers those that are, in order
 * @param last to which they should go at least
 */
export function absentIn(numbers: readonly number[], last: number): readonly Span[] {
  const spans: Span[] = [];
  let next = 1;
  for (const number of [...numbers, last + 1]) {
    if (number > next) spans.push({ from: next, to: number - 1 });
    next = Math.max(next, number + 1);
  }
  return spans;
}
