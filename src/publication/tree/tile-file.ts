import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { SQLITE_ERROR, hasCode, isDamaged } from '../../sqlite/errors.js';
import { type FileKind, bringUpToDate } from '../../sqlite/file-kind.js';
import { inTransaction } from '../../sqlite/in-transaction.js';
import { openDatabase } from '../../sqlite/open.js';
import { removeDatabase } from '../../sqlite/remove.js';
import { sha256 } from '../../ledger/hashes.js';
import { type Tile, type TilePlace, type TileStore, TilesDamaged } from '../../ledger/tile-store.js';

/** "plgt". */
const APPLICATION_ID = 0x706c6774;
/** More than the levels of any tree whose leaves a number can count. */
const LEVELS = 8;

/** The sum is the SHA-256 of the hashes: a tile is believed only where it is what was written. */
const SCHEMA = `
  CREATE TABLE tree (only INTEGER PRIMARY KEY CHECK (only = 1), size INTEGER NOT NULL) STRICT;
  CREATE TABLE tiles (place INTEGER PRIMARY KEY, hashes BLOB NOT NULL, sum BLOB NOT NULL) STRICT;
  INSERT INTO tree (only, size) VALUES (1, 0);
`;

const TREE: FileKind = { applicationId: APPLICATION_ID, before: 0, steps: [SCHEMA] };

const placeOf = ({ level, number }: TilePlace) => number * LEVELS + level;

/**
 * The tiles in `DATA_DIR/tree.sqlite`. Everything in it follows from the log, so it may be deleted at any time; a file
 * that is no such file, or broken, is replaced by an empty one.
 */
export class TileFile implements TileStore {
  private readonly path: string;
  private database: DatabaseSync;
  private leaves = 0;
  private reading: StatementSync;
  private writing: StatementSync;
  private resizing: StatementSync;

  /** @param onReplaced hears why a file that was there is not used */
  constructor(directory: string, onReplaced: (why: TilesDamaged) => void) {
    this.path = join(directory, 'tree.sqlite');
    try {
      this.open();
    } catch (error) {
      if (!(error instanceof TilesDamaged)) throw error;
      onReplaced(error);
      this.clear();
    }
  }

  get size(): number {
    return this.leaves;
  }

  read(place: TilePlace): Uint8Array | undefined {
    const row = this.guarded(() => this.reading.get(placeOf(place)));
    if (!row) return undefined;
    const hashes = row.hashes as Uint8Array;
    if (!sha256(hashes).equals(row.sum as Uint8Array))
      throw new TilesDamaged(`${this.path}: tile ${place.number} of level ${place.level} was changed`);
    return hashes;
  }

  /** In one transaction. After a power cut the last ones may be gone, but none is there in part. */
  write(tiles: readonly Tile[], size: number): void {
    this.guarded(() => {
      inTransaction(this.database, () => {
        for (const tile of tiles) this.writing.run(placeOf(tile), tile.hashes, sha256(tile.hashes));
        this.resizing.run(size);
      });
    });
    this.leaves = size;
  }

  /** Begins again with an empty file. */
  clear(): void {
    this.close();
    removeDatabase(this.path);
    this.open();
  }

  close(): void {
    if (this.database?.isOpen) this.database.close();
  }

  private open(): void {
    this.guarded(() => {
      this.database = openDatabase(this.path);
      const refuse = () => new TilesDamaged(`${this.path} is no file of this version`);
      inTransaction(this.database, () => bringUpToDate(this.database, TREE, refuse));
      this.database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      this.reading = this.database.prepare('SELECT hashes, sum FROM tiles WHERE place = ?');
      this.writing = this.database.prepare('REPLACE INTO tiles (place, hashes, sum) VALUES (?, ?, ?)');
      this.resizing = this.database.prepare('UPDATE tree SET size = ?');
      const size = this.database.prepare('SELECT size FROM tree').get()?.size;
      if (typeof size !== 'number' || size < 0) throw new TilesDamaged(`${this.path} names no size`);
      this.leaves = size;
    });
  }

  private guarded<Value>(work: () => Value): Value {
    try {
      return work();
    } catch (error) {
      // A missing table is an SQLITE_ERROR.
      if (!isDamaged(error) && !hasCode(error, SQLITE_ERROR)) throw error;
      throw new TilesDamaged(`${this.path} is broken: ${(error as Error).message}`, { cause: error });
    }
  }
}
