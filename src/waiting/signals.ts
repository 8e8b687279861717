/** Remembers what was said until somebody looks, and wakes who waits. */
export class Signals<Name extends string> {
  private readonly said = new Set<Name>();
  private wake: (() => void) | undefined;

  say(name: Name): void {
    this.said.add(name);
    this.wake?.();
  }

  /** Whether it was said since somebody last looked. */
  take(name: Name): boolean {
    return this.said.delete(name);
  }

  has(name: Name): boolean {
    return this.said.has(name);
  }

  /** Resolves when one of these was said, or the time is over. */
  async until(names: readonly Name[], limitMs: number): Promise<void> {
    const isSaid = () => names.some((name) => this.said.has(name));
    if (isSaid()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, limitMs);
      this.wake = () => {
        if (isSaid()) done();
      };
    });
  }
}
