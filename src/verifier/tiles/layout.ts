/** Hashes a tile holds, and entries a bundle. */
export const WIDTH = 256;
export const HASH_BYTES = 32;

/** A number in path elements of three digits, all but the last marked by an x. */
function indexPath(index: number): string {
  const digits = String(index);
  const whole = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const parts = whole.match(/.{3}/g)!;
  return [...parts.slice(0, -1).map((part) => `x${part}`), parts.at(-1)!].join('/');
}

/** Of the part of the tree that a file holds, relative to the directory that is served. */
export const pathOf = (level: number | 'entries', index: number, width: number): string =>
  `tile/${level}/${indexPath(index)}${width === WIDTH ? '' : `.p/${width}`}`;

/** The entries of a bundle, each after its length in two bytes; undefined where it does not end with one. */
export function entriesIn(bundle: Uint8Array): readonly Uint8Array[] | undefined {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return at === bytes.length ? entries : undefined;
}
