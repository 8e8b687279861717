import type { Span, StoredEvent } from '../port.js';

/**
 * What is missing between the events of a stream after a revision, and behind them.
 * @param known up to which revision the stream is known to go
 */
export function gapsIn(found: readonly StoredEvent[], after: number, known: number): readonly Span[] {
  const gaps: Span[] = [];
  let before = after;
  for (const { revision } of found) {
    if (revision > before + 1) gaps.push({ from: before + 1, to: revision - 1 });
    before = revision;
  }
  if (known > before) gaps.push({ from: before + 1, to: known });
  return gaps;
}
