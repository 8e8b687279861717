import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { publishedIn } from '../../src/verifier/log/published.js';
import { verifyLogInThread } from '../../src/verifier/verify-log-thread.js';
import { logFile } from '../../src/event-store/sqlite/data-file.js';
import { canonicalBytes } from '../../src/ledger/canonical.js';
import {
  COLUMNS,
  type DataDir,
  type LogRow,
  ORIGIN,
  RealLog,
  checkpointNote,
  dataDirOf,
  opened,
  removeDirectories,
  replaceRows,
  writeCheckpoints,
} from './support/real-log.js';
import { logSigner } from './support/signer.js';

const FULL = process.env['PUMP_LEDGER_FULL'] === '1';
const THERAPIES = FULL ? 50 : 12;
const EACH = FULL ? 80 : 25;
const FLIPS = FULL ? 10_000 : 1_000;

const log = RealLog.of(THERAPIES, EACH);
const SIZE = log.rows.length;
const SIZES = [1, 100, Math.floor(SIZE / 2), SIZE - 7, SIZE];
/** Somewhere inside, of a therapy that goes on afterwards. */
const K = Math.floor(SIZE / 2) + 30;

afterAll(removeDirectories);

interface Extra {
  readonly keys?: readonly string[];
  readonly foreign?: readonly string[];
}

async function verify({ directory }: DataDir, { keys = [], foreign = [] }: Extra = {}) {
  const { checkpoints, ownKeys } = publishedIn(directory);
  const got = foreign.map((text) => ({ note: Buffer.from(text), from: 'elsewhere', isForeign: true }));
  return verifyLogInThread({
    file: logFile(directory),
    checkpoints: [...checkpoints, ...got],
    keys,
    ownKeys,
  });
}

const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const copies = (): LogRow[] => log.rows.map((row) => ({ ...row }));

/** The event of a row with members changed, in canonical form and with its hash redone. */
function resealed(row: LogRow, change: (event: Record<string, unknown>) => void): LogRow {
  const event = JSON.parse(Buffer.from(row.bytes).toString()) as Record<string, unknown>;
  change(event);
  const bytes = canonicalBytes(event);
  return { ...row, bytes, hash: hex(bytes) };
}

/** Links, revisions, positions and hashes as if all had been recorded like this. */
function relinked(rows: readonly LogRow[]): LogRow[] {
  const heads = new Map<string, { hash: string; revision: number; recordedAt: string }>();
  return rows.map((row, index) => {
    const head = heads.get(row.stream_id) ?? { hash: '0'.repeat(64), revision: 0, recordedAt: '' };
    let recordedAt = '';
    const revision = head.revision + 1;
    const made = resealed(row, (event) => {
      event['previousHash'] = head.hash;
      event['revision'] = revision;
      const before = String(event['recordedAt']);
      event['recordedAt'] = recordedAt = before < head.recordedAt ? head.recordedAt : before;
    });
    heads.set(row.stream_id, { hash: made.hash, revision, recordedAt });
    return { ...made, revision, position: index + 1 };
  });
}

const nextOf = (index: number): number =>
  log.rows.findIndex((row, other) => other > index && row.stream_id === log.rows[index]!.stream_id);
const codesAt = (problems: readonly { code: string; leafIndex: number | null }[], leaf: number | null) =>
  problems.filter(({ leafIndex }) => leafIndex === leaf).map(({ code }) => code);

let data: DataDir;
beforeEach(() => {
  data = dataDirOf(log, SIZES);
});
afterEach(removeDirectories);

it('finds nothing in a log that nobody touched', async () => {
  const found = await verify(data, {
    keys: [data.signer.vkey],
    foreign: [checkpointNote(log, 33, data.signer)],
  });
  expect(found).toMatchObject({
    treeSize: SIZE,
    rootHash: log.root().toString('base64'),
    therapies: THERAPIES,
    covered: SIZE,
    checkpoints: SIZES.length + 1,
    keys: [data.signer.vkey],
    problems: [],
    problemCount: 0,
  });
});

