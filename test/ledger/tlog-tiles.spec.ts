import fc from 'fast-check';
import { MerkleTree } from '../../src/ledger/merkle-tree.js';
import { readTilePath, tilePath } from '../../src/ledger/tile-path.js';
import { MemoryTiles } from './support/memory-tiles.js';
import { Reference, leafOf, parentOf } from './support/rfc6962.js';
import { FULL } from '../support/full.js';

describe('tile paths', () => {
  it.each([
    // The number 1234067 is the example of C2SP tlog-tiles.
    ['tile/0/x001/x234/067', { level: 0, number: 1_234_067, width: 256 }],
    ['tile/0/000', { level: 0, number: 0, width: 256 }],
    ['tile/1/999.p/1', { level: 1, number: 999, width: 1 }],
    ['tile/63/x001/000.p/255', { level: 63, number: 1_000, width: 255 }],
    ['tile/entries/x123/456.p/17', { level: 'entries', number: 123_456, width: 17 }],
    ['tile/entries/007', { level: 'entries', number: 7, width: 256 }],
  ] as const)('%s', (path, address) => {
    expect(tilePath(address)).toBe(path);
    expect(readTilePath(path)).toEqual(address);
  });

  it('have one spelling each', () => {
    const level = fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const));
    const width = fc.integer({ min: 1, max: 256 });
    const number = fc.oneof(fc.nat(), fc.maxSafeNat());
    fc.assert(
      fc.property(fc.record({ level, number, width }), (address) => {
        expect(readTilePath(tilePath(address))).toEqual(address);
      }),
    );
  });

  it.each([
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/x000/x001/234',
    'tile/0/001/234',
    'tile/0/x001/x234',
    'tile/0/X001/234',
    'tile/0/x1/234',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/',
    'tile/0/000.p',
    'tile/0/000.P/1',
    'tile/0/000/',
    'tile/0/000 ',
    'tile/0/000\n',
    'tile/0/٠٠٠',
    'tile/0/%30%30%30',
    'tile/data/000',
    'tile/0',
    '/tile/0/000',
    'tile/0/x999/x999/x999/x999/x999/x999/999',
    // 2 ** 53
    'tile/0/x009/x007/x199/x254/x740/992',
    '',
  ])('%j is none', (path) => {
    expect(readTilePath(path)).toBeUndefined();
  });
});

describe('tiles', () => {
  const LEAVES = Array.from({ length: 70_000 }, (_, index) => leafOf(Buffer.from(String(index))));
  const tree = new MerkleTree(new MemoryTiles());
  for (let at = 0; at < LEAVES.length; at += 700) tree.append(LEAVES.slice(at, at + 700));

  /** All tiles of a tree of so many leaves, as C2SP counts them. */
  function tilesOf(size: number): { level: number; number: number; width: number }[] {
    const tiles = [];
    for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / 256)) {
      for (let number = 0; number < Math.floor(hashes / 256); number++)
        tiles.push({ level, number, width: 256 });
      if (hashes % 256 > 0) tiles.push({ level, number: Math.floor(hashes / 256), width: hashes % 256 });
    }
    return tiles;
  }

  it('are as many and as wide as in the example of C2SP', () => {
    const tiles = tilesOf(70_000);
    const full = (at: number) => tiles.filter(({ level, width }) => level === at && width === 256).length;
    const partial = tiles.filter(({ width }) => width < 256).map(({ level, width }) => [level, width]);
    expect([full(0), full(1), full(2)]).toEqual([273, 1, 0]);
    expect(partial).toEqual([
      [0, 112],
      [1, 17],
      [2, 1],
    ]);
    for (const { level, number, width } of tiles)
      expect(tree.tile(level, number, width)).toHaveLength(width * 32);
  });

  it.each([1, 255, 256, 257, 600, 65_537, ...(FULL ? [5_000, 65_536, 70_000] : [])])(
    'put together by a reader have the root of the tree when it had %i leaves',
    (size) => {
      const tiles = tilesOf(size);
      const hashesOf = (level: number) =>
        tiles
          .filter((tile) => tile.level === level)
          .flatMap(({ number, width }) => {
            const bytes = tree.tile(level, number, width)!;
            return Array.from({ length: width }, (_, at) => bytes.subarray(at * 32, (at + 1) * 32));
          });
      const leaves = hashesOf(0);
      expect(Buffer.concat(leaves).equals(Buffer.concat(LEAVES.slice(0, size)))).toBe(true);
      const reference = new Reference(leaves);
      expect(tree.root(size)).toEqual(reference.mth(0, size));
      // Each hash of a level is the root over the 256 below it.
      for (let level = 1; level <= 2; level++) {
        const below = hashesOf(level - 1);
        for (const [index, hash] of hashesOf(level).entries()) {
          let row = below.slice(index * 256, (index + 1) * 256);
          while (row.length > 1)
            row = row.flatMap((left, at) => (at % 2 === 0 ? [parentOf(left, row[at + 1]!)] : []));
          if (!hash.equals(row[0]!)) throw new Error(`hash ${index} of level ${level} is another`);
        }
      }
    },
  );

  it('that the tree does not have, or not so wide, are not given', () => {
    expect(tree.tile(0, 273, 113)).toBeUndefined();
    expect(tree.tile(0, 274, 1)).toBeUndefined();
    expect(tree.tile(1, 1, 18)).toBeUndefined();
    expect(tree.tile(2, 0, 2)).toBeUndefined();
    expect(tree.tile(3, 0, 1)).toBeUndefined();
    expect(tree.tile(63, 0, 1)).toBeUndefined();
    expect(new MerkleTree(new MemoryTiles()).tile(0, 0, 1)).toBeUndefined();
  });
});
