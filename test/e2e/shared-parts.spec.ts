import { type Demo, startDemo } from './support/demo-client.js';

let demo: Demo;
beforeAll(async () => void (demo = await startDemo()));
afterAll(() => demo?.close());

describe('queries', () => {
  const dose = (query: string) => demo.ask(`/v1/demo/t-1/dose?${query}`);

  it('are read into values', async () => {
    expect(
      (await dose('drug=baclofen&from=2021-09-01&to=2021-09-01T12:00:00.5-02:00&maxPoints=7')).body,
    ).toEqual({
      therapyId: 't-1',
      drug: 'baclofen',
      from: Date.UTC(2021, 8, 1),
      to: Date.UTC(2021, 8, 1, 14, 0, 0, 500),
      site: 'reservoir',
      maxPoints: 7,
      dryRun: false,
    });
  });

  it.each([
    ['2021', Date.UTC(2021, 0, 1)],
    ['2021-03', Date.UTC(2021, 2, 1)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2021-03-10T09:00:00+01:00', Date.UTC(2021, 2, 10, 8)],
    ['2021-03-10T09:00:00%2B01:00', Date.UTC(2021, 2, 10, 8)],
    ['2021-03-10t09:00:00.1239z', Date.UTC(2021, 2, 10, 9, 0, 0, 123)],
  ])('from=%s', async (from, at) => {
    expect((await dose(`drug=baclofen&from=${from}`)).body).toMatchObject({ from: at });
  });

  it.each([
    '2021-02-29',
    '2021-02-29T00:00:00Z',
    '2021-03-10T09:00:00',
    '2021-13',
    '21',
    'now',
    '2021-03-10T24:00:00Z',
    '',
    '2021-03-10T09:00:00+25:00',
  ])('from=%s is refused', async (from) => {
    const { status, body } = await dose(`drug=baclofen&from=${from}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'INVALID_QUERY',
      errors: [{ pointer: '/from', detail: expect.stringMatching(/^must be an RFC 3339 instant/) }],
    });
  });

  it('all faults are told at once', async () => {
    const { body } = await dose('drug=Baclofen&site=tip&site=tip&maxPoints=1&dryRun=yes&a/b=1&__proto__=1');
    expect(body['code']).toBe('INVALID_QUERY');
    expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).toSorted()).toEqual(
      ['/a~1b', '/__proto__', '/drug', '/dryRun', '/from', '/maxPoints', '/site'].toSorted(),
    );
  });

  it('a handler without a query refuses one', async () => {
    expect((await demo.ask('/v1/plain')).status).toBe(200);
    expect((await demo.ask('/v1/plain?x=1')).body).toMatchObject({
      code: 'INVALID_QUERY',
      errors: [{ pointer: '/x', detail: 'is unknown; none is accepted' }],
    });
  });

  it.each(['.x', 'a'.repeat(65), 'a%2Fb', '%00', 'ä', 'a b'])('the therapy id %s is refused', async (id) => {
    const { status, body } = await demo.ask(`/v1/demo/${id}/dose?drug=baclofen&from=2021`);
    expect([status, body['code']]).toEqual([400, 'INVALID_THERAPY_ID']);
  });
});

describe('pages', () => {
  it('lead from one to the next', async () => {
    const seen: unknown[] = [];
    let next: unknown;
    do {
      const { body } = await demo.ask(`/v1/letters?limit=10${next ? `&cursor=${next as string}` : ''}`);
      seen.push(...(body['items'] as unknown[]));
      next = body['next'];
    } while (next);
    expect(seen.join('')).toBe('abcdefghijklmnopqrstuvwxyz');
  });

  it.each(['limit=0', 'limit=501', 'limit=ten', 'cursor=x', 'cursor='])('refuse %s', async (query) => {
    expect((await demo.ask(`/v1/letters?${query}`)).body['code']).toBe('INVALID_QUERY');
  });

  it('refuse the cursor of another listing', async () => {
    const { next } = (await demo.ask('/v1/letters?limit=1')).body;
    expect((await demo.ask(`/v1/letters?cursor=${next as string}`)).status).toBe(200);
    expect((await demo.ask(`/v1/digits?cursor=${next as string}`)).status).toBe(400);
  });
});

describe('problems', () => {
  it('tell nothing of the inside', async () => {
    const { status, headers, body } = await demo.ask('/v1/fault');
    expect(status).toBe(500);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ code: 'INTERNAL_ERROR', title: 'Internal Server Error' });
    expect(JSON.stringify(body)).not.toContain('swordfish');
  });

  it('a store that is away is no fault of the client', async () => {
    const { status, headers, body } = await demo.ask('/v1/store');
    expect([status, body['code']]).toEqual([503, 'STORE_UNAVAILABLE']);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('content-type')).toBe('application/problem+json');
  });

  it('carry headers, errors and further members', async () => {
    const { headers, body } = await demo.ask('/v1/conflict');
    expect(headers.get('etag')).toBe('"7"');
    expect(body).toMatchObject({
      code: 'REVISION_MISMATCH',
      status: 412,
      revision: 7,
      errors: [{ pointer: '/a', detail: 'is wrong' }],
    });
  });
});

it('a running request is finished before the end', async () => {
  const running = demo.ask('/v1/slow');
  await new Promise((done) => setTimeout(done, 100));
  await demo.close();
  expect((await running).body).toEqual({ done: true });
  demo = await startDemo();
});
