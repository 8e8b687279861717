import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gated, gated } from '../support/gated.js';
import { PEOPLE } from './people.js';

/** In no other text of the service. */
const NAME = 'Hedwig Quittenbaum';
const everywhere = (sub: string, role: 'officer' | 'recorder', name = sub) =>
  ({ ...PEOPLE.officer, sub, roles: [role], sites: ['*'], name }) as const;
const STAFF = {
  ...PEOPLE,
  one: everywhere('one', 'officer'),
  two: everywhere('two', 'officer'),
  leaver: everywhere('leaver', 'recorder', NAME),
};
type Who = keyof typeof STAFF;
const subjectOf = (who: Who) => `${STAFF[who].iss}#${STAFF[who].sub}`;

/** The write-ahead log with the file: a copy while it is in use. */
const KEY_FILES = ['keys.db', 'keys.db-wal'];

let keptIn: string;
let aside: string;
let service: Gated;
beforeAll(async () => {
  keptIn = await mkdtemp(join(tmpdir(), 'staff-erasure-'));
  aside = await mkdtemp(join(tmpdir(), 'staff-erasure-aside-'));
  service = await gated(STAFF, { keptIn });
}, 60_000);
afterAll(async () => {
  await service.close();
  for (const folder of [keptIn, aside]) await rm(folder, { recursive: true, force: true });
});

async function ask(who: Who, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${who}` };
  const answer = await service.app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, text: answer.body, body: answer.json<Record<string, unknown>>() };
}
const order = (who: Who, subject: string) =>
  ask(who, 'POST', '/v1/staff-erasures', { subject, reason: 'left us', authority: 'DPO' });
const confirm = (who: Who, id: unknown) => ask(who, 'POST', `/v1/staff-erasures/${String(id)}/confirmation`);
const register = (who: Who, id: string) =>
  ask(who, 'POST', `/v1/therapies/${id}/events`, {
    type: 'TherapyRegistered',
    occurredAt: '2024-01-08T09:00:00Z',
    data: { patientPseudonym: 'P-1', indication: 'spasticity', aetiology: 'stroke' },
    care: { site: 'north' },
  });
const recorders = async (id: string) =>
  ((await ask('one', 'GET', `/v1/therapies/${id}/events`)).body['items'] as { recordedBy: object }[]).map(
    ({ recordedBy }) => recordedBy,
  );
const DIGEST = { $sd: expect.stringMatching(/^[\w-]{43}$/) as string };

/** What of the data folder, files of the log included, holds a text. */
const holding = (text: string) =>
  readdirSync(keptIn, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => existsSync(file) && readFileSync(file).includes(text));

test('two officers destroy a key, and who recorded stays as a keyed digest', async () => {
  expect((await register('leaver', 's-1')).status).toBe(201);
  const before = await recorders('s-1');
  expect(before[0]).toEqual({ subject: subjectOf('leaver'), name: NAME, role: 'recorder' });
  expect((await order('officer', subjectOf('leaver'))).status).toBe(403);
  expect(await order('one', 'not a subject')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/subject' }] },
  });
  expect(await order('one', 'https://idp.example#stranger')).toMatchObject({
    status: 404,
    body: { code: 'STAFF_NOT_FOUND' },
  });
  const asked = await order('one', subjectOf('leaver'));
  expect(asked).toMatchObject({ status: 202 });
  const { id } = asked.body;
  for (const name of KEY_FILES) cpSync(join(keptIn, name), join(aside, name));
  expect(await confirm('one', id)).toMatchObject({ status: 409, body: { code: 'SAME_PERSON' } });
  expect(await recorders('s-1')).toEqual(before);
  expect(await confirm('two', id)).toMatchObject({
    status: 200,
    body: { state: 'confirmed', subject: null, confirmedBy: { subject: subjectOf('two') } },
  });
  const after = { subject: DIGEST, name: DIGEST, role: 'recorder' };
  expect(await recorders('s-1')).toEqual(before.map(() => after));
  const { body } = await ask('one', 'GET', '/v1/staff-erasures');
  expect(body['items']).toMatchObject([{ id, subject: null, state: 'confirmed' }]);
  expect((await confirm('two', id)).status).toBe(200);
});

test('whoever comes back is somebody new, and the log holds', async () => {
  const old = (await recorders('s-1'))[0] as { subject: unknown };
  expect((await register('leaver', 's-2')).status).toBe(201);
  const [again] = await recorders('s-2');
  expect(again).toMatchObject({ name: NAME });
  // The same digest stands for the same subject.
  const { items } = (await ask('one', 'GET', '/v1/therapies/s-1/events')).body as {
    items: { leafIndex: number }[];
  };
  const entry = await ask('one', 'GET', `/v1/ledger/entries/${items[0]!.leafIndex}`);
  expect(entry.body['recordedBy']).toMatchObject({ subject: old.subject });
  expect(await ask('one', 'POST', '/v1/ledger/verify')).toMatchObject({ status: 200, body: { ok: true } });
});

test('an older copy of the keys brings nothing back', async () => {
  await service.close();
  for (const name of KEY_FILES) cpSync(join(aside, name), join(keptIn, name));
  service = await gated(STAFF, { keptIn });
  expect((await recorders('s-1'))[0]).toMatchObject({ name: DIGEST });
  expect(holding(NAME)).toEqual([]);
});
