/** The largest of the values between two indices that only ever grow. */
export class MaxOver {
  /** Indices whose values fall, the largest first. */
  #candidates: number[] = [];
  #head = 0;
  #next: number | undefined;

  constructor(private readonly valueOf: (index: number) => number) {}

  /** Between two indices, both counted; 0 where there is none. */
  over(first: number, last: number): number {
    for (let index = Math.max(this.#next ?? first, first, 0); index <= last; index += 1) {
      const value = this.valueOf(index);
      while (
        this.#candidates.length > this.#head &&
        this.valueOf(this.#candidates[this.#candidates.length - 1]!) <= value
      )
        this.#candidates.pop();
      this.#candidates.push(index);
      this.#next = index + 1;
    }
    while (this.#head < this.#candidates.length && this.#candidates[this.#head]! < first) this.#head += 1;
    return this.#head < this.#candidates.length
      ? Math.max(0, this.valueOf(this.#candidates[this.#head]!))
      : 0;
  }
}
