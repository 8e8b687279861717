import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyObject } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { DataDirUnusable } from '../config/setting.js';
import { openDisclosures, sealDisclosures } from '../custody/disclosure-cipher.js';
import { type FileKind, bringUpToDate } from '../sqlite/file-kind.js';
import { inTransaction } from '../sqlite/in-transaction.js';
import { openDatabase } from '../sqlite/open.js';
import type { Glass } from './glass.js';

const KIND: FileKind = {
  // "plbg"
  applicationId: 0x706c6267,
  before: 0,
  steps: ['CREATE TABLE glasses (id TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID'],
};

/** Who broke the glass, encrypted, in a file of the data directory; made with the first. */
export class GlassFile {
  private readonly path: string;
  private database: DatabaseSync | undefined;

  constructor(
    directory: string,
    private readonly key: KeyObject,
  ) {
    this.path = join(directory, 'glass.sqlite');
  }

  /** @throws DataDirUnusable, DisclosuresUnreadable */
  all(): readonly Glass[] {
    if (!existsSync(this.path)) return [];
    return this.opened()
      .prepare('SELECT id, sealed FROM glasses')
      .all()
      .map(({ id, sealed }) => {
        const [text = ''] = openDisclosures(this.key, String(id), sealed as Uint8Array);
        return JSON.parse(Buffer.from(text, 'base64url').toString()) as Glass;
      });
  }

  /** On disk when it returns. */
  put(glass: Glass): void {
    const text = Buffer.from(JSON.stringify(glass)).toString('base64url');
    this.opened()
      .prepare('INSERT OR REPLACE INTO glasses (id, sealed) VALUES (?, ?)')
      .run(glass.id, sealDisclosures(this.key, glass.id, [text]));
  }

  close(): void {
    this.database?.close();
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
