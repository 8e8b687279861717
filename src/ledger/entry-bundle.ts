const LENGTH_BYTES = 2;
const MOST_BYTES = 0xffff;

/**
 * Entries as C2SP tlog-tiles bundles them: each after its length, 16 bits, big-endian.
 * @throws RangeError for an entry that is too long for that
 */
export function entryBundle(entries: readonly Uint8Array[]): Buffer {
  const parts = entries.flatMap((entry) => {
    if (entry.length > MOST_BYTES)
      throw new RangeError(`an entry has at most ${MOST_BYTES} bytes, not ${entry.length}`);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt16BE(entry.length);
    return [length, entry];
  });
  return Buffer.concat(parts);
}
