import { exampleOrder } from '../support/example-order.js';
import {
  type Client,
  type Json,
  implanted,
  noted,
  programmed,
  refilled,
  registered,
  setUp,
  startService,
} from './support/client.js';
import type { Server } from './support/server.js';

let server: Server;
let client: Client;
beforeAll(async () => {
  ({ server, client } = await startService());
  await setUp(client, 't');
});
afterAll(() => server?.stop());

interface Document {
  readonly paths: Record<
    string,
    {
      post: {
        requestBody: { content: { 'application/json': { examples: Record<string, { value: Json }> } } };
      };
    }
  >;
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, at) => item(at));

describe('recording', () => {
  it('answers with the envelope', async () => {
    const { status, headers, body } = await client.record('envelope', registered);
    expect([status, headers.get('etag')]).toEqual([201, '"1"']);
    expect(Object.keys(body)).toEqual(
      'id therapyId type schemaVersion revision position occurredAt recordedAt recordedBy source data previousHash hash'.split(
        ' ',
      ),
    );
    expect(body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      revision: 1,
      occurredAt: { stated: '2020-01-01', precision: 'day', latest: '2020-01-01T23:59:59.999Z' },
      recordedAt: expect.stringMatching(ISO),
      recordedBy: { subject: 'anonymous', name: 'anonymous', role: 'unauthenticated' },
      source: { kind: 'manual', assertion: 'stated' },
      previousHash: '0'.repeat(64),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const { body: page } = await client.get<{ items: Json[] }>('/v1/therapies/envelope/events');
    expect(page).toEqual({ items: [{ ...body, leafIndex: expect.any(Number) }] });
  });

  it('every example of the document is accepted, in their order', async () => {
    const { body: document } = await client.get<Document>('/openapi.json');
    const { examples } =
      document.paths['/v1/therapies/{therapyId}/events']!.post.requestBody.content['application/json'];
    expect(Object.keys(examples).toSorted()).toEqual([...exampleOrder].toSorted());
    const answers: string[] = [];
    for (const type of exampleOrder) {
      const { status, body } = await client.record('examples', examples[type]!.value);
      answers.push(`${type} ${status}${status === 201 ? '' : JSON.stringify(body)}`);
    }
    expect(answers).toEqual(exampleOrder.map((type) => `${type} 201`));
  });

  it('the same id and content again is the first receipt, even with a stale If-Match', async () => {
    const event = { ...noted('2020-02-01'), id: 'mri-1' };
    const first = await client.record('t', event);
    const again = await client.record('t', event, { 'if-match': '"1"' });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  it('the same key again is the first receipt', async () => {
    const headers = { 'idempotency-key': 'visit-7/step-1' };
    const first = await client.record('t', noted('2020-02-02'), headers);
    const again = await client.record('t', noted('2020-02-02'), headers);
    const other = await client.record('t', noted('2020-02-03'), headers);
    expect([first.status, again.status, other.status]).toEqual([201, 200, 409]);
    expect(again.body).toEqual(first.body);
    expect(other.body['code']).toBe('EVENT_ID_REUSED');
  });

  it('64 at once of one id are one event', async () => {
    const before = await client.revision('t');
    const event = { ...noted('2020-02-04'), id: 'mri-64' };
    const answers = await Promise.all(many(64, () => client.record('t', event)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body['hash'])).size).toBe(1);
    expect(await client.revision('t')).toBe(before + 1);
  });

  it('of two writers with one If-Match the second is told so', async () => {
    const etag = `"${await client.revision('t')}"`;
    const answers = await Promise.all(
      ['2020-02-05', '2020-02-06'].map((at) => client.record('t', noted(at), { 'if-match': etag })),
    );
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['201', '412']);
    const stale = answers.find(({ status }) => status === 412)!;
    expect(stale.body['code']).toBe('REVISION_MISMATCH');
    expect(stale.headers.get('etag')).toBe(`"${await client.revision('t')}"`);
  });

  it('If-Match may list several tags, and a weak one matches nothing', async () => {
    const revision = await client.revision('t');
    const weak = await client.record('t', noted('2020-02-07'), { 'if-match': `W/"${revision}"` });
    expect([weak.status, weak.body['code']]).toEqual([412, 'REVISION_MISMATCH']);
    const one = { 'if-match': `"1" ,, W/"${revision}", "${revision}"` };
    expect((await client.record('t', noted('2020-02-07'), one)).status).toBe(201);
    expect((await client.record('t', noted('2020-02-08'), one)).status).toBe(412);
  });

  it.each([
    ['*', 't', registered, 422, 'ALREADY_REGISTERED'],
    ['*', 'unheard-of', registered, 412, 'REVISION_MISMATCH'],
    ['"3"', 'unheard-of', implanted, 404, 'THERAPY_NOT_FOUND'],
    ['"1", "2"', 't', implanted, 412, 'REVISION_MISMATCH'],
    ['"of,another", "2"', 't', implanted, 412, 'REVISION_MISMATCH'],
    ['4', 't', implanted, 400, 'INVALID_IF_MATCH'],
    ['"4" "5"', 't', implanted, 400, 'INVALID_IF_MATCH'],
    ['"4", *', 't', implanted, 400, 'INVALID_IF_MATCH'],
    ['w/"4"', 't', implanted, 400, 'INVALID_IF_MATCH'],
    [',', 't', implanted, 400, 'INVALID_IF_MATCH'],
  ])('If-Match: %s on %s', async (given, therapyId, event, status, code) => {
    const answer = await client.record(therapyId, event, { 'if-match': given });
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it.each(['', 'two words', 'x'.repeat(256)])('the idempotency key %j is refused', async (key) => {
    const answer = await client.record('t', noted('2020'), { 'idempotency-key': key });
    expect([answer.status, answer.body['code']]).toEqual([400, 'INVALID_IDEMPOTENCY_KEY']);
  });
});

describe('a dry run', () => {
  it('tells what would be, and records nothing', async () => {
    await setUp(client, 'dry');
    const stopped = {
      ...programmed,
      occurredAt: '2020-01-20T09:00:00Z',
      data: { program: { mode: 'stopped' } },
    };
    const { status, body } = await client.post('/v1/therapies/dry/events?dryRun=true', stopped);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: { therapyId: 'dry', revision: 5, pump: { activity: 'stopped' }, delivering: { reservoir: [] } },
      findings: expect.any(Array),
    });
    expect(await client.revision('dry')).toBe(4);
  });

  it('refuses what would be refused', async () => {
    const answer = await client.post('/v1/therapies/dry/events?dryRun=true', implanted);
    expect([answer.status, answer.body['code']]).toEqual([422, 'PUMP_ALREADY_IN_PLACE']);
    expect((await client.post('/v1/therapies/nobody/events?dryRun=true', implanted)).status).toBe(404);
  });
});

const refill = (data: object) => ({
  ...refilled,
  occurredAt: '2020-03-01T09:00:00Z',
  data: { ...refilled.data, ...data },
});
const program = (data: object) => ({
  ...programmed,
  occurredAt: '2020-03-01T09:00:00Z',
  data: { program: data },
});
const bolus = (hour: number) => ({
  startTime: `${String(hour).padStart(2, '0')}:00`,
  doseMcg: 10,
  durationMinutes: 5,
});

describe('bad input', () => {
  it.each<[string, unknown, number, string, string | null]>([
    ['unknown type', { ...noted('2020'), type: 'PumpStolen' }, 422, 'UNKNOWN_EVENT_TYPE', '/type'],
    [
      'type of another request',
      { ...noted('2020'), type: 'AuditSigned' },
      422,
      'TYPE_NOT_RECORDABLE',
      '/type',
    ],
    ['unknown property', refill({ volume: 3 }), 422, 'VALIDATION_FAILED', '/data/volume'],
    [
      'recordedAt of a client',
      { ...noted('2020'), recordedAt: '2020' },
      422,
      'VALIDATION_FAILED',
      '/recordedAt',
    ],
    [
      'wrong unit',
      refill({ concentrationMgPerMl: 2 }),
      422,
      'VALIDATION_FAILED',
      '/data/concentrationMgPerMl',
    ],
    ['wrong type', refill({ filledVolumeMl: '20' }), 422, 'VALIDATION_FAILED', '/data/filledVolumeMl'],
    ['negative volume', refill({ filledVolumeMl: -1 }), 422, 'VALIDATION_FAILED', '/data/filledVolumeMl'],
    [
      'absurd concentration',
      refill({ concentrationMcgPerMl: 100_001 }),
      422,
      'VALIDATION_FAILED',
      '/data/concentrationMcgPerMl',
    ],
    [
      'absurd dose',
      program({ mode: 'simple-continuous', dailyDoseMcg: 1_000_001 }),
      422,
      'VALIDATION_FAILED',
      '/data/program/dailyDoseMcg',
    ],
    [
      'refill above capacity',
      refill({ filledVolumeMl: 20.5 }),
      422,
      'RESERVOIR_OVERFILLED',
      '/data/filledVolumeMl',
    ],
    [
      '14 boluses',
      program({ mode: 'flex', basalDailyDoseMcg: 100, boluses: many(14, bolus) }),
      422,
      'VALIDATION_FAILED',
      '/data/program/boluses',
    ],
    ['a date that does not exist', noted('2021-02-29'), 422, 'VALIDATION_FAILED', '/occurredAt'],
    ['a date in the future', noted('2999-01-01'), 422, 'OCCURRED_IN_FUTURE', '/occurredAt'],
    ['a second registration', registered, 422, 'ALREADY_REGISTERED', '/type'],
    ['other content of an id', { ...noted('2021'), id: 'mri-1' }, 409, 'EVENT_ID_REUSED', null],
    [
      'void of the registration',
      { type: 'EventVoided', occurredAt: '2021', data: { voids: 'registration', reason: 'x' } },
      422,
      'REGISTRATION_NOT_VOIDABLE',
      '/data/voids',
    ],
    [
      'correction of an unknown event',
      {
        type: 'EventCorrected',
        occurredAt: '2021',
        data: { corrects: 'nothing', replacement: noted('2021'), reason: 'x' },
      },
      422,
      'UNKNOWN_EVENT',
      '/data/corrects',
    ],
    [
      'content above 32 KiB',
      { type: 'PumpInterrogated', occurredAt: '2021', data: { displayed: { text: 'x'.repeat(40_000) } } },
      413,
      'CONTENT_TOO_LARGE',
      null,
    ],
    [
      '10 MB',
      { type: 'PumpInterrogated', occurredAt: '2021', data: { displayed: { text: 'x'.repeat(10_000_000) } } },
      413,
      'BODY_TOO_LARGE',
      null,
    ],
    ['no object', [], 422, 'VALIDATION_FAILED', ''],
    ['nothing but a type', { type: 'MriPerformed' }, 422, 'VALIDATION_FAILED', '/occurredAt'],
  ])('%s is refused, and nothing is recorded', async (_, event, status, code, pointer) => {
    if ((await client.revision('bad')) === 0) {
      await client.record('bad', { ...registered, id: 'registration' });
      for (const other of [implanted, refilled, { ...noted('2020'), id: 'mri-1' }])
        await client.record('bad', other);
    }
    const answer = await client.record('bad', event);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const pointers = (answer.body['errors'] as { pointer: string }[] | undefined)?.map(
      (error) => error.pointer,
    );
    if (pointer === null) expect(pointers).toBeUndefined();
    else expect(pointers).toContain(pointer);
    expect(await client.revision('bad')).toBe(4);
  });

  it('an event for an unknown therapy', async () => {
    const { status, body } = await client.record('nobody', implanted);
    expect([status, body['code']]).toEqual([404, 'THERAPY_NOT_FOUND']);
    for (const path of ['state', 'events', 'audit', 'dose?drug=baclofen&from=2020&to=2021'])
      expect((await client.get(`/v1/therapies/nobody/${path}`)).status).toBe(404);
  });
});