describe('one stored field', () => {
  const other = (value: LogRow[keyof LogRow]) =>
    typeof value === 'number' ? value + SIZE : `${String(value).slice(0, -1)}!`;
  it.each([
    ['stream_id', 'THERAPY_MISMATCH'],
    ['revision', 'REVISION_MISMATCH'],
    ['id', 'ID_MISMATCH'],
    ['type', 'TYPE_MISMATCH'],
    ['hash', 'HASH_MISMATCH'],
  ] as const)('%s', async (column, code) => {
    const database = opened(data.directory);
    database
      .prepare(`UPDATE events SET ${column} = ? WHERE position = ?`)
      .run(other(log.rows[K]![column]), K + 1);
    database.close();
    const { problems } = await verify(data);
    expect(problems[0]).toMatchObject({ code, leafIndex: K });
  });

  it('numbers beyond all counting', async () => {
    const database = opened(data.directory);
    database.prepare('UPDATE events SET revision = ? WHERE position = ?').run(2n ** 62n, K + 1);
    database.close();
    const { problems, treeSize } = await verify(data);
    expect(treeSize).toBe(SIZE);
    expect(problems[0]).toMatchObject({ code: 'REVISION_MISMATCH', leafIndex: K });
  });

  it('a position', async () => {
    for (const position of [SIZE + 5, -3, 2 ** 60]) {
      const moved = dataDirOf(log, SIZES);
      const database = opened(moved.directory);
      database.prepare('UPDATE events SET position = ? WHERE position = ?').run(BigInt(position), K + 1);
      database.close();
      const { problems } = await verify(moved);
      expect(problems.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['POSITION_GAP', 'CHECKPOINT_CONTRADICTED']),
      );
      expect(problems[0]).toMatchObject({ code: 'POSITION_GAP', leafIndex: position < 0 ? 0 : K });
    }
  });

  it.each([
    ['bytes, the hash left', false, ['HASH_MISMATCH']],
    ['bytes, the hash redone', true, []],
  ] as const)('%s', async (_, redone, codes) => {
    const changed = resealed(log.rows[K]!, (event) => (event['recordedAt'] = '2026-01-01T00:00:00.500Z'));
    const database = opened(data.directory);
    database
      .prepare('UPDATE events SET bytes = ?, hash = ? WHERE position = ?')
      .run(changed.bytes, redone ? changed.hash : log.rows[K]!.hash, K + 1);
    database.close();
    const { problems } = await verify(data);
    expect(codesAt(problems, K)).toEqual(expect.arrayContaining([...codes]));
    // What was redone contradicts the next event of the therapy, and every checkpoint that covers it.
    if (redone) expect(codesAt(problems, nextOf(K))).toContain('PREVIOUS_HASH_MISMATCH');
    expect(problems.filter(({ code }) => code === 'CHECKPOINT_CONTRADICTED')).toHaveLength(
      SIZES.filter((size) => size > K).length,
    );
    expect(problems.at(-1)!.detail).toContain(`up to ${Math.floor(SIZE / 2)} events it is as signed`);
  });

  it('bytes that say the same in another form', async () => {
    const bytes = Buffer.from(`${Buffer.from(log.rows[K]!.bytes).toString().slice(0, -1)} }`);
    const database = opened(data.directory);
    database
      .prepare('UPDATE events SET bytes = ?, hash = ? WHERE position = ?')
      .run(bytes, hex(bytes), K + 1);
    database.close();
    expect((await verify(data)).problems[0]).toMatchObject({ code: 'BYTES_NOT_CANONICAL', leafIndex: K });
  });

  it('bytes that read as other bytes do', async () => {
    const [head, tail] = Buffer.from(log.rows[K]!.bytes).toString().split('nurse');
    const bytes = Buffer.concat([Buffer.from(head!), Buffer.of(0xff), Buffer.from(tail!)]);
    // What SQLite makes of them as text has this hash.
    const lossy = hex(Buffer.from(`${head}\ufffd${tail}`));
    const database = opened(data.directory);
    database.prepare('UPDATE events SET bytes = ?, hash = ? WHERE position = ?').run(bytes, lossy, K + 1);
    database.close();
    expect(codesAt((await verify(data)).problems, K)).toEqual(['BYTES_UNREADABLE', 'HASH_MISMATCH']);
  });

  it('disclosures: changed, taken away, added', async () => {
    const withSome = log.rows.findIndex(({ disclosures }, index) => index > K && disclosures !== null);
    const without = log.rows.findIndex(({ disclosures }, index) => index > K && disclosures === null);
    const blob = Buffer.from(log.rows[withSome]!.disclosures!);
    const spoilt = Buffer.from(blob);
    spoilt[40]! ^= 1;
    for (const [index, value, code] of [
      [withSome, spoilt, 'DISCLOSURES_CHANGED'],
      [withSome, null, 'DISCLOSURES_MISSING'],
      [without, blob, 'DISCLOSURES_UNEXPECTED'],
    ] as const) {
      const changed = dataDirOf(log, SIZES);
      const database = opened(changed.directory);
      database.prepare('UPDATE events SET disclosures = ? WHERE position = ?').run(value, index + 1);
      database.close();
      expect((await verify(changed)).problems).toEqual([expect.objectContaining({ code, leafIndex: index })]);
    }
  });
});

