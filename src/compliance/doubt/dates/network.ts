import type { Instant } from '../../../therapy/envelope.js';

/**
 * Instants between which differences are bounded, whole ms: what all choices that keep the bounds have in common is
 * exactly what it says of any two of them.
 */
export class Network {
  /** `most[a * size + b]`: so much at most is b after a. Node 0 is the instant 0. */
  private constructor(
    private readonly size: number,
    private readonly most: Float64Array,
  ) {}

  /** @param spans first and last instant of each node, from node 1 on */
  static within(spans: readonly (readonly [first: Instant, last: Instant])[]): Network {
    const size = spans.length + 1;
    const most = new Float64Array(size * size);
    for (let a = 0; a < size; a += 1)
      for (let b = 0; b < size; b += 1) {
        const last = b === 0 ? 0 : spans[b - 1]![1];
        const first = a === 0 ? 0 : spans[a - 1]![0];
        most[a * size + b] = a === b ? 0 : last - first;
      }
    return new Network(size, most);
  }

  /** So much at most is one after another; below 0 where it is always before it. */
  atMost(a: number, b: number): number {
    return this.most[a * this.size + b]!;
  }

  atLeast(a: number, b: number): number {
    return 0 - this.atMost(b, a);
  }

  earliest = (node: number): Instant => this.atLeast(0, node);
  latest = (node: number): Instant => this.atMost(0, node);

  /** The choices among these in which one is so much, ms, at most after another; undefined where there are none. */
  with(a: number, b: number, ms: number): Network | undefined {
    const copy = new Network(this.size, this.most.slice());
    return copy.add(a, b, ms) ? copy : undefined;
  }

  /** One of the choices, far from the ends where there is room. */
  choice(): Instant[] {
    const copy = new Network(this.size, this.most.slice());
    const instants: Instant[] = [];
    for (let node = 1; node < this.size; node += 1) {
      const at = Math.floor((copy.earliest(node) + copy.latest(node)) / 2);
      copy.add(0, node, at);
      copy.add(node, 0, -at);
      instants.push(at);
    }
    return instants;
  }

  private add(a: number, b: number, ms: number): boolean {
    const { size, most } = this;
    if (ms >= most[a * size + b]!) return true;
    if (ms + most[b * size + a]! < 0) return false;
    for (let from = 0; from < size; from += 1) {
      const through = most[from * size + a]! + ms;
      if (through >= most[from * size + b]!) continue;
      for (let to = 0; to < size; to += 1) {
        const sum = through + most[b * size + to]!;
        if (sum < most[from * size + to]!) most[from * size + to] = sum;
      }
    }
    return true;
  }
}
