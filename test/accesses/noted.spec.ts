import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Subject } from '../../src/access/subject.js';
import { recordIn } from '../../src/access/log/chain.js';
import type { AccessRecord, Entry } from '../../src/access/log/record.js';
import { accessFile } from '../../src/accesses/access-file.js';
import { AccessTable } from '../../src/accesses/access-table.js';
import { openDatabase, readingFrom } from '../../src/sqlite/open.js';
import { makeBackup } from '../../src/backup/make-backup.js';
import { restoreBackup } from '../../src/backup/restore.js';
import { verifyAccessLog } from '../../src/verifier/log/access-log.js';
import { type Gated, gated } from '../gate/support/gated.js';

const person = (sub: string, role: Subject['roles'][number], sites: readonly string[]): Subject => ({
  iss: 'https://idp.example',
  sub,
  name: `Name of ${sub}`,
  via: 'bearer',
  roles: [role],
  sites,
});

const PEOPLE = {
  recorder: person('rec', 'recorder', ['*']),
  reader: person('rea', 'reader', ['*']),
  south: person('sou', 'reader', ['south']),
  officer: person('off', 'officer', ['*']),
  admin: person('adm', 'admin', ['*']),
};

let directory: string;
let service: Gated;

const started = () => gated(PEOPLE, { keptIn: directory, auth: 'oidc', checkpointIntervalSeconds: 0 });

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'noted-'));
  service = await started();
});

afterEach(async () => {
  await service.close();
  rmSync(directory, { recursive: true });
});

type Who = keyof typeof PEOPLE | undefined;

