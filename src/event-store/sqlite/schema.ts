import type { FileKind } from '../../sqlite/file-kind.js';

/** "plgr". */
const APPLICATION_ID = 0x706c6772;

/** Logs of the versions before the first release held personal values in clear. */
const BEFORE_FIRST_RELEASE = 1;

/**
 * The log's promises are kept by the database itself, for whoever writes to it: REPLACE, which deletes without
 * firing a DELETE trigger, is why an insert must not meet an existing row.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    disclosures BLOB,
    UNIQUE (stream_id, revision),
    UNIQUE (stream_id, id)
  ) STRICT;

  CREATE TRIGGER events_only_grow BEFORE INSERT ON events
  BEGIN
    SELECT RAISE(ABORT, 'the position is taken')
      WHERE EXISTS (SELECT 1 FROM events WHERE position = NEW.position);
    SELECT RAISE(ABORT, 'the stream holds the id already')
      WHERE EXISTS (SELECT 1 FROM events WHERE stream_id = NEW.stream_id AND id = NEW.id);
    SELECT RAISE(ABORT, 'the revision is not the next of the stream')
      WHERE NEW.revision <>
        1 + coalesce((SELECT max(revision) FROM events WHERE stream_id = NEW.stream_id), 0);
  END;

  CREATE TRIGGER events_have_no_gap AFTER INSERT ON events
    WHEN NEW.position <> 1 AND NOT EXISTS (SELECT 1 FROM events WHERE position = NEW.position - 1)
  BEGIN
    SELECT RAISE(ABORT, 'positions have no gap');
  END;

  CREATE TRIGGER events_never_change BEFORE UPDATE ON events
  BEGIN
    SELECT RAISE(ABORT, 'events never change');
  END;

  CREATE TRIGGER events_never_go BEFORE DELETE ON events
  BEGIN
    SELECT RAISE(ABORT, 'events are never deleted');
  END;
  `,
  `
  ALTER TABLE events ADD COLUMN mac BLOB;

  CREATE TABLE heads (
    stream_id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  INSERT INTO heads SELECT stream_id, max(revision), max(position) FROM events GROUP BY stream_id;

  CREATE TRIGGER heads_only_rise BEFORE UPDATE ON heads
    WHEN NEW.stream_id <> OLD.stream_id OR NEW.revision <= OLD.revision
  BEGIN
    SELECT RAISE(ABORT, 'heads only rise');
  END;

  CREATE TRIGGER heads_are_no_others BEFORE INSERT ON heads
    WHEN EXISTS (SELECT 1 FROM heads WHERE stream_id = NEW.stream_id AND revision >= NEW.revision)
  BEGIN
    SELECT RAISE(ABORT, 'heads only rise');
  END;

  CREATE TRIGGER heads_never_go BEFORE DELETE ON heads
  BEGIN
    SELECT RAISE(ABORT, 'heads are never deleted');
  END;

  CREATE TABLE aliens (
    number INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    stream_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    disclosures BLOB,
    mac BLOB,
    why TEXT NOT NULL,
    set_aside_at TEXT NOT NULL
  ) STRICT;

  CREATE TRIGGER aliens_only_grow BEFORE INSERT ON aliens
    WHEN EXISTS (SELECT 1 FROM aliens WHERE number = NEW.number)
  BEGIN
    SELECT RAISE(ABORT, 'the number is taken');
  END;

  CREATE TRIGGER aliens_never_change BEFORE UPDATE ON aliens
  BEGIN
    SELECT RAISE(ABORT, 'aliens never change');
  END;

  CREATE TRIGGER aliens_never_go BEFORE DELETE ON aliens
  BEGIN
    SELECT RAISE(ABORT, 'aliens are never deleted');
  END;
  `,
];

export const LOG: FileKind = { applicationId: APPLICATION_ID, before: BEFORE_FIRST_RELEASE, steps: STEPS };
