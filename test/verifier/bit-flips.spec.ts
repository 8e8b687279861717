import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SIZES, log, verify } from './support/attacked.js';
import { FULL } from '../support/full.js';
import { COLUMNS, RealLog, dataDirOf, opened, removeDirectories } from './support/real-log.js';

const FLIPS = FULL ? 10_000 : 100;
/** Of the bits of what was published, one in so many is flipped. */
const STEP = FULL ? 13 : 41;

afterAll(removeDirectories);

it(`finds each of ${FLIPS} random bits, at its leaf`, async () => {
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  // A small log of its own: each flip is verified by itself.
  const small = RealLog.of(3, 4);
  const { directory } = dataDirOf(small, [small.rows.length]);
  const database = opened(directory);
  const last = small.rows.length;
  for (let flips = 0; flips < FLIPS;) {
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
    flips += 1;
    const { problems } = await verify({ directory });
    const label = `${column} of ${index}`;
    expect([label, problems.length > 0]).toEqual([label, true]);
    const moved = column === 'position' && (spoilt as bigint) < BigInt(index + 1);
    // A position that was moved before another leaves its hole further on.
    if (!moved) expect([label, problems[0]!.leafIndex]).toEqual([label, index]);
    const at = column === 'position' ? (spoilt as bigint) : row.position;
    database.prepare(`UPDATE events SET ${column} = ? WHERE position = ?`).run(value, at);
  }
  database.close();
  expect((await verify({ directory })).problems).toEqual([]);
}, 600_000);

it(`finds one bit in ${STEP} of what was published, too`, async () => {
  const { directory } = dataDirOf(log, SIZES);
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
    for (let bit = 0; bit < bits; bit += STEP) {
      let spoilt: SQLInputValue;
      if (typeof value === 'number') spoilt = BigInt(value) ^ (1n << BigInt(bit));
      else {
        const bytes = Buffer.from(value as string);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        spoilt = typeof value === 'string' ? bytes.toString() : bytes;
      }
      if (put({ ...before, [column]: spoilt }) === 0) continue;
      const { problems } = await verify({ directory });
      expect([column, bit, problems.length > 0]).toEqual([column, bit, true]);
    }
  }
  put(before);
  database.close();
  expect((await verify({ directory })).problems).toEqual([]);
});
