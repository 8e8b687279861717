import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DataDirUnusable } from '../config/setting.js';
import { openDisclosures, sealDisclosures } from '../custody/disclosure-cipher.js';
import { type FileKind, bringUpToDate } from '../sqlite/file-kind.js';
import { inTransaction } from '../sqlite/in-transaction.js';
import { openDatabase } from '../sqlite/open.js';
import type { ErasureOrder } from './erasure-order.js';

const KIND: FileKind = {
  // "pleo"
  applicationId: 0x706c656f,
  before: 0,
  steps: ['CREATE TABLE orders (id TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID'],
};

/** Erasures that were asked for, encrypted, in a file of the data directory; made with the first. */
export class OrderFile {
  private readonly path: string;
  private database: DatabaseSync | undefined;

  constructor(
    directory: string,
    private readonly key: KeyObject,
  ) {
    this.path = join(directory, 'erasures.sqlite');
  }

  /** @throws DataDirUnusable, DisclosuresUnreadable */
  all(): readonly ErasureOrder[] {
    if (!existsSync(this.path)) return [];
    return this.opened()
      .prepare('SELECT id, sealed FROM orders')
      .all()
      .map(({ id, sealed }) => {
        const [text = ''] = openDisclosures(this.key, String(id), sealed as Uint8Array);
        return JSON.parse(Buffer.from(text, 'base64url').toString()) as ErasureOrder;
      });
  }

  /** On disk when it returns. */
  put(order: ErasureOrder): void {
    const text = Buffer.from(JSON.stringify(order)).toString('base64url');
    this.opened()
      .prepare('INSERT OR REPLACE INTO orders (id, sealed) VALUES (?, ?)')
      .run(order.id, sealDisclosures(this.key, order.id, [text]));
  }

  close(): void {
    this.database?.close();
    this.database = undefined;
  }

  private opened(): DatabaseSync {
    if (this.database) return this.database;
    const database = openDatabase(this.path);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    inTransaction(database, () =>
      bringUpToDate(
        database,
        KIND,
        (misfit) => new DataDirUnusable(`${this.path} is of ${misfit} make: this release cannot use it.`),
      ),
    );
    this.database = database;
    return database;
  }
}
