/** The version of the tables below: raise it whenever they change. */
export const REGISTER_VERSION = 8;

/**
 * How soon somebody should look at a therapy, the higher the sooner: nothing can be said of one whose audit fails; then
 * by open critical findings, by what is overdue, which no finding says until the next record, and by other open findings.
 */
export const ATTENTION = { setAside: 5, critical: 4, overdue: 3, warning: 2, info: 1, nothing: 0 } as const;

/** The ends of any calendar, in the place of an instant that there is not: it comes last. */
export const NEVER_DUE = 8.64e15;
export const NEVER_BEFORE = -8.64e15;

/**
 * `noted`: position of the first event that its rows do not know yet. `due`: from this instant on the rows may be others
 * though nothing more is recorded; null where they hold for good.
 * `digest`: of its rows; null where it has none yet. `seal`: of all this.
 * `set_aside`: why its audit fails, since when, and how often in a row.
 * `care`: who cares for the patient from one instant to before another; `claim`: as somebody is given exactly that place.
 * `others`: how many events that were taken in are of no therapy.
 */
export const REGISTER_SCHEMA = `
  CREATE TABLE therapies (
    therapy_id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    computed_revision INTEGER NOT NULL DEFAULT 0,
    noted TEXT,
    due INTEGER,
    digest TEXT,
    set_aside TEXT,
    set_aside_at INTEGER,
    set_aside_attempts INTEGER NOT NULL DEFAULT 0,
    seal TEXT
  ) STRICT;
  CREATE INDEX therapies_noted ON therapies (noted) WHERE noted IS NOT NULL;
  CREATE INDEX therapies_due ON therapies (due) WHERE due IS NOT NULL;
  CREATE INDEX therapies_set_aside ON therapies (therapy_id) WHERE set_aside IS NOT NULL;

  CREATE TABLE others (only INTEGER PRIMARY KEY CHECK (only = 1), events INTEGER NOT NULL, seal TEXT NOT NULL) STRICT;

  CREATE TABLE policies (id TEXT PRIMARY KEY, versions TEXT NOT NULL) STRICT;

  CREATE TABLE cessations (
    policy TEXT NOT NULL,
    version TEXT NOT NULL,
    at INTEGER NOT NULL,
    therapy_id TEXT NOT NULL,
    id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    drug TEXT NOT NULL,
    cause TEXT NOT NULL,
    body TEXT NOT NULL,
    reviews TEXT NOT NULL
  ) STRICT;
  CREATE INDEX cessations_of_therapy ON cessations (therapy_id, policy, at DESC, id);
  CREATE INDEX cessations_in_order ON cessations (policy, at DESC, therapy_id, id);
  CREATE INDEX cessations_by_verdict ON cessations (policy, verdict, at DESC, therapy_id, id);
  CREATE INDEX cessations_by_drug ON cessations (policy, drug, at DESC, therapy_id, id);
  CREATE INDEX cessations_by_cause ON cessations (policy, cause, at DESC, therapy_id, id);

  CREATE TABLE findings (
    policy TEXT NOT NULL,
    version TEXT NOT NULL,
    at INTEGER NOT NULL,
    therapy_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    cause TEXT,
    body TEXT NOT NULL,
    reviews TEXT NOT NULL
  ) STRICT;
  CREATE INDEX findings_of_therapy ON findings (therapy_id, policy, at DESC, id);
  CREATE INDEX findings_in_order ON findings (policy, at DESC, therapy_id, id);
  CREATE INDEX findings_by_code ON findings (policy, code, at DESC, therapy_id, id);
  CREATE INDEX findings_by_severity ON findings (policy, severity, at DESC, therapy_id, id);
  CREATE INDEX findings_by_cause ON findings (policy, cause, at DESC, therapy_id, id) WHERE cause IS NOT NULL;

  CREATE TABLE care (
    therapy_id TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    site TEXT,
    claim TEXT,
    restricted INTEGER NOT NULL,
    PRIMARY KEY (therapy_id, from_at)
  ) STRICT;

  CREATE TABLE glances (therapy_id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;

  CREATE TABLE worklist (
    policy TEXT NOT NULL,
    version TEXT NOT NULL,
    therapy_id TEXT NOT NULL,
    attention INTEGER NOT NULL,
    critical INTEGER NOT NULL,
    warning INTEGER NOT NULL,
    info INTEGER NOT NULL,
    to_review INTEGER NOT NULL,
    next_due INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    drug TEXT,
    activity TEXT NOT NULL,
    body TEXT
  ) STRICT;
  CREATE UNIQUE INDEX worklist_by_therapy ON worklist (therapy_id, policy);
  CREATE INDEX worklist_by_attention ON worklist (policy, attention DESC, next_due, therapy_id);
  CREATE INDEX worklist_by_due ON worklist (policy, next_due, therapy_id);
  CREATE INDEX worklist_by_last ON worklist (policy, last_at DESC, therapy_id);
  CREATE INDEX worklist_by_id ON worklist (policy, therapy_id);
`;
