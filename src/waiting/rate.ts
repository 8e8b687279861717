import { performance } from 'node:perf_hooks';

/** So many names are kept before those whose time is over are let go. */
const MANY = 10_000;

interface Window {
  readonly began: number;
  taken: number;
}

/** How often something may happen within a time, for each name by itself; the time begins with the first. */
export class Rate {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly most: number,
    private readonly perMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Counts one. @returns undefined where it may happen, else after how many seconds it may again, at least 1 */
  take(name: string): number | undefined {
    const wait = this.wait(name);
    if (wait === undefined) this.windowOf(name).taken += 1;
    return wait;
  }

  /** The same without counting. */
  wait(name: string): number | undefined {
    const { began, taken } = this.windowOf(name);
    if (taken < this.most) return undefined;
    return Math.max(1, Math.ceil((began + this.perMs - this.now()) / 1000));
  }

  private windowOf(name: string): Window {
    const now = this.now();
    const known = this.windows.get(name);
    if (known && now - known.began < this.perMs) return known;
    if (this.windows.size >= MANY) this.letGo(now);
    const window = { began: now, taken: 0 };
    this.windows.set(name, window);
    return window;
  }

  private letGo(now: number): void {
    for (const [name, { began }] of this.windows) if (now - began >= this.perMs) this.windows.delete(name);
  }
}
