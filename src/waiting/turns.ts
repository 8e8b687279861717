/**
 * Work that many want to do at once, done piece by piece in turns of the event loop: in between everything else goes on.
 * A turn has one piece of those with little to do, and one of those with much, so that neither waits for the others.
 */
export class Turns {
  private readonly little = new Set<() => void>();
  private readonly much = new Set<() => void>();
  private isScheduled = false;

  /** Does the work in its turn, after what waits already; again, before that, it changes nothing. */
  take(work: () => void, size: 'little' | 'much'): void {
    if (!this.little.has(work) && !this.much.has(work)) this[size].add(work);
    this.schedule();
  }

  leave(work: () => void): void {
    this.little.delete(work);
    this.much.delete(work);
  }

  private schedule(): void {
    if (this.isScheduled || this.little.size + this.much.size === 0) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      try {
        for (const waiting of [this.little, this.much]) {
          const [next] = waiting;
          if (next) waiting.delete(next);
          next?.();
        }
      } finally {
        this.schedule();
      }
    });
  }
}
