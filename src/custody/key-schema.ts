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

/** Keys of members of staff, and erasures whose words are sealed under one. What was in clear before stays so. */
const STAFF = `
  CREATE TABLE staff_keys (
    person TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE lost_staff (
    person TEXT PRIMARY KEY,
    noticed_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE erasures RENAME TO erasures_in_clear;
  CREATE TABLE erasures (
    therapy_id TEXT PRIMARY KEY,
    event_id TEXT NOT NULL,
    reason TEXT,
    authority TEXT,
    sealed BLOB,
    bound_to TEXT,
    erased_at INTEGER NOT NULL,
    erased_by TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO erasures
    SELECT therapy_id, event_id, reason, authority, NULL, NULL, erased_at, erased_by FROM erasures_in_clear;
  DROP TABLE erasures_in_clear;
`;

/** Members of staff whose key was destroyed. */
const DESTROYED = `
  CREATE TABLE destroyed_staff (
    person TEXT PRIMARY KEY,
    destroyed_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

export const KEY_FILE: FileKind = {
  applicationId: APPLICATION_ID,
  before: 0,
  steps: [SCHEMA, STAFF, DESTROYED],
};