describe('events', () => {
  const attacks: Record<string, (rows: LogRow[]) => LogRow[]> = {
    deleted: (rows) => rows.filter((_, index) => index !== K),
    swapped: (rows) => {
      [rows[K], rows[K + 1]] = [rows[K + 1]!, rows[K]!];
      return rows;
    },
    'moved to the end': (rows) => [...rows.slice(0, K), ...rows.slice(K + 1), rows[K]!],
    inserted: (rows) => [...rows.slice(0, K), { ...rows[K]!, id: 'never-happened' }, ...rows.slice(K)],
    changed: (rows) =>
      rows.map((row, index) =>
        index === K ? resealed(row, (event) => (event['type'] = 'MriPerformed')) : row,
      ),
  };
  it.each(Object.keys(attacks))('%s, nothing redone', async (name) => {
    const rows = attacks[name]!(copies()).map((row, index) => ({ ...row, position: index + 1 }));
    // What the table itself would refuse is put there all the same.
    const database = opened(data.directory);
    database.exec('DROP TABLE events');
    database.exec(
      `CREATE TABLE events (${COLUMNS.map((column) => (column === 'position' ? 'position INTEGER PRIMARY KEY' : column)).join(', ')})`,
    );
    database.close();
    replaceRows(data.directory, rows);
    const { problems } = await verify(data);
    // The first leaf at which an event of the same therapy stands that does not follow on the one before.
    const heads = new Map<string, number>();
    const first = rows.findIndex((row, index) => {
      const event = JSON.parse(Buffer.from(row.bytes).toString()) as Record<string, unknown>;
      const isNext = row.revision === (heads.get(row.stream_id) ?? 0) + 1;
      heads.set(row.stream_id, row.revision);
      return (
        !isNext ||
        event['id'] !== row.id ||
        event['type'] !== row.type ||
        hex(row.bytes) !== row.hash ||
        index < 0
      );
    });
    if (first >= 0) expect(problems[0]!.leafIndex).toBe(first);
    expect(problems.map(({ code }) => code)).toContain('CHECKPOINT_CONTRADICTED');
  });

  it('deleted with a hole left', async () => {
    replaceRows(data.directory, attacks['deleted']!(copies()));
    expect((await verify(data)).problems[0]).toMatchObject({ code: 'POSITION_GAP', leafIndex: K });
  });

  it.each(Object.keys(attacks))('%s, and every hash, link, revision and position redone', async (name) => {
    const rows = relinked(attacks[name]!(copies())).map((row) =>
      resealed(row, (event) => {
        row.id = event['id'] as string;
        row.type = event['type'] as string;
      }),
    );
    const unique = relinked(
      rows.map((row, index) => ({
        ...resealed(
          row,
          (event) => (event['id'] = name === 'inserted' && index === K ? 'never-happened' : event['id']),
        ),
        id: name === 'inserted' && index === K ? 'never-happened' : row.id,
      })),
    );
    replaceRows(data.directory, unique);
    const { problems } = await verify(data);
    // Nothing stored contradicts itself; what was signed does.
    expect(new Set(problems.map(({ code }) => code))).toEqual(
      new Set(
        name === 'deleted' ? ['CHECKPOINT_CONTRADICTED', 'LOG_TRUNCATED'] : ['CHECKPOINT_CONTRADICTED'],
      ),
    );
    const contradicted = problems.filter(({ code }) => code === 'CHECKPOINT_CONTRADICTED');
    expect(contradicted[0]!.detail).toContain(`${SIZES[3]} events`);
  });

  it('an id twice in one therapy', async () => {
    const twice = new RealLog();
    for (const row of log.rows.slice(0, 40)) twice.rows.push(row);
    const event = JSON.parse(Buffer.from(log.rows[0]!.bytes).toString()) as { id: string };
    const again = resealed(log.rows[THERAPIES]!, (members) => (members['id'] = event.id));
    const rows = relinked(
      log.rows.slice(0, 40).map((row, index) => (index === THERAPIES ? { ...again, id: event.id } : row)),
    );
    const database = opened(data.directory);
    database.exec(
      'DROP TABLE events; CREATE TABLE events (position INTEGER PRIMARY KEY, stream_id, revision, id, type, hash, bytes, disclosures)',
    );
    database.close();
    replaceRows(data.directory, rows);
    expect((await verify(data)).problems[0]).toMatchObject({ code: 'ID_REPEATED', leafIndex: THERAPIES });
  });
});

