import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './hashes.js';
import { Recent } from './recent.js';
import { TileNodes } from './tile-nodes.js';
import {
  TILE_HEIGHT,
  TILE_WIDTH,
  type Tile,
  type TilePlace,
  type TileStore,
  TilesDamaged,
} from './tile-store.js';

/** A proof looks at a tile of leaves several times, and at that at the tree's end. */
const RECENT_LEAF_TILES = 2;
/** Each proof goes through tiles above the leaves, of which there are few: one for 65,536 events. */
const RECENT_TILES_ABOVE = 128;

const keyOf = ({ level, number }: TilePlace) => `${level}/${number}`;
const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;
const FULL_BYTES = TILE_WIDTH * HASH_BYTES;

/** The largest power of two below a number of leaves, which is at least 2: where RFC 6962 splits a tree. */
function splitOf(leaves: number): number {
  let split = 1;
  while (split * 2 < leaves) split *= 2;
  return split;
}

/**
 * The Merkle tree of RFC 6962 over hashes of leaves, kept as tiles. An append reads and writes its right edge alone, and
 * a proof some tiles of each level; nothing takes time that grows with more than the logarithm of the size.
 */
export class MerkleTree {
  private readonly leafTiles = new Recent<TileNodes>(RECENT_LEAF_TILES);
  private readonly tilesAbove = new Recent<TileNodes>(RECENT_TILES_ABOVE);

  constructor(private readonly store: TileStore) {}

  /** Leaves. */
  get size(): number {
    return this.store.size;
  }

  /** @throws RangeError, TilesDamaged */
  append(leafHashes: readonly Uint8Array[]): void {
    if (leafHashes.some(({ length }) => length !== HASH_BYTES))
      throw new RangeError(`the hash of a leaf has ${HASH_BYTES} bytes`);
    const tiles: Tile[] = [];
    let hashes = leafHashes;
    for (let level = 0; hashes.length > 0; level++) {
      const grown = this.grown(level, hashes);
      tiles.push(...grown);
      hashes = grown
        .filter((tile) => tile.hashes.length === FULL_BYTES)
        .map((tile) => new TileNodes(tile.hashes).node(TILE_HEIGHT, 0));
    }
    this.store.write(tiles, this.size + leafHashes.length);
    for (const tile of tiles) this.recent(tile.level).forget(keyOf(tile));
  }

  /** Of the first so many leaves. @throws RangeError, TilesDamaged */
  root(size = this.size): Buffer {
    this.checkSize(size);
    return size === 0 ? EMPTY_ROOT : this.subtree(0, size);
  }

  /** The hash of a leaf. @throws RangeError, TilesDamaged */
  leaf(leafIndex: number): Buffer {
    this.checkLeaf(leafIndex, this.size);
    return this.subtree(leafIndex, leafIndex + 1);
  }

  /**
   * PATH of RFC 6962, section 2.1.1: what leads from a leaf to the root of the first `treeSize` leaves, from below.
   * @throws RangeError, TilesDamaged
   */
  inclusion(leafIndex: number, treeSize: number): Buffer[] {
    this.checkSize(treeSize);
    this.checkLeaf(leafIndex, treeSize);
    const path: Buffer[] = [];
    let [begin, end] = [0, treeSize];
    while (end - begin > 1) {
      const middle = begin + splitOf(end - begin);
      if (leafIndex < middle) {
        path.push(this.subtree(middle, end));
        end = middle;
      } else {
        path.push(this.subtree(begin, middle));
        begin = middle;
      }
    }
    return path.toReversed();
  }

