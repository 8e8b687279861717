import type { KeptKind, KeptState } from '../kept/kept-state.js';
import { type Clocks, Since } from './clock.js';

interface Timed<What> {
  /** Ms since 1970. */
  readonly at: number;
  readonly what: What;
}

interface Held<What> {
  readonly what: What;
  readonly since: Since;
}

/** What lasts a few minutes and is taken once, by name, the oldest first. */
export class Passing<What> {
  private readonly byName = new Map<string, Held<What>>();

  /** @param lastMs how long it lasts */
  constructor(
    private readonly store: KeptState,
    private readonly kind: KeptKind,
    private readonly lastMs: number,
    private readonly clocks: Clocks,
  ) {
    for (const [name, state] of store.all(kind)) this.adopt(name, state as Timed<What>);
    store.follow(kind, (name, state) => {
      if (state === undefined) this.byName.delete(name);
      else if (!this.byName.has(name)) this.adopt(name, state as Timed<What>);
    });
  }

  get all(): readonly What[] {
    return [...this.byName.values()].map(({ what }) => what);
  }

  get size(): number {
    return this.byName.size;
  }

  keep(name: string, what: What): void {
    const timed: Timed<What> = { at: this.clocks.wall(), what };
    this.store.put(this.kind, name, timed);
    this.adopt(name, timed);
  }

  /** Undefined where it is over, or was taken. */
  find(name: string): What | undefined {
    const held = this.byName.get(name);
    return held && held.since.age < this.lastMs ? held.what : undefined;
  }

  /** @returns whether nobody took it before @throws StoreUnavailable */
  take(name: string): Promise<boolean> {
    this.byName.delete(name);
    return this.store.take(this.kind, name);
  }

  drop(name: string): void {
    this.byName.delete(name);
    this.store.remove(this.kind, name);
  }

  /** What is over, and of more than so many the oldest. */
  forgetOld(most = Number.POSITIVE_INFINITY): void {
    for (const [name, { since }] of this.byName) {
      if (since.age < this.lastMs && this.byName.size < most) break;
      this.drop(name);
    }
  }

  private adopt(name: string, { at, what }: Timed<What>): void {
    this.byName.set(name, { what, since: new Since(at, this.clocks) });
  }
}
