import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { DataDirUnusable } from '../config/setting.js';
import { openOwnFile } from '../sqlite/own-file.js';
import { openJson, sealJson } from './sealed-json.js';

/** What tells such a file from all others. */
export interface SealedKind {
  /** Four letters, by convention. */
  readonly applicationId: number;
  readonly table: string;
}

/** Few things of one kind, each by its id and encrypted, in a file of the data directory; made with the first. */
export class SealedFile<Item extends { readonly id: string }> {
  private database: DatabaseSync | undefined;

  constructor(
    private readonly path: string,
    private readonly key: KeyObject,
    private readonly kind: SealedKind,
  ) {}

  /** @throws DataDirUnusable, DisclosuresUnreadable */
  all(): readonly Item[] {
    if (!existsSync(this.path)) return [];
    return this.opened()
      .prepare(`SELECT id, sealed FROM ${this.kind.table}`)
      .all()
      .map(({ id, sealed }) => openJson(this.key, String(id), sealed as Uint8Array) as Item);
  }

  /** On disk when it returns. */
  put(item: Item): void {
    this.opened()
      .prepare(`INSERT OR REPLACE INTO ${this.kind.table} (id, sealed) VALUES (?, ?)`)
      .run(item.id, sealJson(this.key, item.id, item));
  }

  /** As on disk when it returns. */
  remove(id: string): void {
    this.opened().prepare(`DELETE FROM ${this.kind.table} WHERE id = ?`).run(id);
  }

  close(): void {
    this.database?.close();
    this.database = undefined;
  }

  private opened(): DatabaseSync {
    const { applicationId, table } = this.kind;
    const steps = [`CREATE TABLE ${table} (id TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID`];
    this.database ??= openOwnFile(
      this.path,
      { applicationId, before: 0, steps },
      (misfit) => new DataDirUnusable(`${this.path} is of ${misfit} make: this release cannot use it.`),
    );
    return this.database;
  }
}
