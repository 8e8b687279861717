/** Work that many want to do at once, done one piece in each turn of the event loop: in between everything else goes on. */
export class Turns {
  private readonly waiting = new Set<() => void>();
  private isScheduled = false;

  /** Does the work in its turn, after what waits already; again, before that, it changes nothing. */
  take(work: () => void): void {
    this.waiting.add(work);
    this.schedule();
  }

  leave(work: () => void): void {
    this.waiting.delete(work);
  }

  private schedule(): void {
    if (this.isScheduled || this.waiting.size === 0) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      const [next] = this.waiting;
      if (!next) return;
      this.waiting.delete(next);
      try {
        next();
      } finally {
        this.schedule();
      }
    });
  }
}
