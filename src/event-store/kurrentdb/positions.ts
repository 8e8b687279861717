/** Positions that share one base. */
const CHUNK = 4_096;
const MOST_OFFSET = 2 ** 32 - 1;

interface Chunk {
  /** The ordinal of its first position. */
  readonly first: number;
  readonly base: number;
  readonly offsets: Uint32Array;
}

/** The last of these for which something holds that holds for a beginning of them; -1 where for none. */
function lastWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [-1, count - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Growing positions in the log, by their ordinal and back, in about four bytes each. */
export class Positions {
  private readonly chunks: Chunk[] = [];
  private count = 0;
  private newest: number | undefined;

  get size(): number {
    return this.count;
  }

  get last(): number | undefined {
    return this.newest;
  }

  /** @param position greater than all before */
  add(position: number): void {
    const chunk = this.chunks.at(-1);
    const fits = chunk && this.count - chunk.first < CHUNK && position - chunk.base <= MOST_OFFSET;
    const { first, base, offsets } = fits ? chunk : this.begin(position);
    offsets[this.count - first] = position - base;
    this.count += 1;
    this.newest = position;
  }

  /** @param ordinal of one that there is */
  at(ordinal: number): number {
    const { first, base, offsets } =
      this.chunks[lastWhere(this.chunks.length, (index) => this.chunks[index]!.first <= ordinal)]!;
    return base + offsets[ordinal - first]!;
  }

  /** The ordinal of a position; undefined where it is none of these. */
  find(position: number): number | undefined {
    const index = lastWhere(this.chunks.length, (at) => this.chunks[at]!.base <= position);
    const chunk = this.chunks[index];
    if (!chunk) return undefined;
    const { first, base, offsets } = chunk;
    const length = (this.chunks[index + 1]?.first ?? this.count) - first;
    const within = lastWhere(length, (at) => base + offsets[at]! <= position);
    return offsets[within] === position - base ? first + within : undefined;
  }

  private begin(base: number): Chunk {
    const chunk = { first: this.count, base, offsets: new Uint32Array(CHUNK) };
    this.chunks.push(chunk);
    return chunk;
  }
}
