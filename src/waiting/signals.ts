/** Keeps what was signalled until somebody looks, and wakes who waits for it. */
export class Signals<Name extends string> {
  private readonly pending = new Set<Name>();
  private wake: (() => void) | undefined;

  send(name: Name): void {
    this.pending.add(name);
    this.wake?.();
  }

  /** Whether it was sent since somebody last took it. */
  take(name: Name): boolean {
    return this.pending.delete(name);
  }

  has(name: Name): boolean {
    return this.pending.has(name);
  }

  /** Resolves when one of these was sent, or the time is over. */
  async until(names: readonly Name[], limitMs: number): Promise<void> {
    const wasSent = () => names.some((name) => this.pending.has(name));
    if (wasSent()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, limitMs);
      this.wake = () => {
        if (wasSent()) done();
      };
    });
  }
}
