import { PACK_PROBLEMS, type Problem } from './check.js';

/** All that verification finds fault with, each in a sentence. */
const PROBLEMS = {
  ...PACK_PROBLEMS,
  LOG_UNREADABLE: 'the database cannot be read on from here',
  FILE_DAMAGED: 'the database contradicts itself, such as an index its rows',
  POSITION_GAP: 'a position is missing, or stands out of order',
  HASH_MISMATCH: 'the stored hash is not that of the stored bytes',
  ID_MISMATCH: 'the stored id is not the one in the bytes',
  TYPE_MISMATCH: 'the stored type is not the one in the bytes',
  REVISION_GAP: 'the revision does not follow on the one before in its therapy',
  EVENTS_MISSING: 'events of a stream are gone from the log',
  ORIGIN_UNKNOWN: 'the event was not written by a service of this log',
  DISCLOSURES_CHANGED: 'the encrypted personal values are not as they were stored',
  DISCLOSURES_MISSING: 'the bytes hold digests of personal values, and none are stored beside them',
  DISCLOSURES_UNEXPECTED: 'personal values are stored beside bytes that hold no digest of any',
  CHECKPOINT_CONTRADICTED: 'the log is not the one that a checkpoint was signed for',
  LOG_TRUNCATED: 'the log holds fewer events than a checkpoint was signed for',
  HISTORY_FORKED: 'two checkpoints were signed for different histories',
  ACCESS_RECORD_CHANGED: 'a record of who looked is not as it was written',
  ACCESS_RECORD_MISSING: 'records of who looked are gone',
  ACCESS_SEAL_CONTRADICTED: 'the log of who looked is not the one that the ledger sealed',
  ACCESS_LOG_TRUNCATED: 'the log of who looked has lost its end',
  TILE_MISSING: 'a file of the tiles is missing',
  TILE_MISMATCH: 'a file of the tiles is not what follows from the entries',
  PACK_UNREADABLE: 'the pack cannot be unpacked',
  FACTS_HASH_MISMATCH: 'the factsHash is not that of the events',
  AUDIT_MISMATCH: 'the audit does not follow from the events',
  MADE_OTHERWISE:
    'a file is not the one that this release makes of the pack, though the pack says that this release made it',
  SAID_MISMATCH: 'the signatures and reviews in audit.json are not those that the events record',
} as const;

type ProblemCode = keyof typeof PROBLEMS;

/** @param what says more than the sentence of the code: where, found, expected */
export const problemOf = (code: ProblemCode, leafIndex: number | null, what: string): Problem => ({
  code,
  leafIndex,
  detail: `${PROBLEMS[code]}: ${what}`,
});

/** More are counted, not listed. */
export const MOST_PROBLEMS = 200;

/** Problems as they are found; those beyond the first some hundred of each part are counted only. */
export class ProblemList {
  readonly listed: Problem[] = [];
  count = 0;

  add(code: ProblemCode, leafIndex: number | null, what: () => string): void {
    this.count += 1;
    if (this.listed.length < MOST_PROBLEMS) this.listed.push(problemOf(code, leafIndex, what()));
  }
}

/** By leaf; what is about none stands last. */
export const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => (a.leafIndex ?? Infinity) - (b.leafIndex ?? Infinity) || 0);
