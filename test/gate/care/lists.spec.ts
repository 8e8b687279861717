import { type Gated, gated } from '../support/gated.js';
import { PEOPLE, type Person } from './people.js';

let service: Gated;
beforeAll(async () => {
  service = await gated(PEOPLE);
  await register('everywhere', 'a-north', { site: 'north' });
  await register('everywhere', 'b-ward', { site: 'north', unit: 'ward-3' });
  await register('everywhere', 'c-south', { site: 'south' });
  await register('everywhere', 'd-nowhere');
  await register('everywhere', 'e-restricted', { site: 'north' });
  await record('officer', 'e-restricted', {
    type: 'AccessRestricted',
    occurredAt: '2024-02-01T00:00:00Z',
    data: { restricted: true, reason: 'works here' },
  });
  for (const id of ['a-north', 'c-south', 'd-nowhere', 'e-restricted'])
    await record(id === 'e-restricted' ? 'north' : 'everywhere', id, {
      type: 'AdverseEventObserved',
      occurredAt: '2024-02-01T00:00:00Z',
      data: { description: 'a fall', serious: true },
    });
}, 60_000);
afterAll(() => service.close());

async function ask(person: Person, method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await service.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${person}` },
    ...(payload !== undefined && { payload }),
  });
  return { status: answer.statusCode, headers: answer.headers, text: answer.payload };
}
const record = async (person: Person, id: string, payload: object) => {
  const { status, text } = await ask(person, 'POST', `/v1/therapies/${id}/events`, payload);
  if (status !== 201) throw new Error(text);
};
const register = (person: Person, id: string, care?: object) =>
  record(person, id, {
    type: 'TherapyRegistered',
    occurredAt: '2024-01-08T09:00:00Z',
    data: { patientPseudonym: 'P-1', indication: 'spasticity', aetiology: 'stroke' },
    ...(care && { care }),
  });
const idsIn = async (person: Person, url: string): Promise<string[]> => {
  const { status, text } = await ask(person, 'GET', url);
  if (status !== 200) throw new Error(text);
  const { items } = JSON.parse(text) as { items: { therapyId: string }[] };
  return items.map(({ therapyId }) => therapyId).sort();
};

const SEES = [
  // A restricted therapy of the site as a whole: recorders and reviewers of exactly the site, and officers.
  ['north', ['a-north', 'b-ward', 'e-restricted']],
  ['reviewer', ['a-north', 'b-ward', 'e-restricted']],
  ['officer', ['a-north', 'b-ward', 'e-restricted']],
  ['reader', ['a-north', 'b-ward']],
  ['vigilance', ['a-north', 'b-ward']],
  ['ward', ['b-ward']],
  ['south', ['c-south']],
  ['everywhere', ['a-north', 'b-ward', 'c-south', 'd-nowhere']],
  ['officer2', ['a-north', 'b-ward', 'c-south', 'd-nowhere', 'e-restricted']],
] as const satisfies readonly (readonly [Person, readonly string[]])[];

describe.each(SEES)('%s', (person, seen) => {
  test('lists what is within reach', async () => {
    expect(await idsIn(person, '/v1/therapies')).toEqual(seen);
    const found = await idsIn(person, '/v1/findings?code=ADVERSE_EVENT');
    expect(found).toEqual(seen.filter((id) => id !== 'b-ward'));
  });

  test('counts and searches that alone on the worklist', async () => {
    const { text } = await ask(person, 'GET', '/?search=-');
    for (const [, ids] of SEES)
      for (const id of ids) expect(text.includes(id)).toBe((seen as readonly string[]).includes(id));
    const counted = await ask(person, 'GET', '/');
    expect(counted.text).toMatch(new RegExp(`\\b${seen.length}\\b`));
  });
});

test('a page of therapies ends where those within reach end', async () => {
  const { text } = await ask('reader', 'GET', '/v1/therapies?limit=2');
  expect(JSON.parse(text)).not.toHaveProperty('next');
  expect(await idsIn('reader', '/v1/findings?therapyId=c-south')).toEqual([]);
  const [out, unknown] = await Promise.all(
    ['c-south', 'x-unknown'].map((id) => ask('reader', 'GET', `/v1/findings?therapyId=${id}`)),
  );
  expect(out!.text).toBe(unknown!.text);
});

test('an entry of the ledger out of reach is as one past the end', async () => {
  const { text } = await ask('officer2', 'GET', '/v1/therapies/c-south/events');
  const { items } = JSON.parse(text) as { items: { leafIndex: number }[] };
  const { leafIndex } = items[0]!;
  expect((await ask('officer2', 'GET', `/v1/ledger/entries/${leafIndex}`)).status).toBe(200);
  const words = async (index: number) => {
    const { status, text: said } = await ask('officer', 'GET', `/v1/ledger/entries/${index}`);
    const { instance: _, ...problem } = JSON.parse(said) as Record<string, unknown>;
    return [status, JSON.stringify(problem).replace(String(index), '<index>')];
  };
  expect(await words(leafIndex)).toEqual(await words(99_999));
});

test('a patient who is handed over leaves the lists of one site for those of the other', async () => {
  await register('north', 'f-moves', { site: 'north' });
  expect(await idsIn('north', '/v1/therapies')).toContain('f-moves');
  await record('north', 'f-moves', {
    type: 'CareAssigned',
    occurredAt: '2024-06-01T00:00:00Z',
    data: { site: 'south' },
  });
  expect(await idsIn('north', '/v1/therapies')).not.toContain('f-moves');
  expect(await idsIn('south', '/v1/therapies')).toContain('f-moves');
  expect(await ask('north', 'GET', '/v1/therapies/f-moves/state')).toMatchObject({ status: 404 });
});
