import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Subject } from '../../src/access/subject.js';
import { recordIn } from '../../src/access/log/chain.js';
import type { AccessRecord } from '../../src/access/log/record.js';
import { accessFile } from '../../src/accesses/access-file.js';
import { openDatabase, readingFrom } from '../../src/sqlite/open.js';
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
