import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { accessFile } from '../../src/accesses/access-file.js';
import { AccessTable } from '../../src/accesses/access-table.js';
import { makeBackup } from '../../src/backup/make-backup.js';
import { restoreBackup } from '../../src/backup/restore.js';
import { openDatabase, readingFrom } from '../../src/sqlite/open.js';
import { verifyAccessLog } from '../../src/verifier/log/access-log.js';
import { ask, directory, recorded, register, service, start, begin, end } from './support/noting.js';
import { entry } from './support/entry.js';

describe('verification', () => {
  const found = () => verifyAccessLog(join(directory, 'ledger.sqlite'), accessFile(directory))!;
  const tamper = (sql: string) => {
    const database = openDatabase(accessFile(directory));
    database.exec(`DROP TRIGGER records_go_in_time; DROP TRIGGER records_never_change; ${sql}`);
    database.close();
  };

  beforeEach(async () => {
    await register('T1');
    await ask('reader', '/v1/therapies/T1/state');
    await ask('reader', '/v1/therapies');
    await service.close();
  });

  afterEach(async () => {
    await start();
  });

  test('finds nothing wrong with what nobody touched', () => {
    expect(found()).toMatchObject({ records: 3, pruned: 0, sealed: 3, listed: [], count: 0 });
  });

  test('names a record of which a byte was flipped', () => {
    tamper(
      "UPDATE records SET bytes = CAST(replace(CAST(bytes AS TEXT), 'state', 'stote') AS BLOB) WHERE n = 2",
    );
    expect(found().listed.map(({ code, detail }) => [code, /record 2|first 3/.test(detail)])).toEqual([
      ['ACCESS_RECORD_CHANGED', true],
      ['ACCESS_SEAL_CONTRADICTED', true],
    ]);
  });

  test('names what is missing at the end, and in between', () => {
    tamper('DELETE FROM records WHERE n = 3');
    expect(found().listed).toMatchObject([
      {
        code: 'ACCESS_LOG_TRUNCATED',
        detail: expect.stringContaining('2 records, and 3 were sealed') as string,
      },
    ]);
    tamper2('DELETE FROM records WHERE n = 1');
    expect(found().listed[0]).toMatchObject({ code: 'ACCESS_RECORD_MISSING' });
  });

  test('names a record that is listed otherwise than its bytes say', () => {
    tamper("UPDATE records SET kind = 'search' WHERE n = 2");
    expect(found().listed).toMatchObject([{ code: 'ACCESS_RECORD_CHANGED' }]);
    tamper2("UPDATE records SET kind = 'read' WHERE n = 2; DELETE FROM therapies WHERE position = 2");
    expect(found().listed).toMatchObject([{ code: 'ACCESS_RECORD_CHANGED' }]);
  });

  const tamper2 = (sql: string) => {
    const database = openDatabase(accessFile(directory));
    database.exec(sql);
    database.close();
  };

  test('a log that is gone altogether is named', () => {
    rmSync(accessFile(directory));
    expect(found().listed).toMatchObject([{ code: 'ACCESS_LOG_TRUNCATED' }]);
  });
});

beforeEach(begin);
afterEach(end);

test('a backup holds it, and is not restored with an older one than was sealed', async () => {
  await register('T1');
  await service.close();
  const older = join(directory, 'older.sqlite');
  copyFileSync(accessFile(directory), older);
  await start();
  await ask('reader', '/v1/therapies/T1/state');
  await service.close();
  const [backup, bad, target, other] = ['backup', 'bad', 'target', 'other'].map((name) =>
    join(directory, name),
  ) as [string, string, string, string];
  const manifest = await makeBackup(directory, backup, Date.now());
  expect(manifest.files.map(({ name }) => name)).toContain('access.sqlite');
  const restored = await restoreBackup({ dataDir: target }, backup, {});
  expect(restored.placed).toContain('access.sqlite');
  copyFileSync(older, accessFile(directory));
  rmSync(`${accessFile(directory)}-wal`, { force: true });
  await makeBackup(directory, bad, Date.now());
  await expect(restoreBackup({ dataDir: other }, bad, {})).rejects.toThrow(/ACCESS_LOG_TRUNCATED/);
  await start();
});

test('whole months past their time go when the service starts, and the ledger says so', async () => {
  await service.close();
  rmSync(directory, { recursive: true });
  mkdirSync(directory);
  const table = AccessTable.open(directory);
  const times = ['2012-01-10', '2012-01-20', '2012-02-10', '2024-03-10'].map((day) => `${day}T08:00:00.000Z`);
  table.append(times.map((at) => ({ entry: entry(at), keys: {} })));
  table.close();
  await start();
  expect(recorded().map(({ n }) => n)).toEqual([4]);
  await register('T1');
  await service.close();
  const said = readingFrom(join(directory, 'ledger.sqlite'), (database) =>
    database.prepare("SELECT type FROM events WHERE stream_id = '~access' ORDER BY revision").all(),
  ).map(({ type }) => type);
  expect(said).toEqual(['AccessLogSealed', 'AccessLogPruned', 'AccessLogPruned', 'AccessLogSealed']);
  const found = verifyAccessLog(join(directory, 'ledger.sqlite'), accessFile(directory));
  expect(found).toMatchObject({ records: 5, pruned: 3, sealed: 5, listed: [] });
  await start();
});
