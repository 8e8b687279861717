import type { Gated } from '../support/gated.js';
import { gated } from '../support/gated.js';
import { PEOPLE, type Person } from './people.js';

let service: Gated;
beforeAll(async () => {
  service = await gated(PEOPLE);
}, 60_000);
afterAll(() => service.close());

const REGISTRATION = {
  type: 'TherapyRegistered',
  occurredAt: '2024-01-08T09:00:00Z',
  data: { patientPseudonym: 'P-1', indication: 'spasticity', aetiology: 'stroke' },
};
const care = (site: string, unit?: string) => ({ care: { site, ...(unit && { unit }) } });

async function ask(person: Person, method: 'GET' | 'POST', url: string, payload?: object | string) {
  const answer = await service.app.inject({
    method,
    url,
    headers: {
      authorization: `Bearer ${person}`,
      ...(typeof payload === 'string' && { 'content-type': 'application/x-ndjson' }),
    },
    ...(payload !== undefined && { payload }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, never>>() };
}
const register = (person: Person, id: string, more: object = {}) =>
  ask(person, 'POST', `/v1/therapies/${id}/events`, { ...REGISTRATION, id: `reg-${id}`, ...more });
const events = async (person: Person, id: string) =>
  ((await ask(person, 'GET', `/v1/therapies/${id}/events`)).body['items'] ?? []) as {
    type: string;
    data: object;
    occurredAt: object;
  }[];

test('whoever reaches single sites says at which of them the patient is', async () => {
  const missing = await register('north', 'r-1');
  expect(missing).toMatchObject({ status: 422, body: { code: 'CARE_MISSING' } });
  expect(await register('north', 'r-1', care('south'))).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN', permission: 'therapy:record' },
  });
  expect(await register('ward', 'r-1', care('north'))).toMatchObject({ status: 403 });
  expect(await register('north', 'r-1', { care: { site: 'North' } })).toMatchObject({
    status: 422,
    body: { code: 'VALIDATION_FAILED' },
  });
  expect(await events('everywhere', 'r-1')).toEqual([]);
});

test('both are recorded together, and again is the same', async () => {
  const first = await register('ward', 'r-2', care('north', 'ward-3'));
  expect(first).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { revision: 1 } });
  expect(await events('ward', 'r-2')).toMatchObject([
    { type: 'TherapyRegistered' },
    { type: 'CareAssigned', data: { site: 'north', unit: 'ward-3' }, occurredAt: { precision: 'instant' } },
  ]);
  expect(await register('ward', 'r-2', care('north', 'ward-3'))).toMatchObject({
    status: 200,
    body: { hash: first.body['hash'] },
  });
  expect(await register('north', 'r-2', care('north'))).toMatchObject({
    status: 409,
    body: { code: 'EVENT_ID_REUSED' },
  });
  expect(await register('everywhere', 'r-2')).toMatchObject({ status: 200 });
});

test('a registration of today is within reach at once', async () => {
  const today = new Date().toISOString().slice(0, 10);
  expect(await register('north', 'r-3', { ...care('north'), occurredAt: today })).toMatchObject({
    status: 201,
  });
  expect(await events('reader', 'r-3')).toHaveLength(2);
});

test('with * it may be left out, and then the therapy is seen with * alone', async () => {
  expect(await register('everywhere', 'r-4')).toMatchObject({ status: 201 });
  expect(await ask('north', 'GET', '/v1/therapies/r-4/state')).toMatchObject({
    status: 404,
    body: { code: 'THERAPY_NOT_FOUND' },
  });
});

test('an id that is out of reach is taken; it is told ten times an hour, and then nothing', async () => {
  await register('south', 'r-5', care('south'));
  for (let count = 0; count < 10; count += 1)
    expect(await register('north', 'r-5', care('north'))).toMatchObject({
      status: 409,
      body: { code: 'THERAPY_ID_TAKEN' },
    });
  expect(await register('north', 'r-6', care('north'))).toMatchObject({
    status: 429,
    body: { code: 'TOO_MANY_REQUESTS' },
    headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
  });
});

test('an import that is refused so says what it recorded before, and at which line it stopped', async () => {
  const lines = [
    line('r-7', { ...REGISTRATION, ...care('north') }),
    line('r-5', { ...REGISTRATION, ...care('north') }),
    line('r-8', { ...REGISTRATION, ...care('north') }),
  ];
  const fresh = { recorded: 0, duplicates: 0, line: 1 };
  expect(await ask('north', 'POST', '/v1/import', lines.join(''))).toMatchObject({
    status: 429,
    body: fresh,
  });
  const tries = Array(10).fill(lines[1]).join('');
  const answer = await ask('north3', 'POST', '/v1/import', `${lines[0]}${tries}${lines[2]}`);
  expect(answer).toMatchObject({
    status: 429,
    body: { code: 'TOO_MANY_REQUESTS', recorded: 1, duplicates: 0, line: 12 },
    headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
  });
  expect(await events('reader', 'r-7')).toHaveLength(2);
  expect(await ask('north2', 'GET', '/v1/therapies/r-8/state')).toMatchObject({ status: 404 });
});

const line = (therapyId: string, more: object) => `${JSON.stringify({ therapyId, ...more })}\n`;

test('an import is asked line by line', async () => {
  await register('south', 'i-south', care('south'));
  const mri = { type: 'MriPerformed', occurredAt: '2024-02-01', data: {} };
  const south = line('i-south', { ...mri, id: 'm-1' });
  expect(await ask('south', 'POST', '/v1/import', south)).toMatchObject({ body: { recorded: 1 } });
  const body = [
    line('i-1', { ...REGISTRATION, ...care('north') }),
    line('i-1', mri),
    line('i-2', REGISTRATION),
    line('i-3', { ...REGISTRATION, ...care('south') }),
    south,
    line('i-unknown', { ...mri, id: 'm-1' }),
    line('i-south', { ...REGISTRATION, ...care('north') }),
    line('i-1', {
      type: 'InferenceReviewed',
      occurredAt: '2024-02-01',
      data: { inference: 'X.1', outcome: 'confirmed', reason: 'r' },
    }),
  ].join('');
  const answer = await ask('north2', 'POST', '/v1/import', body);
  expect(answer).toMatchObject({ status: 200, body: { recorded: 2, duplicates: 0 } });
  expect(answer.body['rejected']).toMatchObject([
    { line: 3, code: 'CARE_MISSING' },
    { line: 4, code: 'FORBIDDEN' },
    { line: 5, code: 'THERAPY_NOT_FOUND' },
    { line: 6, code: 'THERAPY_NOT_FOUND' },
    { line: 7, code: 'THERAPY_ID_TAKEN' },
    { line: 8, code: 'FORBIDDEN' },
  ]);
  expect(await events('north2', 'i-1')).toHaveLength(3);
  expect(await ask('north2', 'POST', '/v1/import', body)).toMatchObject({
    body: { recorded: 0, duplicates: 2 },
  });
});