describe('the whole log', () => {
  it.each([1, 7, 8, 200])('its last %d events cut off', async (cut) => {
    replaceRows(data.directory, copies().slice(0, SIZE - cut));
    const { problems } = await verify(data);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['LOG_TRUNCATED']));
    expect(problems[0]!.detail).toContain(`it holds ${SIZE - cut}`);
  });

  it('an older copy that went on differently', async () => {
    const older = new RealLog();
    older.rows.push(...log.rows.slice(0, SIZE - 20));
    for (let n = 0; n < 40; n++)
      older.append(`new-${n}`, {
        type: 'TherapyRegistered',
        occurredAt: '2020',
        data: { patientPseudonym: 'p', indication: 'i', aetiology: 'stroke' },
      });
    replaceRows(data.directory, older.rows);
    const { problems } = await verify(data);
    expect(problems.map(({ code }) => code)).toEqual(['CHECKPOINT_CONTRADICTED', 'CHECKPOINT_CONTRADICTED']);
    expect(problems[0]!.detail).toContain(`up to ${Math.floor(SIZE / 2)} events it is as signed`);
  });

  it('signed anew with another key', async () => {
    const forger = logSigner(ORIGIN);
    const rows = relinked(copies().filter((_, index) => index !== K));
    const forged = new RealLog();
    forged.rows.push(...rows);
    replaceRows(data.directory, rows);
    writeCheckpoints(data.directory, [{ size: SIZE - 1, root: forged.root() }], forger);
    const left = await verify(data);
    expect(left.problems.map(({ code }) => code)).toEqual(['KEY_MISMATCH']);
    // The forger puts a key beside it: only one got elsewhere tells.
    writeFileSync(join(data.directory, 'signing', 'verifier-keys.txt'), `${forger.vkey}\n`);
    expect((await verify(data)).problems).toEqual([]);
    expect((await verify(data, { keys: [data.signer.vkey] })).problems.map(({ code }) => code)).toEqual([
      'KEY_MISMATCH',
    ]);
  });

  it('two histories served under one key', async () => {
    const rows = relinked(copies().filter((_, index) => index !== K));
    const forked = new RealLog();
    forked.rows.push(...rows);
    replaceRows(data.directory, rows);
    writeCheckpoints(data.directory, [{ size: SIZE - 1, root: forked.root() }], data.signer);
    expect((await verify(data, { keys: [data.signer.vkey] })).problems).toEqual([]);
    for (const size of [SIZE - 7, SIZE - 1])
      expect(
        (await verify(data, { foreign: [checkpointNote(log, size, data.signer)] })).problems.map(
          ({ code }) => code,
        ),
      ).toContain('HISTORY_FORKED');
    // Of what both have in common.
    expect((await verify(data, { foreign: [checkpointNote(log, K, data.signer)] })).problems).toEqual([]);
  });

  it('a checkpoint whose signature is another’s', async () => {
    writeCheckpoints(data.directory, [{ size: SIZE, root: log.root() }], data.signer);
    const spoilt = checkpointNote(log, 100, data.signer).replace('\n100\n', '\n101\n');
    const { problems } = await verify(data, { foreign: [spoilt] });
    expect(problems.map(({ code }) => code)).toContain('SIGNATURE_INVALID');
  });
});

