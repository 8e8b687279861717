/** So many hashes make a full tile; it stands for a subtree of TILE_HEIGHT levels (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;

/** Where a tile lies: level 0 holds the leaves' hashes, and each hash of a level above that of a full tile below. */
export interface TilePlace {
  readonly level: number;
  readonly number: number;
}

export interface Tile extends TilePlace {
  /** One after another, 1 to TILE_WIDTH. A tile only grows, at its end. */
  readonly hashes: Buffer;
}

/** Where a tree keeps its hashes. */
export interface TileStore {
  /** Leaves. */
  readonly size: number;
  /** @throws TilesDamaged */
  read(place: TilePlace): Uint8Array | undefined;
  /** Puts tiles, each in the place of a shorter one if any, and the size: all or nothing. */
  write(tiles: readonly Tile[], size: number): void;
}

/** The store does not hold what its size promises; the tree must be built anew from the log. */
export class TilesDamaged extends Error {}
