import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { TILE_WIDTH, type Tile, type TilePlace, type TileStore } from '../ledger/tile-store.js';
import { HASH_BYTES } from '../ledger/hashes.js';
import type { Edge } from './note.js';

/** The tiles of a log's tree, beside its records; within transactions of the caller. */
export class TreeTable implements TileStore {
  private readonly reading: StatementSync;
  private readonly writing: StatementSync;
  private readonly resizing: StatementSync;
  private readonly sizing: StatementSync;

  constructor(
    database: DatabaseSync,
    private readonly log: string,
  ) {
    this.reading = database.prepare('SELECT hashes FROM tiles WHERE log = ? AND level = ? AND number = ?');
    this.writing = database.prepare('REPLACE INTO tiles VALUES (?, ?, ?, ?)');
    this.resizing = database.prepare(
      'INSERT INTO logs VALUES (?, ?, 0) ON CONFLICT DO UPDATE SET hashed = excluded.hashed',
    );
    this.sizing = database.prepare('SELECT hashed FROM logs WHERE log = ?');
  }

  get size(): number {
    return Number(this.sizing.get(this.log)?.['hashed'] ?? 0);
  }

  read({ level, number }: TilePlace): Uint8Array | undefined {
    return this.reading.get(this.log, level, number)?.['hashes'] as Uint8Array | undefined;
  }

  write(tiles: readonly Tile[], size: number): void {
    for (const { level, number, hashes } of tiles) this.writing.run(this.log, level, number, hashes);
    this.resizing.run(this.log, size);
  }
}

/** The last tile of each level of a tree of so many leaves, as far as that is begun: all that an append reads. */
export function edgeOf(store: TileStore, size: number): Edge['tiles'] {
  const tiles: Edge['tiles'][number][] = [];
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    const width = count % TILE_WIDTH;
    if (width === 0) continue;
    const number = Math.floor(count / TILE_WIDTH);
    const hashes = Buffer.from(store.read({ level, number })!).subarray(0, width * HASH_BYTES);
    tiles.push({ level, number, hashes: hashes.toString('base64') });
  }
  return tiles;
}
