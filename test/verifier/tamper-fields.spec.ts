import { openDisclosures } from '../../src/custody/disclosure-cipher.js';
import type { EncryptedValues } from '../../src/verifier/log/opened-disclosures.js';
import {
  K,
  SIZE,
  SIZES,
  THERAPIES,
  codesAt,
  hex,
  log,
  recheckedFor,
  resealed,
  verify,
} from './support/attacked.js';
import {
  type DataDir,
  type LogRow,
  checkpointNote,
  dataDirOf,
  opened,
  removeDirectories,
} from './support/real-log.js';

let data: DataDir;
beforeEach(() => {
  data = dataDirOf(log, SIZES);
});
afterEach(removeDirectories);

const nextOf = (index: number): number =>
  log.rows.findIndex((row, other) => other > index && row.stream_id === log.rows[index]!.stream_id);

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

  it('bytes that are nested beyond all measure', async () => {
    const deep = 100_000;
    const text = Buffer.from(log.rows[K]!.bytes).toString().slice(0, -1);
    const bytes = Buffer.from(`${text},"zz":${'['.repeat(deep)}${']'.repeat(deep)}}`);
    const database = opened(data.directory);
    const update = database.prepare('UPDATE events SET bytes = ?, hash = ? WHERE position = ?');
    update.run(bytes, hex(bytes), K + 1);
    database.close();
    const { problems, treeSize } = await verify(data);
    expect([treeSize, codesAt(problems, K)]).toEqual([SIZE, ['BYTES_NOT_CANONICAL']]);
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

  it('disclosures of another event, its check made anew: only who can open them sees that', async () => {
    const [one, other] = log.rows.filter(({ type }) => type === 'PumpReprogrammed');
    const put = (blob: Uint8Array) => {
      const database = opened(data.directory);
      database.prepare('UPDATE events SET disclosures = ? WHERE position = ?').run(blob, one!.position);
      database.close();
    };
    put(other!.disclosures!);
    expect((await verify(data)).problems).toEqual([
      expect.objectContaining({ code: 'DISCLOSURES_CHANGED', leafIndex: one!.position - 1 }),
    ]);
    put(recheckedFor(one!.hash, other!.disclosures!));
    expect((await verify(data)).problems).toEqual([]);
    const open = ({ therapyId, hash, disclosures }: EncryptedValues) => ({
      disclosures: openDisclosures(log.keys.get(therapyId)!, hash, disclosures),
      isWhole: true,
    });
    const { problems } = await verify(data, { open });
    expect(problems).toEqual([
      expect.objectContaining({ code: 'DISCLOSURES_CHANGED', leafIndex: one!.position - 1 }),
    ]);
    // Whose key was destroyed cannot be looked into.
    const erased = ({ therapyId, ...values }: EncryptedValues) =>
      therapyId === one!.stream_id ? undefined : open({ therapyId, ...values });
    expect((await verify(data, { open: erased })).problems).toEqual([]);
    // Of some the key of a part was destroyed: what is left must be of the event all the same.
    const left =
      (disclosures: (all: readonly string[]) => readonly string[]) => (values: EncryptedValues) => ({
        disclosures: values.therapyId === one!.stream_id ? [] : disclosures(open(values).disclosures),
        isWhole: false,
      });
    expect((await verify(data, { open: left((all) => all.slice(1)) })).problems).toEqual([]);
    for (const wrong of [
      (all: readonly string[]) => [...all, all[0]!],
      (all: readonly string[]) => [...all.slice(1), other!.disclosures!.toString()],
    ])
      expect((await verify(data, { open: left(wrong) })).problemCount).toBeGreaterThan(SIZE / 4);
    const others = (values: EncryptedValues) => ({
      ...open(values),
      disclosures: open(values).disclosures.slice(1),
    });
    expect((await verify(dataDirOf(log, []), { open: others })).problemCount).toBeGreaterThan(SIZE / 4);
  });
});
