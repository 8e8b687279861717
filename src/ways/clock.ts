/** Both in ms: the time of day, which may be set, and one that only goes on, and begins anew with each process. */
export interface Clocks {
  readonly wall: () => number;
  readonly steady: () => number;
}

export const systemClocks: Clocks = { wall: () => Date.now(), steady: () => performance.now() };

/** An instant whose age is known by two clocks; the older age counts. */
export class Since {
  private readonly ageThen: number;
  private readonly steadyThen: number;

  /** @param at ms since 1970 */
  constructor(
    readonly at: number,
    private readonly clocks: Clocks,
  ) {
    this.ageThen = Math.max(0, clocks.wall() - at);
    this.steadyThen = clocks.steady();
  }

  /** In ms. */
  get age(): number {
    const { wall, steady } = this.clocks;
    return Math.max(wall() - this.at, this.ageThen + steady() - this.steadyThen);
  }
}
