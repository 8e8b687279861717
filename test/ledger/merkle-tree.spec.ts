import { createRequire } from 'node:module';
import fc from 'fast-check';
import { MerkleTree } from '../../src/ledger/merkle-tree.js';
import { TilesDamaged } from '../../src/ledger/tile-store.js';
import { MemoryTiles } from './support/memory-tiles.js';
import { Reference, consistencyHolds, inclusionHolds, leafOf } from './support/rfc6962.js';
import { FULL } from '../support/full.js';

const require = createRequire(import.meta.url);
interface SigstoreEntry {
  readonly canonicalizedBody: Buffer;
  readonly inclusionProof: { readonly logIndex: string; readonly hashes: readonly Buffer[] };
}
/** Sigstore's verifier of transparency logs, which others wrote. Its package exports the whole, not this part. */
const { verifyMerkleInclusion } = require('../../node_modules/@sigstore/verify/dist/tlog/merkle.js') as {
  readonly verifyMerkleInclusion: (
    entry: SigstoreEntry,
    checkpoint: { readonly logSize: bigint; readonly logHash: Buffer },
  ) => void;
};

const MOST = 300;
/** Trees of sizes between look like these: small ones, those about a power of two or a tile, and some of all others. */
const isTried = (size: number) =>
  FULL ||
  size <= 17 ||
  size % 41 === 0 ||
  [64, 128, 192, 256, MOST].some((edge) => Math.abs(size - edge) <= 1);
const ENTRIES = Array.from({ length: 1_000 }, (_, index) => Buffer.from(`entry ${index}`));
const LEAVES = ENTRIES.map(leafOf);
const reference = new Reference(LEAVES);

function treeOf(size: number, store = new MemoryTiles()): MerkleTree {
  const tree = new MerkleTree(store);
  tree.append(LEAVES.slice(0, size));
  return tree;
}
const tree = treeOf(MOST);

/** Which of the pairs differ; one expectation for each would take minutes. */
function differing(check: (small: number, large: number) => boolean): string[] {
  const found: string[] = [];
  for (let large = 0; large <= MOST; large++) {
    if (!isTried(large)) continue;
    for (let small = 0; small <= large; small++) if (!check(small, large)) found.push(`${small} of ${large}`);
  }
  return found;
}
const same = (one: readonly Buffer[], other: readonly Buffer[]) =>
  one.length === other.length && one.every((hash, index) => hash.equals(other[index]!));

describe('pairs up to 300 leaves', () => {
  it('have the inclusion proofs of the definition, which a verifier accepts', () => {
    expect(
      differing((leafIndex, treeSize) => {
        if (leafIndex === treeSize) return true;
        const proof = tree.inclusion(leafIndex, treeSize);
        return (
          same(proof, reference.path(leafIndex, 0, treeSize)) &&
          inclusionHolds(LEAVES[leafIndex]!, leafIndex, treeSize, reference.mth(0, treeSize), proof)
        );
      }),
    ).toEqual([]);
  });

  it('have the consistency proofs of the definition, which a verifier accepts', () => {
    expect(
      differing((from, to) => {
        const proof = tree.consistency(from, to);
        return (
          same(proof, reference.proof(from, to)) &&
          consistencyHolds(from, to, reference.mth(0, from), reference.mth(0, to), proof)
        );
      }),
    ).toEqual([]);
  });

  it('have inclusion proofs that Sigstore accepts', () => {
    expect(
      differing((leafIndex, treeSize) => {
        if (leafIndex === treeSize) return true;
        const hashes = tree.inclusion(leafIndex, treeSize);
        const inclusionProof = { logIndex: String(leafIndex), hashes };
        const checkpoint = { logSize: BigInt(treeSize), logHash: tree.root(treeSize) };
        verifyMerkleInclusion({ canonicalizedBody: ENTRIES[leafIndex]!, inclusionProof }, checkpoint);
        return true;
      }),
    ).toEqual([]);
  });
});

