PRAGMA application_id = 1886152555;
PRAGMA user_version = 1;
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
INSERT INTO keys VALUES ('kept', x'91d3c682163d1aa3b35336590e800bba89e4bc7ecfbd50dae8096e19a7048fb8058a8b0a98f0d7fa2be889c51ad177948ca120d404408a0198abaf73');
INSERT INTO erasures VALUES ('erased', '0194bece-aba3-7b66-8e3a-94647f4ef1fb', 'asked for', 'Rosalinde Altrecht', 1738368002979, 'cli');
INSERT INTO facts VALUES ('master key', x'8e4473720ad8703221dcb55d252fb9e5c3e4cdce0cb8ae00e3ec0b0074daf4ded0603ef27369c1845e0801f10ccb0c335741379bf0917d64231f602d');
INSERT INTO facts VALUES ('read so far', '{"events":5,"hash":"db814fffea7f0dedb4abbd4a18da5f869e2a272e96419debb22f40ab3af1d848"}');
