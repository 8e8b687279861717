/** Pauses between attempts, each twice as long as the one before. */
export interface Pauses {
  readonly firstMs: number;
  readonly longestMs: number;
  /** After so long in all there are no more of them. */
  readonly totalMs?: number;
}

/** The pauses one after the other, ms. */
export function* doubling({ firstMs, longestMs, totalMs = Infinity }: Pauses): Generator<number, undefined> {
  let pauseMs = firstMs;
  for (let soFarMs = 0; soFarMs < totalMs; soFarMs += pauseMs, pauseMs = Math.min(longestMs, 2 * pauseMs))
    yield pauseMs;
  return undefined;
}

/** Pauses without end, which begin with the first again once an attempt went well. */
export class Backoff {
  private rest: Generator<number, undefined>;

  constructor(private readonly pauses: Omit<Pauses, 'totalMs'>) {
    this.rest = doubling(pauses);
  }

  /** The next pause, ms. */
  next(): number {
    return this.rest.next().value!;
  }

  reset(): void {
    this.rest = doubling(this.pauses);
  }
}