  /**
   * PROOF of RFC 6962, section 2.1.2: that the first `from` leaves are the beginning of the first `to`. Empty where there
   * is nothing to prove: from 0, or to itself.
   * @throws RangeError, TilesDamaged
   */
  consistency(from: number, to: number): Buffer[] {
    this.checkSize(to);
    if (!isCount(from) || from > to) throw new RangeError(`no tree of ${from} leaves begins one of ${to}`);
    const proof: Buffer[] = [];
    if (from === 0) return proof;
    let [begin, end] = [0, to];
    while (from < end) {
      const middle = begin + splitOf(end - begin);
      if (from <= middle) {
        proof.push(this.subtree(middle, end));
        end = middle;
      } else {
        proof.push(this.subtree(begin, middle));
        begin = middle;
      }
    }
    // Where the old tree is this whole subtree from its beginning, whoever checks has its root already.
    if (begin > 0) proof.push(this.subtree(begin, end));
    return proof.toReversed();
  }

  /**
   * The first hashes of a tile; undefined where the tree does not have so many there.
   * @param width hashes, 1 to TILE_WIDTH
   * @throws RangeError, TilesDamaged
   */
  tile(level: number, number: number, width: number): Buffer | undefined {
    if (![level, number].every(isCount) || !isCount(width) || width < 1 || width > TILE_WIDTH)
      throw new RangeError(`there is no tile ${number} of level ${level} with ${width} hashes`);
    if (number * TILE_WIDTH + width > this.hashesOn(level)) return undefined;
    return this.nodes({ level, number }).hashes.subarray(0, width * HASH_BYTES);
  }

  /** The tiles that change or come where a level grows by some hashes. */
  private grown(level: number, hashes: readonly Uint8Array[]): Tile[] {
    const before = this.hashesOn(level);
    const first = Math.floor(before / TILE_WIDTH);
    const isBegun = before % TILE_WIDTH > 0;
    const all = Buffer.concat(isBegun ? [this.nodes({ level, number: first }).hashes, ...hashes] : hashes);
    return Array.from({ length: Math.ceil(all.length / FULL_BYTES) }, (_, index) => ({
      level,
      number: first + index,
      hashes: all.subarray(index * FULL_BYTES, (index + 1) * FULL_BYTES),
    }));
  }

  /** MTH of RFC 6962 over leaves that are, as its splits always are, a whole subtree or one at the tree's end. */
  private subtree(begin: number, end: number): Buffer {
    const leaves = end - begin;
    if (leaves === 1) return this.node(0, begin);
    const split = splitOf(leaves);
    if (leaves === 2 * split) return this.node(Math.log2(leaves), begin);
    return nodeHash(this.subtree(begin, begin + split), this.subtree(begin + split, end));
  }

  /** The hash of the subtree of so many levels whose first leaf this is. */
  private node(height: number, firstLeaf: number): Buffer {
    const level = Math.floor(height / TILE_HEIGHT);
    const first = firstLeaf / TILE_WIDTH ** level;
    const nodes = this.nodes({ level, number: Math.floor(first / TILE_WIDTH) });
    const within = height % TILE_HEIGHT;
    return nodes.node(within, (first % TILE_WIDTH) / 2 ** within);
  }

  private nodes(place: TilePlace): TileNodes {
    return this.recent(place.level).get(keyOf(place), () => {
      const { level, number } = place;
      const width = Math.min(TILE_WIDTH, this.hashesOn(level) - number * TILE_WIDTH);
      const stored = this.store.read(place);
      // It is longer where the size was put back.
      if (!stored || stored.length < width * HASH_BYTES)
        throw new TilesDamaged(`tile ${number} of level ${level} does not hold ${width} hashes`);
      return new TileNodes(Buffer.from(stored.buffer, stored.byteOffset, width * HASH_BYTES));
    });
  }

  private recent(level: number): Recent<TileNodes> {
    return level === 0 ? this.leafTiles : this.tilesAbove;
  }

  private hashesOn(level: number): number {
    return Math.floor(this.size / TILE_WIDTH ** level);
  }

  private checkSize(size: number): void {
    if (!isCount(size) || size > this.size)
      throw new RangeError(`the tree has ${this.size} leaves, so none of ${size} is part of it`);
  }

  private checkLeaf(leafIndex: number, size: number): void {
    if (!isCount(leafIndex) || leafIndex >= size)
      throw new RangeError(`a tree of ${size} leaves has no leaf ${leafIndex}`);
  }
}
