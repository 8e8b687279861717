import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Times in the order in which they begin; many may be asked often, so that those that overlap another are looked up. */
export class Spans<Time extends Span> {
  private readonly inOrder: readonly Time[];
  /** Until when those that have begun by then last. */
  private readonly latest: readonly Instant[];

  constructor(times: readonly Time[]) {
    this.inOrder = times.filter(({ from, to }) => to > from).toSorted((a, b) => a.from - b.from);
    let latest = Number.NEGATIVE_INFINITY;
    this.latest = this.inOrder.map(({ to }) => (latest = Math.max(latest, to)));
  }

  /** Those that have more than an instant in common with a time. */
  overlapping(from: Instant, to: Instant): Time[] {
    const found: Time[] = [];
    for (
      let index = countWhile(this.inOrder, (time) => time.from < to) - 1;
      index >= 0 && this.latest[index]! > from;
      index -= 1
    )
      if (this.inOrder[index]!.to > from) found.push(this.inOrder[index]!);
    return found.toReversed();
  }

  /** The same, each cut to what is common. */
  within(from: Instant, to: Instant): Time[] {
    return this.overlapping(from, to).map((time) => ({
      ...time,
      from: Math.max(from, time.from),
      to: Math.min(to, time.to),
    }));
  }
}

/** Times in order, those that overlap or touch as one. */
export function merged(times: readonly Span[]): Span[] {
  const spans: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of times.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}
