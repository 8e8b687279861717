import { gzipSync } from 'node:zlib';
import type { AuditDto } from '../../src/answers/dto/audit.dto.js';
import type { DoseCurveDto } from '../../src/answers/dto/dose.dto.js';
import type { Policies } from '../../src/answers/dto/policy.dto.js';
import { type Client, caseReport, clientOf, startService } from './support/client.js';
import type { Server } from './support/server.js';
import { FULL } from '../support/full.js';

let server: Server;
let client: Client;
beforeAll(async () => {
  ({ server, client } = await startService());
  for (const name of ['a', 'b'] as const) {
    const { status, body } = await client.import(caseReport(name));
    expect([status, body['duplicates'], body['rejected']]).toEqual([200, 0, []]);
  }
});
afterAll(() => server?.stop());

const A = '/v1/therapies/case-report-a';

const rounded = ({ lowMcg, highMcg }: { lowMcg: number; highMcg: number }) => ({
  lowMcg: Number(lowMcg.toFixed(6)),
  highMcg: Number(highMcg.toFixed(6)),
});

describe('the published case', () => {
  it('imported again records nothing twice, nor does half of it', async () => {
    const lines = caseReport('a').trimEnd().split('\n');
    const before = await client.revision('case-report-a');
    expect(before).toBe(lines.length);
    for (const part of [lines, lines.slice(0, 20)]) {
      const { body } = await client.import(`${part.join('\r\n')}\r\n`);
      expect(body).toEqual({ recorded: 0, duplicates: part.length, rejected: [] });
    }
    expect(await client.revision('case-report-a')).toBe(before);
  });

  it('is listed, page by page', async () => {
    const { body } = await client.get<{ items: unknown[] }>('/v1/therapies');
    expect(body.items).toEqual([
      { therapyId: 'case-report-a', revision: expect.any(Number) },
      { therapyId: 'case-report-b', revision: expect.any(Number) },
    ]);
    const revisions: number[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const query: string = next ? `&cursor=${next}` : '';
      const page = await client.get<{ items: { revision: number }[]; next?: string }>(
        `${A}/events?limit=25${query}`,
      );
      revisions.push(...page.body.items.map(({ revision }) => revision));
      next = page.body.next;
    }
    expect(revisions).toEqual(revisions.map((_, index) => index + 1));
    expect(revisions).toHaveLength(await client.revision('case-report-a'));
  });

  it('its state before the holiday, between two boluses', async () => {
    const { headers, body } = await client.get(`${A}/state?asOf=2021-03-09T00:00:00Z`);
    expect(body).toMatchObject({
      asOf: '2021-03-09T00:00:00.000Z',
      pump: { model: 'SynchroMed II', activity: 'running' },
      reservoir: { drug: 'baclofen', concentrationMcgPerMl: 2000 },
      program: { dailyDoseMcg: 1000 },
      delivering: { reservoir: [{ drug: 'baclofen', rateMcgPerDay: 350 }], verified: true },
    });
    expect(headers.get('etag')).toBe(`"${body['revision'] as number}"`);
  });

  it('nothing was known before it was recorded', async () => {
    const { body } = await client.get(`${A}/state?knownAt=2021-03-09T00:00:00Z`);
    expect(body).toMatchObject({ revision: 0, pump: null, reservoir: null, program: null });
  });

  it('its dose and its curve say the same', async () => {
    const query = 'drug=baclofen&from=2021-03-01T00:00:00Z&to=2021-03-02T00:00:00Z';
    for (const site of ['reservoir', 'tip']) {
      const { body: dose } = await client.get(`${A}/dose?${query}&site=${site}`);
      const { body: curve } = await client.get<DoseCurveDto>(`${A}/dose-curve?${query}&site=${site}`);
      expect(dose).toMatchObject({ drug: 'baclofen', site, from: '2021-03-01T00:00:00.000Z' });
      expect(dose['doseMcg']).toBeCloseTo(1000, 6);
      expect(curve.points[0]).toEqual({ at: '2021-03-01T00:00:00.000Z', cumulativeMcg: 0 });
      expect(curve.points.at(-1)!.cumulativeMcg).toBeCloseTo(1000, 6);
      // Nobody wrote down what was left in the reservoir at the next fill.
      const delivery = { status: 'unconfirmed', because: [], lowMcg: 1000, highMcg: 1000 };
      expect({ ...curve.delivery, ...rounded(curve.delivery) }).toEqual(delivery);
      expect([curve.exact, curve.verified]).toEqual([true, true]);
      expect(dose['delivery']).toEqual(curve.delivery);
    }
    expect((await client.get(`${A}/dose?${query.replace('baclofen', 'ziconotide')}`)).body['doseMcg']).toBe(
      0,
    );
    expect((await client.get(`${A}/dose?drug=baclofen&from=2021&to=2021`)).body['doseMcg']).toBe(0);
  });

  it('lists a bolus by lumbar puncture apart from what the pump gave', async () => {
    const { body } = await client.get(
      `${A}/dose?drug=baclofen&from=2021-03-08T00:00:00Z&to=2021-03-09T00:00:00Z`,
    );
    expect(body['doseMcg']).toBeCloseTo(1000, 6);
    expect(body['otherRoutes']).toMatchObject([
      { route: 'lumbar-puncture', doseMcg: 100, at: '2021-03-08T08:00:00.000Z' },
    ]);
  });

  it.each([
    ['dose?drug=baclofen&from=2021&to=2020', 400, 'INVALID_QUERY'],
    ['dose?drug=baclofen&from=2021', 400, 'INVALID_QUERY'],
    ['dose-curve?drug=baclofen&from=2021&to=2022&maxPoints=1', 400, 'INVALID_QUERY'],
    ['audit?policy=unheard-of', 404, 'UNKNOWN_POLICY'],
    ['audit?asof=2021', 400, 'INVALID_QUERY'],
    ['events?cursor=x', 400, 'INVALID_QUERY'],
  ])('%s is refused', async (path, status, code) => {
    const answer = await client.get(`${A}/${path}`);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it.each([
    ['case-report-a', 'programmed'],
    ['case-report-b', 'drug-switch'],
  ])('the holiday of %s, by %s, is consistent with a taper', async (therapyId, cause) => {
    const { status, body } = await client.get<AuditDto>(
      `/v1/therapies/${therapyId}/audit?policy=case-report-2024@2`,
    );
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(
      'therapyId policy asOf knownAt notice headline assumptions cessations findings workups delivery gaps reviews signatures parameters policySha256 factsHash auditHash'.split(
        ' ',
      ),
    );
    expect(body.policy).toEqual({ id: 'case-report-2024', version: '2' });
    const holiday = body.cessations.find((found) => found.drug === 'baclofen' && found.declaredHoliday);
    expect(holiday).toMatchObject({
      site: 'reservoir',
      cause,
      verdict: 'tapered',
      baselineMcgPerDay: 1000,
    });
    expect(body.parameters).toContainEqual({
      name: 'drugs.baclofen.stop.taper.maxStepMcgPerDay',
      value: 300,
      source: expect.any(String),
      certainty: 'stated-in-paper',
      needsApproval: false,
    });
    expect(body.signatures).toEqual([]);
  });

  it('the policies are listed with the source of each figure', async () => {
    const { body } = await client.get<Policies>('/v1/policies');
    expect(body.items[0]).toMatchObject({ id: 'case-report-2024', version: '2' });
    for (const parameter of body.items[0]!.parameters)
      expect(parameter).toEqual({
        name: expect.any(String),
        value: expect.anything(),
        source: expect.any(String),
        certainty: expect.any(String),
        needsApproval: expect.any(Boolean),
      });
  });
});

describe('imports', () => {
  const line = (therapyId: string, type: string, occurredAt: string, data: object) =>
    JSON.stringify({ therapyId, type, occurredAt, data });
  const registration = (therapyId: string) =>
    line(therapyId, 'TherapyRegistered', '2020', {
      patientPseudonym: 'p',
      indication: 'x',
      aetiology: 'stroke',
    });
  const mri = (therapyId: string) => line(therapyId, 'MriPerformed', '2020-05', {});

  it('report what cannot be read, by line, and go on', async () => {
    const long = `"${'x'.repeat(1024 * 1024)}"`;
    const file = Buffer.concat([
      Buffer.from(`\uFEFF${registration('i-1')}\r\n\r\n{"therapyId":\n${mri('nobody')}\n`),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(
        `${long}\n${line('i-1', 'MriPerformed', '2021-02-30', {})}\n[1]\n${mri('i-1')}\n{"a":[{"b":1,"\\u0062":2}]}`,
      ),
    ]);
    const { status, body } = await client.import(new Uint8Array(file));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      recorded: 2,
      duplicates: 0,
      rejected: [
        { line: 3, code: 'MALFORMED_JSON' },
        { line: 4, code: 'THERAPY_NOT_FOUND' },
        { line: 5, code: 'NOT_UTF8' },
        { line: 6, code: 'LINE_TOO_LONG' },
        { line: 7, code: 'VALIDATION_FAILED', detail: expect.stringMatching(/^\/occurredAt must be/) },
        { line: 8, code: 'VALIDATION_FAILED' },
        {
          line: 10,
          code: 'MEMBER_REPEATED',
          detail: '/a/0/b is named twice; name each member of an object once',
        },
      ],
    });
    expect(await client.revision('i-1')).toBe(2);
  });

  const packed = (body: Buffer) =>
    fetch(`${server.baseUrl}/v1/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
      body: new Uint8Array(gzipSync(body)),
    });

  it('come packed, but unpack to no more than lines of events do', async () => {
    const file = [registration('i-packed'), mri('i-packed')].join('\n');
    expect(await (await packed(Buffer.from(file))).json()).toMatchObject({ recorded: 2, rejected: [] });
    // Lines that are refused are so many that the rest is dropped, in the suite only just.
    for (const line of FULL ? ['\n', '\r\n', '{}\n'] : [`\n\r\n${' '.repeat(147)}\n{}${' '.repeat(148)}\n`]) {
      const answer = await packed(Buffer.alloc(20_000_000, line));
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        413,
        'BODY_TOO_LARGE',
      ]);
    }
  });

  it('equal lines of one file are as many events, each time the same', async () => {
    const file = [registration('i-2'), mri('i-2'), mri('i-2'), mri('i-2')].join('\n');
    expect((await client.import(file)).body).toMatchObject({ recorded: 4, duplicates: 0 });
    expect((await client.import(`${file}\n${mri('i-2')}`)).body).toMatchObject({
      recorded: 1,
      duplicates: 4,
    });
  });

  it('keep the order of each therapy, however many are under way', async () => {
    const ids = Array.from({ length: FULL ? 40 : 20 }, (_, index) => `order-${index}`);
    const days = Array.from({ length: FULL ? 50 : 30 }, (_, index) =>
      new Date(Date.UTC(2020, 0, index + 1)).toISOString(),
    );
    const lines = [
      ...ids.map(registration),
      ...days.flatMap((day) => ids.map((id) => line(id, 'MriPerformed', day, {}))),
    ];
    expect((await client.import(lines.join('\n'))).body).toEqual({
      recorded: lines.length,
      duplicates: 0,
      rejected: [],
    });
    const { body } = await client.get<{ items: { occurredAt: { stated: string } }[] }>(
      '/v1/therapies/order-7/events?limit=500',
    );
    expect(body.items.slice(1).map(({ occurredAt }) => occurredAt.stated)).toEqual(days);
  });

  it('without a body, or with another one, are refused', async () => {
    const empty = await fetch(`${server.baseUrl}/v1/import`, { method: 'POST' });
    expect(empty.status).toBe(415);
    expect((await clientOf(server.baseUrl).post('/v1/import', {})).status).toBe(415);
    expect((await client.import('')).body).toEqual({ recorded: 0, duplicates: 0, rejected: [] });
  });
});