async function ask(who: Who, url: string, body?: object) {
  const answer = await service.app.inject({
    method: body ? 'POST' : 'GET',
    url,
    headers: {
      ...(who && { authorization: `Bearer ${who}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { payload: JSON.stringify(body) }),
  });
  return answer;
}

const register = (id: string) =>
  ask('recorder', `/v1/therapies/${id}/events`, {
    type: 'TherapyRegistered',
    occurredAt: '2021-03-10T08:00:00Z',
    data: { patientPseudonym: 'Anna Miller', indication: 'spasticity', aetiology: 'trauma' },
  });

const recorded = (): readonly AccessRecord[] =>
  readingFrom(accessFile(directory), (database) =>
    database
      .prepare('SELECT bytes FROM records ORDER BY n')
      .all()
      .map(({ bytes }) => recordIn(bytes as Uint8Array)),
  );

test('each request that discloses something of a therapy is one record, before it is answered', async () => {
  expect(await register('T1').then(({ body }) => body)).toContain('revision');
  const { headers } = await ask('reader', '/v1/therapies/T1/state?asOf=2022-01-01T00:00:00Z');
  await ask('reader', '/v1/therapies');
  await ask('reader', '/v1/policies');
  await ask(undefined, '/health/live');
  await ask('reader', '/nothing');
  const [record, read, search, ...more] = recorded();
  expect(more).toEqual([]);
  expect(record).toMatchObject({
    n: 1,
    kind: 'record',
    via: 'bearer',
    action: 'POST /v1/therapies/{therapyId}/events',
    parameters: { therapyId: 'T1' },
    therapies: ['T1'],
    purpose: 'HOPERAT',
    outcome: { status: 201 },
  });
  expect(read).toMatchObject({
    kind: 'read',
    action: 'GET /v1/therapies/{therapyId}/state',
    therapies: ['T1'],
    asOf: '2022-01-01T00:00:00Z',
    outcome: { status: 200 },
    requestId: headers['x-request-id'],
  });
  expect(search).toMatchObject({ kind: 'search', therapies: ['T1'], items: 1 });
  expect(read!.subject).not.toEqual(record!.subject);
});

test('nothing personal of a patient, and no name of staff, is in the bytes', async () => {
  await register('T1');
  await ask('reader', '/v1/therapies?limit=5');
  await ask('reader', '/v1/therapies/Miller/state');
  const text = JSON.stringify(recorded());
  expect(text).not.toMatch(/Miller|idp\.example|Name of|127\.0\.0\.1/);
  expect(recorded().at(-1)).toMatchObject({
    kind: 'denied',
    parameters: { therapyId: { $hmac: expect.any(String) } },
    therapies: [],
    outcome: { status: 404, code: 'THERAPY_NOT_FOUND' },
  });
});

test('what is refused is noted with who was refused; unknown and out of reach as one record each', async () => {
  await register('T1');
  const [known, unknown] = [
    await ask('south', '/v1/therapies/T1/state'),
    await ask('south', '/v1/therapies/T2/state'),
  ];
  expect([known.statusCode, unknown.statusCode]).toEqual([404, 404]);
  expect((await ask('admin', '/v1/therapies/T1/state')).statusCode).toBe(403);
  const [one, other, forbidden, ...more] = recorded().slice(1);
  expect(more).toEqual([]);
  expect([one, other]).toMatchObject([
    { kind: 'denied', therapies: ['T1'], site: 'south' },
    { kind: 'denied', therapies: [], site: 'south' },
  ]);
  expect(forbidden).toMatchObject({ kind: 'denied', outcome: { status: 403, code: 'FORBIDDEN' } });
});

test('tries of whom nobody knows are one record of an address and a minute', async () => {
  for (let count = 0; count < 3; count += 1)
    expect((await ask(undefined, '/v1/therapies')).statusCode).toBe(401);
  expect(recorded()).toEqual([]);
  await service.close();
  expect(recorded()).toMatchObject([{ kind: 'denied', subject: null, via: null, items: 3 }]);
  service = await started();
});

test('where it cannot be written nothing is disclosed, and it is again once it can', async () => {
  await register('T1');
  const other = openDatabase(accessFile(directory));
  other.exec('BEGIN IMMEDIATE');
  const read = await ask('reader', '/v1/therapies/T1/state');
  expect(read.statusCode).toBe(503);
  expect(read.json()).toMatchObject({ code: 'ACCESS_LOG_UNAVAILABLE' });
  expect(read.body).not.toContain('revision');
  const change = await register('T2');
  expect(change.statusCode).toBe(503);
  other.exec('ROLLBACK');
  other.close();
  expect((await ask('reader', '/v1/therapies/T1/state')).statusCode).toBe(200);
  expect((await ask('reader', '/v1/therapies/T2/state')).statusCode).toBe(404);
});

test('it is sealed in the ledger at start, with a checkpoint and at the end', async () => {
  await register('T1');
  await ask(undefined, '/v1/ledger/checkpoint');
  const seals = () =>
    readingFrom(join(directory, 'ledger.sqlite'), (database) =>
      database
        .prepare("SELECT bytes FROM events WHERE type = 'AccessLogSealed' ORDER BY revision")
        .all()
        .map(
          ({ bytes }) =>
            JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as { data: object; stream: string },
        ),
    );
  expect(seals()).toEqual([]);
  await ask('reader', '/v1/therapies/T1/state');
  await service.close();
  expect(seals()).toMatchObject([{ stream: 'access', data: { size: 2 } }]);
  service = await started();
  expect(seals()).toHaveLength(1);
});

test('a log whose sealed end is gone discloses nothing', async () => {
  await register('T1');
  await service.close();
  const older = openDatabase(accessFile(directory));
  older.exec('DROP TRIGGER records_go_in_time; DELETE FROM records');
  older.close();
  service = await started();
  const read = await ask('reader', '/v1/therapies/T1/state');
  expect(read.statusCode).toBe(503);
  expect(read.json()).toMatchObject({ code: 'ACCESS_LOG_CONTRADICTED' });
  expect((await ask(undefined, '/health/ready')).statusCode).toBe(200);
});

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
    service = await started();
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

test('a backup holds it, and is not restored with an older one than was sealed', async () => {
  await register('T1');
  await service.close();
  const older = join(directory, 'older.sqlite');
  copyFileSync(accessFile(directory), older);
  service = await started();
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
  service = await started();
});

test('officers read it, the newest first, by filters and pages; and that is noted, too', async () => {
  await register('T1');
  await register('T2');
  await ask('reader', '/v1/therapies/T1/state');
  await ask('south', '/v1/therapies/T2/state');
  type List = { items: readonly Record<string, unknown>[]; next?: string };
  const list = async (query: string, who: Who = 'officer') => (await ask(who, query)).json<List>();
  const kinds = ({ items }: List) => items.map(({ kind }) => kind);
  expect(kinds(await list('/v1/accesses'))).toEqual(['denied', 'read', 'record', 'record']);
  const [latest] = (await list('/v1/accesses?limit=1')).items;
  expect(latest).toMatchObject({
    kind: 'search',
    subject: 'https://idp.example#off',
    address: '127.0.0.1',
    action: 'GET /v1/accesses',
    previous: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  expect(kinds(await list('/v1/accesses?subject=https%3A%2F%2Fidp.example%23rea'))).toEqual(['read']);
  expect(kinds(await list('/v1/accesses?outcome=THERAPY_NOT_FOUND'))).toEqual(['denied']);
  expect(kinds(await list('/v1/accesses?outcome=201&therapyId=T2'))).toEqual(['record']);
  expect(kinds(await list('/v1/therapies/T1/accesses?kind=read'))).toEqual(['read']);
  expect(kinds(await list('/v1/accesses?to=2020'))).toEqual([]);
  const first = await list('/v1/accesses?kind=record&limit=1');
  const second = await list(`/v1/accesses?kind=record&limit=1&cursor=${first.next}`);
  expect([first.items[0]!['therapies'], second.items[0]!['therapies'], second.next]).toEqual([
    ['T2'],
    ['T1'],
    undefined,
  ]);
  expect((await ask('reader', '/v1/accesses')).statusCode).toBe(403);
  const csv = await ask('officer', '/v1/accesses.csv?kind=denied');
  expect(csv.headers['content-type']).toMatch(/^text\/csv/);
  expect(csv.body.split('\r\n')[0]).toMatch(/^n,at,service,kind,subject/);
  expect(recorded().at(-1)).toMatchObject({
    action: 'GET /v1/accesses.csv',
    kind: 'search',
    therapies: ['T2'],
  });
});

test('officers have a page of it, and nobody else has', async () => {
  await register('T1');
  await ask('reader', '/v1/therapies/T1/state');
  await ask('reader', '/v1/therapies/T1/dose?drug=morphine&from=2021&to=2022');
  await ask('admin', '/v1/therapies/T1/state');
  const page = await ask('officer', '/accesses');
  expect(page.statusCode).toBe(200);
  const text = page.body.replaceAll(/<[^>]*>/g, ' ');
  expect(text).toContain('Name of rea');
  expect(text).toMatch(/Name of adm\s+was denied:\s+1 tries/);
  expect(page.body.match(/<summary>2<\/summary>/g)).toHaveLength(1);
  expect((await ask('officer', '/accesses?kind=read&therapyId=T1')).body).toContain('T1');
  expect((await ask('reader', '/accesses')).statusCode).toBe(403);
  expect(recorded().filter(({ action }) => action === 'GET /accesses')).toHaveLength(3);
});

test('whole months past their time go when the service starts, and the ledger says so', async () => {
  await service.close();
  rmSync(directory, { recursive: true });
  mkdirSync(directory);
  const entry = (at: string): Entry => ({
    at,
    service: 'a',
    kind: 'read',
    subject: null,
    via: 'bearer',
    session: null,
    address: null,
    action: 'GET /v1/therapies/{therapyId}/state',
    parameters: {},
    therapies: ['T1'],
    site: null,
    purpose: 'HOPERAT',
    identified: false,
    outcome: { status: 200 },
    items: 1,
    requestId: 'r',
  });
  const table = AccessTable.open(directory);
  const times = ['2012-01-10', '2012-01-20', '2012-02-10', '2024-03-10'].map((day) => `${day}T08:00:00.000Z`);
  table.append(times.map((at) => ({ entry: entry(at), keys: {} })));
  table.close();
  service = await started();
  expect(recorded().map(({ n }) => n)).toEqual([4]);
  await register('T1');
  await service.close();
  const said = readingFrom(join(directory, 'ledger.sqlite'), (database) =>
    database.prepare("SELECT type FROM events WHERE stream_id = '~access' ORDER BY revision").all(),
  ).map(({ type }) => type);
  expect(said).toEqual(['AccessLogSealed', 'AccessLogPruned', 'AccessLogPruned', 'AccessLogSealed']);
  const found = verifyAccessLog(join(directory, 'ledger.sqlite'), accessFile(directory));
  expect(found).toMatchObject({ records: 5, pruned: 3, sealed: 5, listed: [] });
  service = await started();
});
