import { HASH_BYTES, nodeHash } from './hashes.js';

/** The subtree that a tile stands for; the nodes between its hashes and its root are computed when asked for. */
export class TileNodes {
  private readonly made: Map<number, Buffer>[] = [];

  constructor(readonly hashes: Buffer) {}

  /**
   * The hash over the `2 ** height` hashes of the tile that begin at `index * 2 ** height`.
   * @param height above the tile's own hashes, 0 to TILE_HEIGHT
   */
  node(height: number, index: number): Buffer {
    if (height === 0) return this.hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    const made = (this.made[height] ??= new Map());
    let node = made.get(index);
    if (!node) {
      node = nodeHash(this.node(height - 1, 2 * index), this.node(height - 1, 2 * index + 1));
      made.set(index, node);
    }
    return node;
  }
}
