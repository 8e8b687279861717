import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Client,
  type Json,
  caseReport,
  clientOf,
  listed,
  noted,
  registered,
  setUp,
} from './support/client.js';
import { AT_START } from './support/ledger.js';
import { type Server, startServer, startServerProcess } from './support/server.js';
import { FULL } from '../support/full.js';

const KILLS = FULL ? 40 : 1;

interface ListPage {
  readonly items: readonly Json[];
  readonly next?: string;
  readonly setAside?: readonly string[];
}

const pageOf = async (client: Client, path: string): Promise<ListPage> => {
  const { status, body } = await listed<ListPage>(client, path);
  if (status !== 200) throw new Error(`${path} was answered with ${status}: ${JSON.stringify(body)}`);
  return body;
};

async function everything(client: Client, list: string, query = ''): Promise<Json[]> {
  const items: Json[] = [];
  let next: string | undefined;
  do {
    const page = await pageOf(client, `/v1/${list}?limit=500${query}${next ? `&cursor=${next}` : ''}`);
    items.push(...page.items);
    next = page.next;
  } while (next);
  return items;
}

/** The rows of a therapy as its own audit has them. */
async function audited(client: Client, therapyId: string, policy: string) {
  const { status, body } = await client.get(`/v1/therapies/${therapyId}/audit?policy=${policy}`);
  if (status !== 200) throw new Error(`the audit was answered with ${status}: ${JSON.stringify(body)}`);
  const by = { therapyId, policy: body['policy'] };
  const rows = (list: string) => (body[list] as Json[]).map((row) => ({ ...by, ...row, reviews: [] }));
  return { cessations: rows('cessations'), findings: rows('findings') };
}

const inOrder = (rows: readonly Json[]) =>
  rows.map((row) => JSON.stringify(row, Object.keys(row).toSorted())).toSorted();

