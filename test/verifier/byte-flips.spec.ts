import { readFileSync, rmSync } from 'node:fs';
import { LedgerContradicted } from '../../src/event-store/append-gate.js';
import { StoreUnavailable } from '../../src/event-store/port.js';
import { Reader } from '../../src/event-store/sqlite/reader.js';
import { logFile } from '../../src/event-store/sqlite/data-file.js';
import {
  type SqliteEventStore,
  openSqliteEventStore,
} from '../../src/event-store/sqlite/sqlite-event-store.js';
import { RunningRoot } from '../../src/ledger/running-root.js';
import { leafHash } from '../../src/ledger/hashes.js';
import { Chain, isHashed } from '../../src/repository/chain.js';
import { TherapyRecord } from '../../src/repository/therapy-record.js';
import { UnreadableEvent } from '../../src/repository/errors.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { codesOf, verify } from './support/attacked.js';
import { FULL } from '../support/full.js';
import { copyWith, settled, withIndexed } from './support/flipped-file.js';
import { RealLog, dataDirOf, removeDirectories } from './support/real-log.js';

const FLIPS = FULL ? 1_000 : 8;
const BY_REVISION = 'sqlite_autoindex_events_1';
const BY_ID = 'sqlite_autoindex_events_2';

const log = RealLog.of(4, 12);
const therapies = ['t-0', 't-1', 't-2', 't-3'] as TherapyId[];
let directory: string;
let file: string;

beforeAll(() => {
  ({ directory } = dataDirOf(log, [log.rows.length]));
  file = settled(directory);
});
afterAll(removeDirectories);

const isRefusal = (error: unknown) =>
  error instanceof LedgerContradicted ||
  error instanceof StoreUnavailable ||
  error instanceof UnreadableEvent;

function asked(question: () => unknown): string {
  try {
    return JSON.stringify(question());
  } catch (error) {
    if (isRefusal(error)) return 'refused';
    throw error;
  }
}

/** All that the service asks a log, as it was answered or refused. */
function answers(copy: string): readonly string[] {
  let reader: Reader;
  try {
    reader = new Reader(logFile(copy));
  } catch {
    return ['refused'];
  }
  try {
    const questions = [
      () => reader.count(),
      () => reader.streams(),
      () => reader.streams('t-1', 1),
      () => reader.readAll().map(({ streamId, bytes }) => [streamId, String(bytes)]),
      ...therapies.flatMap((therapyId) => [
        () => reader.head(therapyId),
        () => TherapyRecord.of(therapyId, reader.readStream(therapyId)).recorded,
      ]),
      ...log.rows.map(({ stream_id, id }) => () => {
        const found = reader.findById(stream_id, id);
        return found && new Chain(stream_id as TherapyId, found.revision - 1).next(found);
      }),
    ];
    return questions.map(asked);
  } finally {
    reader.close();
  }
}

/** What a start finds: it cannot open the log, its file contradicts itself, or it is not what was signed. */
async function foundAtStart(copy: string): Promise<boolean> {
  let store: SqliteEventStore | undefined;
  try {
    store = await openSqliteEventStore({ directory: copy });
    if ((await store.fileFaults(AbortSignal.timeout(60_000))).length > 0) return true;
    const running = new RunningRoot();
    const events = await store.readFrom(0, log.rows.length);
    for (const { bytes } of events) running.add(leafHash(bytes));
    return !events.every(isHashed) || !running.root().equals(log.root());
  } catch {
    return true;
  } finally {
    await store?.close();
  }
}

const foundByVerify = (copy: string) =>
  verify({ directory: copy }).then(
    ({ problems }) => problems.length > 0,
    () => true,
  );

it('a column that the file calls otherwise is found by verify', async () => {
  const bytes = readFileSync(logFile(directory));
  const made = bytes.indexOf('CREATE TABLE heads');
  const at = bytes.indexOf('revision INTEGER', made);
  const copy = copyWith(
    directory,
    Buffer.concat([bytes.subarray(0, at), Buffer.from('R'), bytes.subarray(at + 1)]),
  );
  expect(codesOf((await verify({ directory: copy })).problems)).toContain('FILE_DAMAGED');
});

describe.each([
  ['the last event of a therapy is left out', BY_REVISION, 't-1', 't-~', -1],
  ['an event inside a therapy is left out', BY_REVISION, 't-1', 't-~', 4],
  ['an event is said to be of another therapy', BY_REVISION, 't-1', 't-2', 3],
  ['an id is left out', BY_ID, 'e-22', 'e-~~', 0],
])('an index that lies: %s', (_, index, from, to, nth) => {
  let copy: string;
  beforeAll(() => {
    copy = copyWith(directory, withIndexed(file, index, from, to, nth));
  });

  it('is found at start', async () => {
    expect(await foundAtStart(copy)).toBe(true);
  });

  it('is found by verify', async () => {
    expect(codesOf((await verify({ directory: copy })).problems)).toContain('FILE_DAMAGED');
  });

  if (index === BY_REVISION)
    it('is refused by whoever reads the therapy', () => {
      const reader = new Reader(logFile(copy));
      try {
        expect(() => TherapyRecord.of('t-1' as TherapyId, reader.readStream('t-1'))).toThrow(
          LedgerContradicted,
        );
      } finally {
        reader.close();
      }
    });
});

it('a therapy that an index leaves out is not taken for an unknown one', () => {
  const reader = new Reader(
    logFile(copyWith(directory, withIndexed(file, BY_REVISION, 't-1', 't-~', 'all'))),
  );
  try {
    expect(() => reader.head('t-1')).toThrow(LedgerContradicted);
    expect(() => reader.readStream('t-1')).toThrow(LedgerContradicted);
    expect(() => reader.streams()).toThrow(LedgerContradicted);
  } finally {
    reader.close();
  }
});

it(`of ${FLIPS} random bits of the file none changes an answer unless start and verify find it`, async () => {
  let state = 11;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const whole = readFileSync(file);
  const before = answers(directory);
  for (let flips = 0; flips < FLIPS; flips += 1) {
    const bytes = Buffer.from(whole);
    const [at, bit] = [random(bytes.length), random(8)];
    bytes[at]! ^= 1 << bit;
    const copy = copyWith(directory, bytes);
    const after = answers(copy);
    const isChanged = after.some((answer, index) => answer !== 'refused' && answer !== before[index]);
    const isRefused = after.includes('refused');
    if (isChanged || isRefused) expect([at, bit, await foundByVerify(copy)]).toEqual([at, bit, true]);
    if (isChanged) expect([at, bit, await foundAtStart(copy)]).toEqual([at, bit, true]);
    rmSync(copy, { recursive: true });
  }
}, 600_000);
