import type { FileKind } from '../sqlite/file-kind.js';

/** "plga". */
const APPLICATION_ID = 0x706c6761;

/**
 * Records only grow at their end, and go only from their beginning, once `logs.pruned` says so. `subject`, `session` and
 * `address` are keyed digests, by which those are found that the bytes hold sealed. `log` is the service whose log it is;
 * empty where there is one log for all.
 */
const SCHEMA = `
  CREATE TABLE records (
    position INTEGER PRIMARY KEY,
    log TEXT NOT NULL,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    status INTEGER NOT NULL,
    code TEXT,
    subject TEXT,
    session TEXT,
    address TEXT,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    sealed BLOB,
    UNIQUE (log, n)
  ) STRICT;
  CREATE INDEX records_by_subject ON records (subject, position);
  CREATE INDEX records_by_kind ON records (kind, position);
  CREATE INDEX records_by_time ON records (at);

  CREATE TABLE therapies (
    therapy_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (therapy_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX therapies_by_position ON therapies (position);

  CREATE TABLE days (
    subject TEXT NOT NULL,
    day TEXT NOT NULL,
    count INTEGER NOT NULL,
    denied INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (subject, day)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX days_by_day ON days (day);

  CREATE TABLE logs (
    log TEXT PRIMARY KEY,
    hashed INTEGER NOT NULL,
    pruned INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tiles (
    log TEXT NOT NULL,
    level INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (log, level, number)
  ) STRICT, WITHOUT ROWID;

  CREATE TRIGGER records_only_grow BEFORE INSERT ON records
  BEGIN
    SELECT RAISE(ABORT, 'the record is not the next of its log')
      WHERE NEW.n <> 1 + coalesce(
        (SELECT max(n) FROM records WHERE log = NEW.log), (SELECT pruned FROM logs WHERE log = NEW.log), 0);
    SELECT RAISE(ABORT, 'the position is taken') WHERE EXISTS (SELECT 1 FROM records WHERE position = NEW.position);
  END;

  CREATE TRIGGER records_never_change BEFORE UPDATE ON records
  BEGIN
    SELECT RAISE(ABORT, 'records never change');
  END;

  CREATE TRIGGER records_go_in_time BEFORE DELETE ON records
    WHEN OLD.n > coalesce((SELECT pruned FROM logs WHERE log = OLD.log), 0)
  BEGIN
    SELECT RAISE(ABORT, 'records are not deleted before their time');
  END;
`;

export const ACCESSES: FileKind = { applicationId: APPLICATION_ID, before: 0, steps: [SCHEMA] };
