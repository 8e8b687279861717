import type { Instant } from '../therapy/envelope.js';

/**
 * The instant of an audit (`asOf`). Nobody can read it, only ask it; and each question notes when its answer will be
 * another. What rests on such answers alone therefore holds until the first instant that was noted: whoever asks has
 * said until when the answer holds, and cannot forget to. An instant that is noted too early costs an audit more; one
 * that is missing would leave an old answer standing.
 */
export class AuditTime {
  readonly #asOf: Instant;
  #next: Instant = Number.POSITIVE_INFINITY;
  #later: (() => Instant)[] = [];

  /** @param asOf a whole ms */
  constructor(asOf: Instant) {
    this.#asOf = asOf;
  }

  /** Whether it is an instant or comes after it. */
  hasCome(instant: Instant): boolean {
    if (instant <= this.#asOf) return true;
    this.#note(Math.ceil(instant));
    return false;
  }

  /** Whether it comes after an instant. */
  hasPassed(instant: Instant): boolean {
    if (instant < this.#asOf) return true;
    this.#note(Math.floor(instant) + 1);
    return false;
  }

  /** Whether a time, ms, or more has gone by since an instant. */
  hasElapsed(ms: number, since: Instant): boolean {
    if (this.#asOf - since >= ms) return true;
    const next = Math.ceil(since + ms);
    // The sum may have been rounded up, and the difference, which decides, not.
    this.#note(next - 1 - since >= ms ? next - 1 : next);
    return false;
  }

  /** Whether more than a time, ms, has gone by since an instant. */
  hasOutlasted(ms: number, since: Instant): boolean {
    if (this.#asOf - since > ms) return true;
    const next = Math.floor(since + ms) + 1;
    this.#note(next - 1 - since > ms ? next - 1 : next);
    return false;
  }

  /**
   * The answer to a question that is none of the others, and the first instant after `asOf` at which it may be another:
   * never too late; Infinity where only a new event can change it. It is worked out only where somebody wants to know.
   */
  solve<T>(answer: (asOf: Instant) => T, holdsUntil: (asOf: Instant) => Instant): T {
    this.#later.push(() => holdsUntil(this.#asOf));
    return answer(this.#asOf);
  }

  /** Until before this instant, a whole ms after `asOf`, all answers so far stay the same; Infinity: for good. */
  get holdUntil(): Instant {
    for (const holdsUntil of this.#later) this.#note(holdsUntil());
    this.#later = [];
    return this.#next;
  }

  #note(instant: Instant): void {
    this.#next = Math.min(this.#next, Math.max(instant, this.#asOf + 1));
  }
}