describe('the verifiers of this test', () => {
  const root = reference.mth(0, 7);
  const flipped = (hash: Buffer) => Buffer.from(hash.map((byte, at) => (at === 9 ? byte ^ 4 : byte)));

  it('refuse another leaf, place, size, root or hash, and a hash too few or too many', () => {
    const proof = tree.inclusion(4, 7);
    expect(inclusionHolds(LEAVES[4]!, 4, 7, root, proof)).toBe(true);
    expect(inclusionHolds(LEAVES[5]!, 4, 7, root, proof)).toBe(false);
    expect(inclusionHolds(LEAVES[4]!, 5, 7, root, proof)).toBe(false);
    expect(inclusionHolds(LEAVES[4]!, 4, 5, root, proof)).toBe(false);
    expect(inclusionHolds(LEAVES[4]!, 4, 7, flipped(root), proof)).toBe(false);
    expect(inclusionHolds(LEAVES[4]!, 4, 7, root, proof.with(1, flipped(proof[1]!)))).toBe(false);
    expect(inclusionHolds(LEAVES[4]!, 4, 7, root, proof.slice(1))).toBe(false);
    expect(inclusionHolds(LEAVES[4]!, 4, 7, root, [...proof, root])).toBe(false);
    expect(() =>
      verifyMerkleInclusion(
        { canonicalizedBody: ENTRIES[5]!, inclusionProof: { logIndex: '4', hashes: proof } },
        { logSize: 7n, logHash: root },
      ),
    ).toThrow('does not match');
  });

  it('refuse a history that was rewritten', () => {
    const other = new Reference(LEAVES.with(1, LEAVES[900]!));
    const proof = tree.consistency(3, 7);
    expect(consistencyHolds(3, 7, reference.mth(0, 3), root, proof)).toBe(true);
    expect(consistencyHolds(3, 7, other.mth(0, 3), root, proof)).toBe(false);
    expect(consistencyHolds(3, 7, other.mth(0, 3), other.mth(0, 7), other.proof(3, 7))).toBe(true);
    expect(consistencyHolds(3, 7, reference.mth(0, 3), other.mth(0, 7), other.proof(3, 7))).toBe(false);
  });
});

describe('growing', () => {
  it('in pieces of any size leads to the same tiles, roots and proofs', () => {
    const piecesOf = fc.array(fc.integer({ min: 0, max: 280 }), { maxLength: 8 });
    const whole = new MemoryTiles();
    const all = treeOf(LEAVES.length, whole);
    fc.assert(
      fc.property(piecesOf, fc.nat(), (pieces, chosen) => {
        const store = new MemoryTiles();
        const grown = new MerkleTree(store);
        for (const piece of pieces)
          if (grown.size + piece <= LEAVES.length) grown.append(LEAVES.slice(grown.size, grown.size + piece));
        const { size } = grown;
        expect(grown.root()).toEqual(reference.mth(0, size));
        for (const [place, hashes] of store.tiles)
          expect(whole.tiles.get(place)!.subarray(0, hashes.length).equals(hashes)).toBe(true);
        if (size === 0) return;
        const [leafIndex, from] = [chosen % size, chosen % (size + 1)];
        expect(grown.leaf(leafIndex)).toEqual(LEAVES[leafIndex]);
        expect(grown.inclusion(leafIndex, size)).toEqual(all.inclusion(leafIndex, size));
        expect(grown.consistency(from, size)).toEqual(all.consistency(from, size));
      }),
      { numRuns: FULL ? 100 : 30 },
    );
  });

  it('writes full tiles once, and of each level the last one alone again', () => {
    const store = new MemoryTiles();
    const grown = new MerkleTree(store);
    for (const leaf of LEAVES) grown.append([leaf]);
    const full = store.written.filter(({ hashes }) => hashes.length === 8_192);
    // 1,000 = 3 x 256 + 232.
    expect(full.map(({ level, number }) => `${level}/${number}`)).toEqual(['0/0', '0/1', '0/2']);
    expect(store.written).toHaveLength(1_000 + 3);
  });

  it('takes nothing but hashes of leaves', () => {
    const grown = treeOf(3);
    expect(() => grown.append([LEAVES[3]!, Buffer.alloc(31)])).toThrow(RangeError);
    expect(grown.size).toBe(3);
    grown.append([]);
    expect(grown.root()).toEqual(reference.mth(0, 3));
  });

  it('goes on after a write that failed as if nothing had been', () => {
    const store = new MemoryTiles();
    const grown = treeOf(255, store);
    const write = store.write.bind(store);
    store.write = () => {
      throw new Error('disk full');
    };
    expect(() => grown.append(LEAVES.slice(255, 260))).toThrow('disk full');
    expect(grown.root()).toEqual(reference.mth(0, 255));
    store.write = write;
    grown.append(LEAVES.slice(255, 260));
    expect(grown.root()).toEqual(reference.mth(0, 260));
  });
});

