import { createHash } from 'node:crypto';

/** The definitions of RFC 6962, section 2.1, word for word, over hashes of leaves: slow, and nothing to get wrong. */

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const made = createHash('sha256');
  for (const part of parts) made.update(part);
  return made.digest();
};

export const leafOf = (bytes: Uint8Array) => sha256(Buffer.of(0), bytes);
export const parentOf = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.of(1), left, right);

/** "the largest power of two smaller than n" */
function splitOf(n: number): number {
  for (let k = 1; ; k *= 2) if (k < n && 2 * k >= n) return k;
}

/** MTH remembers by the run of leaves, which makes all pairs of 300 leaves a matter of seconds. */
export class Reference {
  private readonly roots = new Map<string, Buffer>();

  constructor(readonly leaves: readonly Buffer[]) {}

  mth(begin: number, end: number): Buffer {
    const n = end - begin;
    if (n === 0) return sha256();
    if (n === 1) return this.leaves[begin]!;
    const key = `${begin}-${end}`;
    const known = this.roots.get(key);
    if (known) return known;
    const k = splitOf(n);
    const root = parentOf(this.mth(begin, begin + k), this.mth(begin + k, end));
    this.roots.set(key, root);
    return root;
  }

  path(m: number, begin: number, end: number): Buffer[] {
    const n = end - begin;
    if (n === 1) return [];
    const k = splitOf(n);
    return m < k
      ? [...this.path(m, begin, begin + k), this.mth(begin + k, end)]
      : [...this.path(m - k, begin + k, end), this.mth(begin, begin + k)];
  }

  proof(m: number, n: number): Buffer[] {
    return m === 0 ? [] : this.subproof(m, 0, n, true);
  }

  private subproof(m: number, begin: number, end: number, b: boolean): Buffer[] {
    const n = end - begin;
    if (m === n) return b ? [] : [this.mth(begin, end)];
    const k = splitOf(n);
    return m <= k
      ? [...this.subproof(m, begin, begin + k, b), this.mth(begin + k, end)]
      : [...this.subproof(m - k, begin + k, end, false), this.mth(begin, begin + k)];
  }
}

/** Checks an inclusion proof as RFC 9162, section 2.1.3.2, says: knows nothing of how one is made. */
export function inclusionHolds(
  leaf: Buffer,
  leafIndex: number,
  treeSize: number,
  root: Buffer,
  hashes: readonly Buffer[],
): boolean {
  if (leafIndex >= treeSize) return false;
  let [fn, sn, r] = [leafIndex, treeSize - 1, leaf];
  for (const p of hashes) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = parentOf(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      r = parentOf(r, p);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && r.equals(root);
}

/** Checks a consistency proof as RFC 9162, section 2.1.4.2, says. */
export function consistencyHolds(
  from: number,
  to: number,
  fromRoot: Buffer,
  toRoot: Buffer,
  hashes: readonly Buffer[],
): boolean {
  if (from === to) return hashes.length === 0 && fromRoot.equals(toRoot);
  if (from === 0) return hashes.length === 0 && fromRoot.equals(sha256());
  if (hashes.length === 0) return false;
  const isPowerOfTwo = Number.isInteger(Math.log2(from));
  const [first, ...rest] = isPowerOfTwo ? [fromRoot, ...hashes] : hashes;
  let [fn, sn] = [from - 1, to - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  let [fr, sr] = [first!, first!];
  for (const c of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = parentOf(c, fr);
      sr = parentOf(c, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      sr = parentOf(sr, c);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && fr.equals(fromRoot) && sr.equals(toRoot);
}
