import type { FileKind } from '../sqlite/file-kind.js';

/** "plgk". */
const APPLICATION_ID = 0x706c676b;

const SCHEMA = `
  CREATE TABLE keys (
    therapy_id TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE erasures (
    therapy_id TEXT PRIMARY KEY,
    event_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    authority TEXT NOT NULL,
    erased_at INTEGER NOT NULL,
    erased_by TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE lost (
    therapy_id TEXT PRIMARY KEY,
    noticed_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE holds (
    number INTEGER PRIMARY KEY,
    therapy_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    authority TEXT NOT NULL,
    held_at INTEGER NOT NULL,
    held_by TEXT NOT NULL,
    release_reason TEXT,
    released_at INTEGER,
    released_by TEXT
  ) STRICT;

  CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value ANY
  ) STRICT, WITHOUT ROWID;
`;

export const KEY_FILE: FileKind = { applicationId: APPLICATION_ID, before: 0, steps: [SCHEMA] };
