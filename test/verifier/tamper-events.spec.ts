import {
  K,
  SIZES,
  THERAPIES,
  codesOf,
  copies,
  hex,
  log,
  membersOf,
  relinked,
  resealed,
  verify,
} from './support/attacked.js';
import {
  COLUMNS,
  type DataDir,
  type LogRow,
  dataDirOf,
  opened,
  removeDirectories,
  replaceRows,
} from './support/real-log.js';

let data: DataDir;
beforeEach(() => {
  data = dataDirOf(log, SIZES);
});
afterEach(removeDirectories);

/** A table that takes anything: what the real one would refuse is put there all the same. */
function withoutConstraints(directory: string): void {
  const database = opened(directory);
  const columns = COLUMNS.map((column) => (column === 'position' ? 'position INTEGER PRIMARY KEY' : column));
  database.exec(`DROP TABLE events; CREATE TABLE events (${columns.join(', ')})`);
  database.close();
}

/** The first leaf that contradicts itself or the one before it in its therapy. */
function firstContradiction(rows: readonly LogRow[]): number {
  const heads = new Map<string, LogRow>();
  return rows.findIndex((row) => {
    const event = membersOf(row);
    const before = heads.get(row.stream_id);
    heads.set(row.stream_id, row);
    const columns = { id: row.id, type: row.type, revision: row.revision, therapyId: row.stream_id };
    return (
      row.revision !== (before?.revision ?? 0) + 1 ||
      event['previousHash'] !== (before?.hash ?? '0'.repeat(64)) ||
      hex(row.bytes) !== row.hash ||
      Object.entries(columns).some(([name, value]) => event[name] !== value)
    );
  });
}

const attacks: Readonly<Record<string, (rows: LogRow[]) => LogRow[]>> = {
  deleted: (rows) => rows.toSpliced(K, 1),
  'swapped with one of another therapy': (rows) => rows.with(K, rows[K + 1]!).with(K + 1, rows[K]!),
  'swapped with the next of its therapy': (rows) =>
    rows.with(K, rows[K + THERAPIES]!).with(K + THERAPIES, rows[K]!),
  'moved to the end': (rows) => [...rows.toSpliced(K, 1), rows[K]!],
  inserted: (rows) =>
    rows.toSpliced(
      K,
      0,
      resealed(rows[K]!, (event) => (event['id'] = 'never-happened')),
    ),
  changed: (rows) =>
    rows.with(
      K,
      resealed(rows[K]!, (event) => (event['type'] = 'MriPerformed')),
    ),
};

describe.each(Object.entries(attacks))('an event %s', (name, attack) => {
  it('nothing else redone', async () => {
    const rows = attack(copies()).map((row, index) => ({ ...row, position: index + 1 }));
    withoutConstraints(data.directory);
    replaceRows(data.directory, rows);
    const { problems } = await verify(data);
    const first = firstContradiction(rows);
    // Only the order of two therapies among each other is told by nothing but the tree.
    expect(first < 0).toBe(name === 'swapped with one of another therapy');
    expect(problems[0]!.leafIndex).toBe(first < 0 ? null : first);
    expect(codesOf(problems)).toContain('CHECKPOINT_CONTRADICTED');
  });

  it('and everything redone: what was signed contradicts it', async () => {
    replaceRows(data.directory, relinked(attack(copies())));
    const { problems } = await verify(data);
    const codes = ['CHECKPOINT_CONTRADICTED', ...(name === 'deleted' ? ['LOG_TRUNCATED'] : [])];
    expect(new Set(codesOf(problems))).toEqual(new Set(codes));
    expect(problems[0]!.detail).toContain(`${SIZES[3]} events`);
    expect(problems[0]!.detail).toContain(`up to ${SIZES[2]} events it is as signed`);
  });
});

it('finds the hole that a deleted event leaves', async () => {
  replaceRows(data.directory, attacks['deleted']!(copies()));
  expect((await verify(data)).problems[0]).toMatchObject({ code: 'POSITION_GAP', leafIndex: K });
});

it('finds an id that a therapy has twice', async () => {
  const { id } = log.rows[0]!;
  const rows = copies().with(
    THERAPIES,
    resealed(log.rows[THERAPIES]!, (event) => (event['id'] = id)),
  );
  withoutConstraints(data.directory);
  replaceRows(data.directory, relinked(rows));
  expect((await verify(data)).problems[0]).toMatchObject({ code: 'ID_REPEATED', leafIndex: THERAPIES });
});
