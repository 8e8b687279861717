/** The writer's thread. In tests Node runs this file as it is, and finds only files that are named as they are. */
import { parentPort, workerData } from 'node:worker_threads';
import { SQLITE_CONSTRAINT, hasCode } from '../../sqlite/errors.ts';
import { inTransaction } from '../../sqlite/in-transaction.ts';
import { openDatabase } from '../../sqlite/open.ts';
import { DURABLE, valueOf } from '../../sqlite/pragmas.ts';
import { Origin } from '../origin.ts';
import { OwnEnd } from './own-end.ts';
import { NO_ALIENS } from '../found-aliens.ts';
import type {
  Answer,
  AppendBatch,
  Done,
  Outcome,
  Question,
  Refusal,
  WriterOptions,
} from './writer-messages.js';

const FULL = 2;

const { file, own } = workerData as WriterOptions;
const database = openDatabase(file);
// A longer WAL between checkpoints writes a page that many appends touch once instead of often.
database.exec(`${DURABLE} PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864`);

const insert = database.prepare(
  'INSERT INTO events (stream_id, revision, id, type, hash, bytes, disclosures, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
);
const revisionOf = database.prepare('SELECT max(revision) AS revision FROM events WHERE stream_id = ?');
const headOf = database.prepare('SELECT revision FROM heads WHERE stream_id = ?');
const raise = database.prepare(
  `INSERT INTO heads VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET revision = excluded.revision, position = excluded.position`,
);
const hashAt = database.prepare('SELECT hash FROM events WHERE stream_id = ? AND revision = ?');
const holds = database.prepare('SELECT 1 FROM events WHERE stream_id = ? AND id = ?');
const origin = own && new Origin(own.key);
const ownEnd = origin && new OwnEnd(database, origin, own.end);
const savepoint = database.prepare('SAVEPOINT append');
const release = database.prepare('RELEASE append');

/** The last revision that a stream is known to have had. */
const knownOf = (streamId: string) => Number(headOf.get(streamId)?.['revision'] ?? 0);

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Whether another event stands at a revision than is expected there. */
function isOther(streamId: string, revision: number, hash: string | undefined): boolean {
  if (hash === undefined || revision === 0) return false;
  const found = hashAt.get(streamId, revision)?.['hash'];
  return found !== undefined && found !== hash;
}

function refusal(streamId: string, expected: number, ids: readonly string[], error?: unknown): Refusal {
  const id = ids.find((id, index) => ids.indexOf(id) !== index || holds.get(streamId, id) !== undefined);
  if (id !== undefined) return { kind: 'duplicate-id', id };
  const actual = Number(revisionOf.get(streamId)?.revision ?? 0);
  const known = knownOf(streamId);
  if (known > actual) return { kind: 'missing', from: actual + 1, to: known };
  if (actual !== expected) return { kind: 'wrong-revision', actual };
  return { kind: 'failed', reason: reasonOf(error) };
}

/** The triggers and indexes of the table decide what may be stored; what they refused is found out afterwards. */
function store(batch: AppendBatch, append: number, first: number): Outcome {
  const streamId = batch.streamIds[append]!;
  const expected = batch.expectedRevisions[append]!;
  const size = batch.sizes[append]!;
  const ids = batch.ids.slice(first, first + size);
  // What the stream is known to have had may be gone: nothing takes its place.
  if (knownOf(streamId) > expected) return refusal(streamId, expected, ids);
  if (isOther(streamId, expected, batch.previousHashes[append])) {
    const found = refusal(streamId, expected, ids);
    return found.kind === 'failed' ? { kind: 'wrong-revision', actual: expected } : found;
  }
  // One statement is undone by itself when it fails, several are not.
  if (size > 1) savepoint.run();
  try {
    let row = 0;
    for (let index = 0; index < size; index++) {
      const event = first + index;
      const { types, hashes, middles, ends } = batch;
      const [start, middle, end] = [event === 0 ? 0 : ends[event - 1], middles[event]!, ends[event]!];
      const bytes = batch.bytes.subarray(start, middle);
      const disclosures = middle < end ? batch.bytes.subarray(middle, end) : null;
      const revision = expected + index + 1;
      row = Number(
        insert.run(
          streamId,
          revision,
          ids[index]!,
          types[event]!,
          hashes[event]!,
          bytes,
          disclosures,
          origin ? origin.macOf({ streamId, revision, hash: hashes[event]! }) : null,
        ).lastInsertRowid,
      );
    }
    raise.run(streamId, expected + size, row);
    if (size > 1) release.run();
    return row - size + 1;
  } catch (error) {
    if (!hasCode(error, SQLITE_CONSTRAINT) || !database.isTransaction) throw error;
    if (size > 1) database.exec('ROLLBACK TO append; RELEASE append');
    return refusal(streamId, expected, ids, error);
  }
}

/** In one transaction, behind the end of the log. */
function transacted<Result>(work: () => Result): { readonly result: Result } & Pick<Done, 'end' | 'aliens'> {
  if (!ownEnd)
    return { result: inTransaction(database, work), end: Number.MAX_SAFE_INTEGER, aliens: NO_ALIENS };
  const done = ownEnd.after(work);
  return { ...done, end: ownEnd.position };
}

function appendAll(batch: AppendBatch): Done {
  const { result: outcomes, ...rest } = transacted(() => {
    let first = 0;
    return batch.streamIds.map((_, append) => {
      const outcome = store(batch, append, first);
      first += batch.sizes[append]!;
      return outcome;
    });
  });
  return { kind: 'done', outcomes, ...rest };
}

/** Each commit of the probe takes one page, the commit of a usual append several. */
const PROBE_COMMITS = 16;
let failed = false;

/** After a failure only writing shows that the disk takes events again: it may have room for one page and no more. */
function ping(): Done {
  const { end, aliens } = transacted(() => undefined);
  const version = Number(valueOf(database, 'PRAGMA user_version'));
  for (let count = 0; failed && count < PROBE_COMMITS; count++)
    inTransaction(database, () => database.exec(`PRAGMA user_version = ${version}`));
  failed = false;
  return { kind: 'done', outcomes: [], end, aliens };
}

function done(question: Question): Done {
  switch (question.kind) {
    case 'append': {
      const appended = appendAll(question);
      failed = false;
      return appended;
    }
    case 'ping':
      return ping();
    case 'close':
      database.close();
      return { kind: 'done', outcomes: [], end: 0, aliens: NO_ALIENS };
    default:
      return question satisfies never;
  }
}

function answer(question: Question): Answer {
  try {
    return done(question);
  } catch (error) {
    failed = true;
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

const port = parentPort!;
port.on('message', (question: Question) => {
  port.postMessage(answer(question));
  if (question.kind === 'close') port.close();
});

const journalMode = String(valueOf(database, 'PRAGMA journal_mode'));
const synchronous = Number(valueOf(database, 'PRAGMA synchronous'));
if (journalMode !== 'wal' || synchronous !== FULL)
  throw new Error(
    `the log would not be durable: journal_mode is ${journalMode}, synchronous is ${synchronous}`,
  );
port.postMessage({ kind: 'ready', durability: { journalMode, synchronous } } satisfies Answer);