it(`finds each of ${FLIPS} random bits, at its leaf`, async () => {
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  // A small log of its own: each flip is verified by itself.
  const small = RealLog.of(3, 4);
  const { directory, signer } = dataDirOf(small, [small.rows.length]);
  const database = opened(directory);
  const last = small.rows.length;
  for (let flip = 0; flip < FLIPS; flip++) {
    const index = random(last);
    const row = small.rows[index]!;
    const column = COLUMNS[random(COLUMNS.length)]!;
    const value = row[column];
    if (value === null) continue;
    let spoilt: number | bigint | Uint8Array;
    if (typeof value === 'number') spoilt = BigInt.asIntN(64, BigInt(value) ^ (1n << BigInt(random(64))));
    else {
      spoilt = Buffer.from(value as string);
      spoilt[random(spoilt.length)]! ^= 1 << random(8);
    }
    const cast = typeof value === 'string' ? 'CAST(? AS TEXT)' : '?';
    const where = `WHERE position = ?`;
    try {
      database.prepare(`UPDATE events SET ${column} = ${cast} ${where}`).run(spoilt, row.position);
    } catch (error) {
      // Two rows cannot share a place.
      expect((error as Error).message).toContain('UNIQUE');
      continue;
    }
    const { problems } = await verify({ directory, signer });
    const label = `${column} of ${index}`;
    expect([label, problems.length > 0]).toEqual([label, true]);
    const moved = column === 'position' && (spoilt as bigint) < BigInt(index + 1);
    // A position that was moved before another leaves its hole further on.
    if (!moved) expect([label, problems[0]!.leafIndex]).toEqual([label, index]);
    const at = column === 'position' ? (spoilt as bigint) : row.position;
    database.prepare(`UPDATE events SET ${column} = ? WHERE position = ?`).run(value, at);
  }
  database.close();
  expect((await verify({ directory, signer })).problems).toEqual([]);
}, 600_000);

it('finds each random bit of what was published, too', async () => {
  const { directory, signer } = data;
  const database = new DatabaseSync(join(directory, 'checkpoints.sqlite'));
  const columns = ['size', 'origin', 'root', 'signatures'];
  const before = database.prepare('SELECT * FROM checkpoints WHERE size = 100').get()!;
  const others = SIZES.filter((size) => size !== 100).join();
  const put = (values: Readonly<Record<string, unknown>>) => {
    database.exec(`DELETE FROM checkpoints WHERE size NOT IN (${others})`);
    const bound = columns.map((column) => values[column] as SQLInputValue);
    return database.prepare('INSERT OR IGNORE INTO checkpoints VALUES (?, ?, ?, ?)').run(...bound).changes;
  };
  for (const column of columns) {
    const value = before[column]!;
    const bits = typeof value === 'number' ? 63 : 8 * Buffer.from(value as string).length;
    for (let bit = 0; bit < bits; bit += 13) {
      let spoilt: SQLInputValue;
      if (typeof value === 'number') spoilt = BigInt(value) ^ (1n << BigInt(bit));
      else {
        const bytes = Buffer.from(value as string);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        spoilt = typeof value === 'string' ? bytes.toString() : bytes;
      }
      if (put({ ...before, [column]: spoilt }) === 0) continue;
      const { problems } = await verify({ directory, signer });
      expect([column, bit, problems.length > 0]).toEqual([column, bit, true]);
    }
  }
  put(before);
  database.close();
  expect((await verify({ directory, signer })).problems).toEqual([]);
}, 60_000);
