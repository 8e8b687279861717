import { filesIn } from '../../evidence/support/unpacked.js';
import { type Gated, gated } from '../support/gated.js';
import { PEOPLE, type Person } from './people.js';

/** In no other text of the service. */
const [INDICATION, FALL, SERIAL] = ['Quittenbaum spasticity', 'fell over Zwiebelfisch', 'SN-Siebzehn'];

let service: Gated;
beforeAll(async () => {
  service = await gated(PEOPLE);
  await record('north', {
    type: 'TherapyRegistered',
    occurredAt: '2024-01-08T09:00:00Z',
    data: { patientPseudonym: 'P-1', indication: INDICATION, aetiology: 'stroke', birthYear: 1978 },
    care: { site: 'north' },
  });
  await record('north', {
    type: 'PumpImplanted',
    occurredAt: '2024-01-09T09:00:00Z',
    data: { manufacturer: 'M', model: 'X', serialNumber: SERIAL, reservoirCapacityMl: 20 },
  });
  await record('north', {
    type: 'AdverseEventObserved',
    occurredAt: '2024-02-01T00:00:00Z',
    data: { description: FALL, serious: true },
  });
}, 60_000);
afterAll(() => service.close());

async function ask(person: Person, url: string, payload?: object) {
  const answer = await service.app.inject({
    method: payload ? 'POST' : 'GET',
    url,
    headers: { authorization: `Bearer ${person}` },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, text: answer.payload, raw: answer.rawPayload };
}
const record = async (person: Person, payload: object) => {
  const { status, text } = await ask(person, '/v1/therapies/w/events', payload);
  if (status !== 201) throw new Error(text);
  return JSON.parse(text) as { recordedBy: object };
};
const read = async (person: Person, url: string): Promise<string> => {
  const { status, text } = await ask(person, url);
  expect([url, status]).toEqual([url, 200]);
  return text;
};

const PLACES = ['/v1/therapies/w/events', '/v1/therapies/w/state', '/therapies/w', '/therapies/w/log'];

test.each(PLACES)('%s tells personal values to whoever may see them alone', async (url) => {
  const clear = await read('reader', url);
  const without = await read('vigilance', url);
  expect([INDICATION, FALL, SERIAL].some((value) => clear.includes(value))).toBe(true);
  for (const value of [INDICATION, FALL, SERIAL, '1978']) expect(without).not.toContain(value);
  expect(without).toContain('withheld');
  expect(without).not.toContain('$sd');
});

test('what is withheld is null, and its object says so', async () => {
  const { items } = JSON.parse(await read('vigilance', '/v1/therapies/w/events')) as {
    items: { hash: string; data: object }[];
  };
  const clear = JSON.parse(await read('reader', '/v1/therapies/w/events')) as { items: { hash: string }[] };
  expect(items[0]!.data).toEqual({
    patientPseudonym: null,
    indication: null,
    aetiology: 'stroke',
    birthYear: null,
    withheld: true,
  });
  expect(items.map(({ hash }) => hash)).toEqual(clear.items.map(({ hash }) => hash));
});

test('a note on the timeline likewise', async () => {
  const { pins } = JSON.parse(await read('vigilance', '/therapies/w/timeline.json')) as { pins: object[] };
  expect(pins.at(-1)).toMatchObject({ type: 'AdverseEventObserved', note: null, withheld: true });
  const clear = JSON.parse(await read('reader', '/therapies/w/timeline.json')) as { pins: object[] };
  expect(clear.pins.at(-1)).toMatchObject({ note: FALL });
  expect(clear.pins.at(-1)).not.toHaveProperty('withheld');
});

test('a pack leaves them out, and staff unless an officer asks', async () => {
  const zip = async (person: Person, query = '') => {
    const { status, raw } = await ask(person, `/v1/therapies/w/evidence.zip${query}`);
    expect(status).toBe(200);
    return filesIn(raw);
  };
  expect((await zip('vigilance', '?personal=include')).has('disclosures.ndjson')).toBe(false);
  const told = async (person: Person, query?: string) =>
    (await zip(person, query)).get('disclosures.ndjson')!.toString('utf8');
  expect(await told('reviewer')).toContain(INDICATION);
  expect(await told('reviewer')).not.toContain('Name of north');
  expect((await ask('reviewer', '/v1/therapies/w/evidence.zip?staff=include')).status).toBe(403);
  expect(await told('officer', '?staff=include')).toContain('Name of north');
});

test('who recorded is told, and is no part of the bytes', async () => {
  const { items } = JSON.parse(await read('vigilance', '/v1/therapies/w/events')) as {
    items: { recordedBy: object; leafIndex: number }[];
  };
  expect(items[0]!.recordedBy).toEqual({
    subject: 'https://idp.example#north',
    name: 'Name of north',
    role: 'recorder',
  });
  const entry = await read('officer2', `/v1/ledger/entries/${items[0]!.leafIndex}`);
  expect(entry).not.toContain('idp.example');
});
