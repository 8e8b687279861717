import { join } from 'node:path';
import { accessFile } from '../../src/accesses/access-file.js';
import { openDatabase, readingFrom } from '../../src/sqlite/open.js';
import {
  type Who,
  ask,
  directory,
  recorded,
  register,
  service,
  start,
  begin,
  end,
} from './support/noting.js';

beforeEach(begin);
afterEach(end);

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
  // So is a therapy that a query names.
  expect((await ask('recorder', '/integrity/evidence?therapyId=T1')).statusCode).toBe(403);
  expect((await ask('elsewhere', '/integrity/evidence?therapyId=T1')).statusCode).toBe(404);
  expect(recorded().slice(-2)).toMatchObject([
    { kind: 'denied', therapies: ['T1'], parameters: { therapyId: 'T1' } },
    { kind: 'denied', therapies: ['T1'], parameters: { therapyId: 'T1' }, site: 'south' },
  ]);
});

test('whoever reads entries of the ledger is noted at the therapies of which they are', async () => {
  await register('T1');
  await register('T2');
  const [{ leafIndex }] = (await ask('officer', '/v1/therapies/T2/events')).json().items;
  expect((await ask('officer', `/v1/ledger/entries/${leafIndex}`)).statusCode).toBe(200);
  expect((await ask('officer', `/tlog/tile/entries/000.p/${leafIndex + 1}`)).statusCode).toBe(200);
  expect(recorded().slice(3)).toMatchObject([
    { kind: 'read', therapies: ['T2'], items: 1 },
    { kind: 'read', therapies: ['T1', 'T2'], items: 2 },
  ]);
  for (const personal of ['include', 'exclude'])
    await ask('officer', `/v1/therapies/T1/evidence.zip?personal=${personal}`);
  expect(recorded().slice(5)).toMatchObject([
    { kind: 'export', outcome: { status: 200 }, identified: true },
    { kind: 'export', outcome: { status: 200 }, identified: false },
  ]);
});

test('tries of whom nobody knows are one record of an address and a minute', async () => {
  for (let count = 0; count < 3; count += 1)
    expect((await ask(undefined, '/v1/therapies')).statusCode).toBe(401);
  expect(recorded()).toEqual([]);
  await service.close();
  expect(recorded()).toMatchObject([{ kind: 'denied', subject: null, via: null, items: 3 }]);
  await start();
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
  await start();
  expect(seals()).toHaveLength(1);
});

test('a log whose sealed end is gone discloses nothing', async () => {
  await register('T1');
  await service.close();
  const older = openDatabase(accessFile(directory));
  older.exec('DROP TRIGGER records_go_in_time; DELETE FROM records');
  older.close();
  await start();
  const read = await ask('reader', '/v1/therapies/T1/state');
  expect(read.statusCode).toBe(503);
  expect(read.json()).toMatchObject({ code: 'ACCESS_LOG_CONTRADICTED' });
  expect((await ask(undefined, '/health/ready')).statusCode).toBe(200);
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
  // South tried T2, which is out of reach there: that it exists is not to be had from the tries.
  expect(kinds(await list('/v1/accesses?outcome=404', 'southern'))).toEqual(['denied']);
  expect(kinds(await list('/v1/accesses?therapyId=T2', 'southern'))).toEqual([]);
  expect(kinds(await list('/v1/accesses?therapyId=T9', 'southern'))).toEqual([]);
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
