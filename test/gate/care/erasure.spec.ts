import { type Gated, gated } from '../support/gated.js';
import { PEOPLE, type Person } from './people.js';

let service: Gated;
beforeAll(async () => {
  service = await gated({ ...PEOPLE, officer3: { ...PEOPLE.officer, sub: 'officer3' } });
  for (const id of ['e-1', 'e-2'])
    expect(
      await ask('north', 'POST', `/v1/therapies/${id}/events`, {
        type: 'TherapyRegistered',
        occurredAt: '2024-01-08T09:00:00Z',
        data: { patientPseudonym: 'P-1', indication: 'Quittenbaum', aetiology: 'stroke' },
        care: { site: 'north' },
      }),
    ).toMatchObject({ status: 201 });
}, 60_000);
afterAll(() => service.close());

async function ask(
  person: Person | 'officer3',
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
) {
  const answer = await service.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${person}` },
    ...(payload && { payload }),
  });
  const body: Record<string, unknown> = answer.payload === '' ? {} : answer.json();
  return { status: answer.statusCode, body };
}

const WHY = { reason: 'request of the patient', authority: 'DPO' };

test('a patient is erased by two officers', async () => {
  expect(await ask('north', 'POST', '/v1/therapies/e-1/erasure', WHY)).toMatchObject({ status: 403 });
  expect(await ask('officer', 'POST', '/v1/therapies/e-1/erasure', { reason: '' })).toMatchObject({
    status: 422,
    body: { code: 'VALIDATION_FAILED' },
  });
  const asked = await ask('officer', 'POST', '/v1/therapies/e-1/erasure', WHY);
  expect(asked).toMatchObject({ status: 202 });
  const { id, confirmBefore } = asked.body as { id: string; confirmBefore: string };
  expect(Date.parse(confirmBefore) - Date.now()).toBeGreaterThan(6.99 * 24 * 3_600_000);
  const confirmation = `/v1/erasures/${id}/confirmation`;
  expect(await ask('officer', 'POST', confirmation)).toMatchObject({
    status: 409,
    body: { code: 'SAME_PERSON' },
  });
  expect((await ask('reader', 'GET', '/v1/therapies/e-1/events')).body['items']).toHaveLength(2);
  expect(await ask('officer3', 'POST', confirmation)).toMatchObject({
    status: 200,
    body: { state: 'confirmed', confirmedBy: { subject: 'https://idp.example#officer3' } },
  });
  const { items } = (await ask('reader', 'GET', '/v1/therapies/e-1/events')).body as {
    items: { type: string; data: { indication?: unknown }; recordedBy: object }[];
  };
  expect(items[0]!.data.indication).toEqual({ $sd: expect.any(String) });
  // Who recorded is not erased with the patient.
  expect(items.map(({ recordedBy }) => recordedBy)).toMatchObject([
    { subject: 'https://idp.example#north' },
    { subject: 'https://idp.example#north' },
    { subject: 'https://idp.example#officer3', role: 'officer' },
  ]);
  expect(await ask('officer', 'POST', '/v1/therapies/e-1/erasure', WHY)).toMatchObject({ status: 410 });
});

test('a hold stands against both', async () => {
  const { body } = await ask('officer', 'POST', '/v1/therapies/e-2/erasure', WHY);
  const held = { reason: 'litigation', authority: 'court' };
  expect(await ask('officer', 'PUT', '/v1/therapies/e-2/hold', held)).toMatchObject({ status: 200 });
  expect(await ask('officer', 'POST', '/v1/therapies/e-2/erasure', WHY)).toMatchObject({
    status: 409,
    body: { code: 'HELD' },
  });
  const confirmation = `/v1/erasures/${String(body['id'])}/confirmation`;
  expect(await ask('officer2', 'POST', confirmation)).toMatchObject({ status: 409, body: { code: 'HELD' } });
  expect(await ask('officer', 'DELETE', '/v1/therapies/e-2/hold')).toMatchObject({ status: 204 });
  expect(await ask('officer', 'DELETE', '/v1/therapies/e-2/hold')).toMatchObject({ status: 409 });
  const { items } = (await ask('officer2', 'GET', '/v1/erasures')).body as { items: { id: string }[] };
  expect(items).toMatchObject([{ state: 'confirmed' }, { state: 'open', therapyId: 'e-2' }]);
  expect(await ask('officer2', 'POST', confirmation)).toMatchObject({ status: 200 });
});

test('what is out of reach is unknown', async () => {
  const ids = ['e-1', 'x-unknown'].map((id) => ask('south', 'POST', `/v1/therapies/${id}/erasure`, WHY));
  for (const { status } of await Promise.all(ids)) expect(status).toBe(403);
  expect(await ask('officer', 'POST', '/v1/therapies/x-unknown/erasure', WHY)).toMatchObject({ status: 404 });
  expect(await ask('officer', 'POST', '/v1/erasures/x/confirmation')).toMatchObject({
    status: 404,
    body: { code: 'NOT_FOUND' },
  });
});
