const FIRST_SLOTS = 1 << 10;
/** What of a digest tells lines apart; two that share it get other numbers, but the same each time. */
const KEY_BYTES = 6;

/**
 * Counts how often each digest came. An open hash table of 12 bytes a slot, 16 to 32 a line: a `Map` takes several
 * times that, and no more than 16 million.
 */
export class Occurrences {
  private keys = new Float64Array(FIRST_SLOTS);
  private counts = new Uint32Array(FIRST_SLOTS);
  private used = 0;

  /** How often this digest came before. */
  next(digest: Buffer): number {
    if (this.used * 4 >= this.keys.length * 3) this.grow();
    const key = digest.readUIntBE(0, KEY_BYTES);
    const slot = this.slotOf(key);
    const before = this.counts[slot]!;
    if (before === 0) {
      this.keys[slot] = key;
      this.used += 1;
    }
    this.counts[slot] = before + 1;
    return before;
  }

  private slotOf(key: number): number {
    const mask = this.keys.length - 1;
    // Digests are evenly spread already.
    let slot = key % this.keys.length;
    while (this.counts[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, counts } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.counts = new Uint32Array(keys.length * 2);
    counts.forEach((count, index) => {
      if (count === 0) return;
      const slot = this.slotOf(keys[index]!);
      this.keys[slot] = keys[index]!;
      this.counts[slot] = count;
    });
  }
}
