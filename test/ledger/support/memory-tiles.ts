import type { Tile, TilePlace, TileStore } from '../../../src/ledger/tile-store.js';

/** Tiles in memory, counted as they are read and written. */
export class MemoryTiles implements TileStore {
  size = 0;
  reads = 0;
  readonly tiles = new Map<string, Buffer>();
  readonly written: Tile[] = [];

  read({ level, number }: TilePlace): Uint8Array | undefined {
    this.reads += 1;
    return this.tiles.get(`${level}/${number}`);
  }

  write(tiles: readonly Tile[], size: number): void {
    for (const tile of tiles) {
      this.written.push(tile);
      this.tiles.set(`${tile.level}/${tile.number}`, Buffer.from(tile.hashes));
    }
    this.size = size;
  }
}
