const FIRST_SLOTS = 1 << 10;
/** What of a digest tells lines apart, in two parts: of a billion lines two share it once in a million files. */
const KEY_BYTES = 6;
const MORE_BYTES = 4;

/**
 * Counts how often each digest came. An open hash table of 16 bytes a slot, 21 to 43 a line: a `Map` takes several
 * times that, and no more than 16 million.
 */
export class Occurrences {
  private keys = new Float64Array(FIRST_SLOTS);
  private more = new Uint32Array(FIRST_SLOTS);
  private counts = new Uint32Array(FIRST_SLOTS);
  private used = 0;

  /** How often this digest came before. */
  next(digest: Buffer): number {
    if (this.used * 4 >= this.keys.length * 3) this.grow();
    const key = digest.readUIntBE(0, KEY_BYTES);
    const more = digest.readUIntBE(KEY_BYTES, MORE_BYTES);
    const slot = this.slotOf(key, more);
    const before = this.counts[slot]!;
    if (before === 0) this.used += 1;
    this.put(slot, key, more, before + 1);
    return before;
  }

  private put(slot: number, key: number, more: number, count: number): void {
    this.keys[slot] = key;
    this.more[slot] = more;
    this.counts[slot] = count;
  }

  private slotOf(key: number, more: number): number {
    const mask = this.keys.length - 1;
    // Digests are evenly spread already.
    let slot = key % this.keys.length;
    while (this.counts[slot] !== 0 && !(this.keys[slot] === key && this.more[slot] === more))
      slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, more, counts } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.more = new Uint32Array(keys.length * 2);
    this.counts = new Uint32Array(keys.length * 2);
    counts.forEach((count, index) => {
      if (count === 0) return;
      const slot = this.slotOf(keys[index]!, more[index]!);
      this.put(slot, keys[index]!, more[index]!, count);
    });
  }
}