describe('the register', () => {
  let server: Server;
  let client: Client;
  beforeAll(async () => {
    server = await startServer();
    client = clientOf(server.baseUrl);
    await client.import(caseReport('a') + caseReport('b'));
    await setUp(client, 't-1');
  });
  afterAll(() => server?.stop());

  it.each(['case-report-2024', 'strict'])(
    'has what the audits of all therapies say under %s',
    async (policy) => {
      const audits = await Promise.all(
        ['case-report-a', 'case-report-b', 't-1'].map((therapyId) => audited(client, therapyId, policy)),
      );
      for (const list of ['cessations', 'findings'] as const) {
        const expected = audits.flatMap((audit) => audit[list]);
        expect(expected.length).toBeGreaterThan(3);
        const listed = await everything(client, list, `&policy=${policy}`);
        expect(inOrder(listed.map((row) => ({ ...row, reservationFindings: undefined })))).toEqual(
          inOrder(expected),
        );
      }
    },
  );

  it('names the findings that reserve each verdict, so that no row stands alone', async () => {
    const findings = await everything(client, 'findings');
    const cessations = await everything(client, 'cessations');
    for (const { reservations, reservationFindings } of cessations)
      expect(reservationFindings).toEqual(
        (reservations as string[]).map((wanted) => {
          const { id, code, severity, confidence } = findings.find((finding) => finding['id'] === wanted)!;
          return { id, code, severity, confidence };
        }),
      );
    expect(cessations.flatMap(({ reservations }) => reservations as string[]).length).toBeGreaterThan(5);
  });

  it('lists the findings that share a cause', async () => {
    const findings = await everything(client, 'findings');
    const causes = findings.flatMap(({ cause }) => (cause as string | undefined) ?? []);
    const shared = causes.find((cause, index) => causes.indexOf(cause) < index)!;
    const sharing = findings.filter(({ cause }) => cause === shared);
    expect(sharing.length).toBeGreaterThan(1);
    expect(sharing.length).toBeLessThan(causes.length);
    expect(await everything(client, 'findings', `&cause=${shared}`)).toEqual(sharing);
    expect(await everything(client, 'findings', '&cause=nothing')).toEqual([]);
    expect((await client.get('/v1/findings?cause=a%20b')).status).toBe(400);
  });

  it('shows that an item was reviewed, without the reason, which is in the therapy’s own audit', async () => {
    const [item] = await everything(client, 'findings', '&therapyId=t-1');
    const { body } = await client.record('t-1', {
      type: 'InferenceReviewed',
      occurredAt: '2024-06-01',
      data: { inference: item!['id'], outcome: 'refuted', reason: 'seen on the ward' },
    });
    const [reviewed] = await everything(client, 'findings', '&therapyId=t-1');
    expect(reviewed).toEqual({ ...item, reviews: [{ eventId: body['id'], outcome: 'refuted' }] });
    expect(JSON.stringify(reviewed)).not.toContain('seen on the ward');
    await client.record('t-1', {
      type: 'EventVoided',
      occurredAt: '2024-06-02',
      data: { voids: body['id'], reason: 'of another finding' },
    });
    expect((await everything(client, 'findings', '&therapyId=t-1'))[0]).toEqual(item);
  });

  it('lists under the default policy, the latest first, in pages', async () => {
    const whole = await everything(client, 'findings');
    expect(new Set(whole.map(({ policy }) => (policy as Json)['id']))).toEqual(new Set(['case-report-2024']));
    const instants = whole.map(({ at }) => Date.parse(at as string));
    expect(instants).toEqual(instants.toSorted((a, b) => b - a));
    const paged: Json[] = [];
    let next: string | undefined;
    do {
      const page = await pageOf(client, `/v1/findings?limit=4${next ? `&cursor=${next}` : ''}`);
      expect(page.items.length).toBeLessThanOrEqual(4);
      expect(page).not.toHaveProperty('setAside');
      paged.push(...page.items);
      next = page.next;
    } while (next);
    expect(paged).toEqual(whole);
  });

  it('filters', async () => {
    const findings = await everything(client, 'findings');
    const cessations = await everything(client, 'cessations');
    const critical = await everything(client, 'findings', '&severity=critical&therapyId=case-report-b');
    expect(critical).toEqual(
      findings.filter(({ severity, therapyId }) => severity === 'critical' && therapyId === 'case-report-b'),
    );
    expect(critical.length).toBeGreaterThan(0);
    const morphine = await everything(client, 'cessations', '&drug=morphine&verdict=undetermined');
    expect(morphine).toEqual(
      cessations.filter(({ drug, verdict }) => drug === 'morphine' && verdict === 'undetermined'),
    );
    const at = cessations[1]!['reachedZeroAt'] as string;
    expect(await everything(client, 'cessations', `&from=${at}&to=${at}`)).toEqual(
      cessations.filter(({ reachedZeroAt }) => reachedZeroAt === at),
    );
    expect(await everything(client, 'findings', '&to=1950')).toEqual([]);
  });

  it('knows what was acknowledged just before', async () => {
    for (let number = 0; number < (FULL ? 20 : 4); number += 1) {
      const therapyId = `new-${number}`;
      await setUp(client, therapyId);
      const { status, body } = await client.get<ListPage>(`/v1/findings?therapyId=${therapyId}`);
      expect(status).toBe(200);
      expect(body.items.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ['/v1/findings?verdict=abrupt', '/verdict', /filter of \/v1\/cessations/],
    ['/v1/findings?drug=baclofen', '/drug', /filter of \/v1\/cessations/],
    ['/v1/cessations?severity=critical', '/severity', /filter of \/v1\/findings/],
    ['/v1/cessations?asOf=2021', '/asOf', /is unknown; accepted are verdict, drug, cause/],
    ['/v1/cessations?verdict=safe', '/verdict', /must be one of tapered, abrupt, undetermined/],
    ['/v1/cessations?cursor=abc', '/cursor', /must be the `next` of a page/],
    ['/v1/cessations?limit=501', '/limit', /from 1 to 500/],
    ['/v1/findings?from=2022&to=2021', '/to', /must not be before from/],
    ['/v1/findings?therapyId=a%20b', '/therapyId', /must be of the form/],
  ])('%s is refused', async (path, pointer, detail) => {
    const { status, body } = await client.get(path);
    expect([status, body['code']]).toEqual([400, 'INVALID_QUERY']);
    expect(body['errors']).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
  });

  it('refuses a cursor of the other list, and one that was tampered with', async () => {
    const { next } = await pageOf(client, '/v1/findings?limit=1');
    expect((await client.get(`/v1/cessations?cursor=${next}`)).status).toBe(400);
    const tampered = Buffer.from(JSON.stringify(['findings', 'yesterday'])).toString('base64url');
    expect((await client.get(`/v1/findings?cursor=${tampered}`)).status).toBe(400);
  });

  it('does not know other policies', async () => {
    const { status, body } = await client.get('/v1/findings?policy=strict@99');
    expect([status, body['code']]).toEqual([404, 'UNKNOWN_POLICY']);
  });

  it('says how it is at /health/ready and /metrics, and in the OpenAPI document', async () => {
    await pageOf(client, '/v1/findings');
    const { body } = await client.get('/health/ready');
    expect(body).toMatchObject({ status: 'ok', register: { therapiesSetAside: 0, isRebuilding: false } });
    const metrics = await (await fetch(`${server.baseUrl}/metrics`)).text();
    expect(metrics).toMatch(/^register_events_behind \d+$/m);
    const { body: document } = await client.get('/openapi.json');
    const names = (path: string) =>
      (
        ((document['paths'] as Json)[path] as Json)['get'] as { parameters: { name: string }[] }
      ).parameters.map(({ name }) => name);
    expect(names('/v1/cessations')).toEqual([
      'verdict',
      'drug',
      'cause',
      'policy',
      'therapyId',
      'from',
      'to',
      'limit',
      'cursor',
    ]);
    expect(names('/v1/findings')).not.toContain('verdict');
  });
});

describe('a server that is stopped and killed', () => {
  let dataDir: string;
  beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'pump-ledger-register-'))));
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const both = async (client: Client) => [
    await everything(client, 'cessations'),
    await everything(client, 'findings'),
  ];

  it(
    'has a register without gap or repeat after it is killed, equal to one made anew',
    async () => {
      /** In how many of the lives something was recorded. */
      let recorded = 0;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const server = await startServerProcess({ dataDir });
        const client = clientOf(server.baseUrl);
        const work = async (number: number) => {
          try {
            await setUp(client, `k${kill}-${number}`);
            await client.get('/v1/findings');
            for (;;) {
              await client.record(`k${kill}-${number}`, noted('2020-05'));
              recorded = Math.max(recorded, kill + 1);
            }
          } catch (error) {
            if ((error as Error).name !== 'TypeError' && !/answered with/.test(String(error))) throw error;
          }
        };
        const clients = Array.from({ length: 6 }, (_, number) => work(number));
        while (recorded <= kill) await pause(5);
        await pause(41 * (kill % 7));
        await server.kill();
        await Promise.all(clients);
      }
      const resumed = await startServer({ dataDir });
      const client = clientOf(resumed.baseUrl);
      const rows = await both(client);
      expect(rows[1]!.length).toBeGreaterThan(KILLS);
      const ids = rows[1]!.map(({ therapyId, id }) => `${String(therapyId)} ${String(id)}`);
      expect(new Set(ids).size).toBe(ids.length);
      await resumed.stop({ keepData: true });
      // Closed in good order: nothing is left beside the file.
      expect(existsSync(join(dataDir, 'read', 'register-8.db'))).toBe(true);
      expect(existsSync(join(dataDir, 'read', 'register-8.db-wal'))).toBe(false);

      await rm(join(dataDir, 'read'), { recursive: true });
      const anew = await startServer({ dataDir });
      expect(await both(clientOf(anew.baseUrl))).toEqual(rows);
      await anew.stop({ keepData: true });
    },
    KILLS * 60_000,
  );

  it('records and is ready while the register cannot be kept, and keeps it once it can', async () => {
    const obstacle = join(dataDir, 'read');
    await writeFile(obstacle, 'in the way of the directory');
    const server = await startServer({ dataDir });
    const client = clientOf(server.baseUrl);
    expect((await client.record('t-1', registered)).status).toBe(201);
    const refused = await client.get('/v1/findings');
    expect([refused.status, refused.body['code']]).toEqual([503, 'REGISTER_BEHIND']);
    expect(refused.body['eventsBehind']).toBe(AT_START + 1);
    expect(refused.headers.get('retry-after')).toBe('1');
    const health = await client.get('/health/ready');
    expect([health.status, health.body]).toMatchObject([200, { status: 'ok' }]);
    expect((health.body['register'] as Json)['status']).not.toBe('up-to-date');
    expect(server.output()).toMatch(/the thread of the read models ended/);
    await rm(obstacle);
    for (let status = 503; status !== 200;) ({ status } = await client.get('/v1/findings'));
    await server.stop({ keepData: true });
  });
});
