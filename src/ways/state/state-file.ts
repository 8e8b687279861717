import type { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { DataDirUnusable } from '../../config/setting.js';
import type { FileKind } from '../../sqlite/file-kind.js';
import { openOwnFile } from '../../sqlite/own-file.js';
import type { Kept, StateKind, StateStore } from './state-store.js';

const KIND: FileKind = {
  // "plss"
  applicationId: 0x706c7373,
  before: 0,
  steps: [
    'CREATE TABLE kept (kind TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID',
  ],
};

/** In a file of the data directory. */
export class StateFile implements StateStore {
  private readonly database: DatabaseSync;

  /** @throws DataDirUnusable */
  constructor(directory: string) {
    const path = join(directory, 'sessions.sqlite');
    this.database = openOwnFile(
      path,
      KIND,
      (misfit) => new DataDirUnusable(`${path} is of ${misfit} make: this release cannot use it.`),
    );
  }

  all(): readonly Kept[] {
    return this.database
      .prepare('SELECT kind, name, state FROM kept')
      .all()
      .map(({ kind, name, state }) => ({
        kind: kind as StateKind,
        name: String(name),
        state: JSON.parse(String(state)) as unknown,
      }));
  }

  put(kind: StateKind, name: string, state: unknown): void {
    this.database
      .prepare('INSERT OR REPLACE INTO kept (kind, name, state) VALUES (?, ?, ?)')
      .run(kind, name, JSON.stringify(state));
  }

  remove(kind: StateKind, name: string): void {
    this.database.prepare('DELETE FROM kept WHERE kind = ? AND name = ?').run(kind, name);
  }

  close(): void {
    this.database.close();
  }
}