describe('what cannot be', () => {
  it.each<[string, () => unknown]>([
    ['a root of more leaves', () => tree.root(MOST + 1)],
    ['a root of less than none', () => tree.root(-1)],
    ['a root of a part', () => tree.root(1.5)],
    ['a leaf past the end', () => tree.leaf(MOST)],
    ['inclusion in a smaller tree', () => tree.inclusion(5, 5)],
    ['inclusion in a larger tree', () => tree.inclusion(5, MOST + 1)],
    ['inclusion before the first', () => tree.inclusion(-1, 5)],
    ['consistency backwards', () => tree.consistency(6, 5)],
    ['consistency with a larger tree', () => tree.consistency(5, MOST + 1)],
    ['consistency from less than nothing', () => tree.consistency(-1, 5)],
    ['a tile without width', () => tree.tile(0, 0, 0)],
    ['a tile too wide', () => tree.tile(0, 0, 257)],
    ['a tile before the first', () => tree.tile(0, -1, 1)],
    ['a tile below the leaves', () => tree.tile(-1, 0, 1)],
  ])('%s is out of range', (_, ask) => {
    expect(ask).toThrow(RangeError);
  });

  it('tiles that lack what the size promises are said to be damaged, and longer ones are cut', () => {
    const store = new MemoryTiles();
    const grown = treeOf(600, store);
    store.tiles.set('0/2', store.tiles.get('0/2')!.subarray(0, 50 * 32));
    expect(() => new MerkleTree(store).inclusion(590, 600)).toThrow(TilesDamaged);
    store.tiles.delete('1/0');
    expect(() => new MerkleTree(store).root()).toThrow(TilesDamaged);
    expect(grown.size).toBe(600);

    const put = new MemoryTiles();
    treeOf(600, put);
    put.size = 300;
    const back = new MerkleTree(put);
    expect(back.root()).toEqual(reference.mth(0, 300));
    back.append(LEAVES.slice(300, 700));
    expect(back.root()).toEqual(reference.mth(0, 700));
  });
});

describe('time and space', () => {
  const MANY = 100_000;
  const store = new MemoryTiles();
  const large = new MerkleTree(store);
  const zeros = Array.from({ length: 1_000 }, () => Buffer.alloc(32));
  while (large.size < MANY) large.append(zeros);

  it('a proof reads two tiles of each level at the most, though nothing is in memory', () => {
    // 100,000 leaves have tiles of levels 0, 1 and 2: 256 ** 2 = 65,536 < 100,000.
    for (const leafIndex of [0, 1, 12_345, 65_535, 65_536, 99_839, 99_840, 99_996]) {
      store.reads = 0;
      new MerkleTree(store).inclusion(leafIndex, MANY - 3);
      expect(store.reads).toBeLessThanOrEqual(2 * 3);
      store.reads = 0;
      new MerkleTree(store).consistency(leafIndex, MANY - 3);
      expect(store.reads).toBeLessThanOrEqual(2 * 3);
    }
  });

  it('an append reads and writes one tile of each level at the most', () => {
    store.reads = 0;
    store.written.length = 0;
    const again = new MerkleTree(store);
    // 100,000 = 390 x 256 + 160, so 96 more fill the tile of leaves.
    again.append(zeros.slice(0, 96));
    expect(store.written.map(({ level }) => level)).toEqual([0, 1]);
    expect(store.reads).toBe(2);
  });

  it('all tiles together hold the leaves, and one hash more for each 256 of them', () => {
    const hashes = [...store.tiles.values()].reduce((sum, tile) => sum + tile.length / 32, 0);
    expect(hashes).toBe(large.size + Math.floor(large.size / 256) + Math.floor(large.size / 65_536));
  });
});
