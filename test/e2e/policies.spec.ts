import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { verifyPack } from '../../src/verifier/pack/verify-pack.js';
import { exampleText, ourHospital } from '../compliance/policies/files/our-hospital.js';
import { unzipSync, zipSync } from 'fflate';
import { type Client, type Json, clientOf, setUp } from './support/client.js';
import { cli as run } from './support/command.js';
import { partsOf, text } from './support/ledger.js';
import { type Server, refusal, runToEnd, startServer } from './support/server.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pump-ledger-policies-'));
  await mkdir(join(dataDir, 'policies'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const put = (name: string, content: string | object) =>
  writeFile(join(dataDir, 'policies', name), typeof content === 'string' ? content : JSON.stringify(content));

interface Listed {
  readonly id: string;
  readonly version: string;
  readonly origin: string;
  readonly sha256: string;
  readonly inForce: boolean;
  readonly inForceFrom?: string;
  readonly document: Json;
  readonly parameters: readonly {
    readonly name: string;
    readonly value: unknown;
    readonly needsApproval: boolean;
  }[];
}

async function serving(run: (client: Client, server: Server) => Promise<void>, env = {}): Promise<void> {
  const server = await startServer({ dataDir, env });
  try {
    await run(clientOf(server.baseUrl), server);
  } finally {
    await server.stop();
  }
}

const listed = async (client: Client, id: string) =>
  (await client.get<{ items: Listed[] }>('/v1/policies')).body.items.filter((policy) => policy.id === id);

const audit = (client: Client, policy: string, knownAt?: string) =>
  client.get(
    `/v1/therapies/steps/audit?asOf=2020-03-01&policy=${policy}${knownAt ? `&knownAt=${knownAt}` : ''}`,
  );

interface Audited {
  readonly cessations: readonly {
    readonly steps: readonly {
      readonly rules: readonly { readonly rule: string; readonly outcome: string }[];
    }[];
  }[];
}

/** What is said of the size of each step. */
const stepSizes = (body: Json): readonly (string | undefined)[] =>
  (body as unknown as Audited).cessations
    .flatMap(({ steps }) => steps)
    .map(({ rules }) => rules.find(({ rule }) => rule === 'max-step')?.outcome);

/** 350 mcg/day, then 100, then none: steps of 250 and 100. */
async function taper(client: Client): Promise<void> {
  const program = (occurredAt: string, chosen: object) => ({
    type: 'PumpReprogrammed',
    occurredAt,
    data: { program: chosen },
  });
  await setUp(client, 'steps');
  for (const event of [
    program('2020-01-02T10:00:00Z', { mode: 'simple-continuous', dailyDoseMcg: 350 }),
    program('2020-01-20T10:00:00Z', { mode: 'simple-continuous', dailyDoseMcg: 100 }),
    program('2020-01-25T10:00:00Z', { mode: 'stopped' }),
  ])
    expect(await client.record('steps', event)).toMatchObject({ status: 201 });
}

it('a hospital’s policy is listed, judges from its date on, and is in force by when it was known', async () => {
  await put('1.json', { ...ourHospital({ '/inForceFrom': '2020-01-01' }) });
  await put('2.json', {
    ...ourHospital({
      '/version': '2',
      '/inForceFrom': '2025-01-01',
      '/drugs/baclofen/stop/taper/maxStepMcgPerDay/value': 300,
    }),
  });
  await put('3.json', { ...ourHospital({ '/version': '3', '/inForceFrom': '9000' }) });
  await serving(async (client) => {
    await taper(client);
    const found = await listed(client, 'our-hospital');
    expect(found.map(({ version, origin, inForce }) => [version, origin, inForce])).toEqual([
      ['1', 'hospital', false],
      ['2', 'hospital', true],
      ['3', 'hospital', false],
    ]);
    const bytes = await readFile(join(dataDir, 'policies', '2.json'));
    expect(found[1]).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      document: JSON.parse(bytes.toString()),
      inForceFrom: '2025-01-01',
    });
    expect(found[1]!.parameters.some(({ needsApproval }) => needsApproval)).toBe(false);

    const now = await audit(client, 'our-hospital');
    expect([now.status, now.body['policy']]).toEqual([200, { id: 'our-hospital', version: '2' }]);
    // Version 2 allows 300 mcg/day, version 1 allows 200.
    expect(stepSizes(now.body)).toEqual(['pass', 'pass']);
    const first = await audit(client, 'our-hospital@1');
    expect(first.body['policy']).toEqual({ id: 'our-hospital', version: '1' });
    expect(stepSizes(first.body)).toEqual(['fail', 'pass']);

    const versionAt = async (knownAt: string) =>
      (await audit(client, 'our-hospital', knownAt)).body['policy'];
    expect(await versionAt('2024-12-31T23:59:59.999Z')).toEqual({ id: 'our-hospital', version: '1' });
    expect(await versionAt('2025-01-01T00:00:00Z')).toEqual({ id: 'our-hospital', version: '2' });
    // Later than any clock: what will be in force then.
    expect(await versionAt('9000-01-01T00:00:00Z')).toEqual({ id: 'our-hospital', version: '3' });
  });
});

it('before its date a policy is unknown, unless its version is named', async () => {
  await put('1.json', { ...ourHospital({ '/inForceFrom': '9000-01-01T00:00:00Z' }) });
  await serving(async (client) => {
    await setUp(client, 'steps');
    const early = await audit(client, 'our-hospital', '8999-12-31T23:59:59.999Z');
    expect(early).toMatchObject({ status: 404, body: { code: 'UNKNOWN_POLICY' } });
    expect(await audit(client, 'our-hospital')).toMatchObject({ status: 404 });
    expect(await audit(client, 'our-hospital', '9000-01-01T00:00:00Z')).toMatchObject({ status: 200 });
    expect(await audit(client, 'our-hospital@1')).toMatchObject({ status: 200 });
  });
});

it('a policy with faults ends the start before the log is opened, a line on standard error for each', async () => {
  await put('our.json', ourHospital({ '/tip/overlapHours/value': 0, '/drugs/baclophen': {} }));
  await put('notes.txt', '');
  const { code, errors, output } = await refusal({ DATA_DIR: dataDir });
  expect(code).toBe(78);
  expect(output).toBe(errors);
  expect(errors.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/notes\.txt: is not a policy’s name; accepted are names that end in \.json/),
    expect.stringMatching(/our\.json at \/drugs\/baclophen: .*known are baclofen, morphine/),
    expect.stringMatching(/our\.json at \/tip\/overlapHours\/value: 0 must be a number of hours above 0/),
  ]);
  expect(await readdir(dataDir)).toEqual(['policies']);
});

it('a version that was served once cannot be changed, and is not forgotten', async () => {
  await put('our.json', exampleText);
  await serving(async () => {});
  await put('our.json', exampleText.replace('"value": 200', '"value": 400'));
  const { code, errors } = await runToEnd({ DATA_DIR: dataDir });
  expect([code, errors.trimEnd().split('\n')]).toEqual([
    78,
    [
      expect.stringMatching(
        /our\.json: holds our-hospital@1 with the SHA-256 [0-9a-f]{64}, but .* is known with/,
      ),
    ],
  ]);
  await rm(join(dataDir, 'policies'), { recursive: true });
  await serving(
    async (client, server) => {
      await setUp(client, 'steps');
      expect((await listed(client, 'our-hospital'))[0]).toMatchObject({
        sha256: createHash('sha256').update(exampleText).digest('hex'),
        document: JSON.parse(exampleText) as Json,
      });
      expect((await audit(client, 'our-hospital')).status).toBe(200);
      expect(server.output()).toContain('our-hospital@1 is no longer in DATA_DIR/policies; it stays known');
    },
    { LOG_LEVEL: 'info' },
  );
});

describe('a version that comes into force', () => {
  const SHIPPED = shippedPolicies.length;

  it('is an entry of the ledger, once however often the service starts, and in no list', async () => {
    const entriesOf = async (client: Client) => {
      const { body } = await client.post('/v1/ledger/verify', {});
      expect(body).toMatchObject({ ok: true, problems: [] });
      const count = Number(body['treeSize']);
      return Promise.all(
        Array.from({ length: count }, async (_, leafIndex) => {
          const { body: entry } = await client.get(`/v1/ledger/entries/${leafIndex}`);
          expect((await client.get(`/v1/ledger/inclusion?leafIndex=${leafIndex}`)).status).toBe(200);
          return entry;
        }),
      );
    };
    let first: readonly Json[] = [];
    await serving(async (client) => {
      first = await entriesOf(client);
      expect(first.map(({ stream, type, data }) => [stream, type, (data as Json)['sha256']])).toEqual(
        shippedPolicies.map(({ sha256 }) => ['policies', 'PolicyAdopted', sha256]),
      );
      expect((await client.get<{ items: Json[] }>('/v1/therapies')).body.items).toEqual([]);
    });
    await put('our.json', exampleText);
    for (let start = 0; start < 2; start += 1)
      await serving(async (client) => {
        const entries = await entriesOf(client);
        expect(entries.slice(0, SHIPPED)).toEqual(first);
        expect(entries.slice(SHIPPED)).toMatchObject([
          {
            stream: 'policies',
            revision: SHIPPED + 1,
            data: {
              policy: 'our-hospital',
              policyVersion: '1',
              origin: 'file',
              sha256: createHash('sha256').update(exampleText).digest('hex'),
              inForceFrom: '2026-01-01T00:00:00+01:00',
            },
          },
        ]);
      });
    await serving(async (client) => {
      await setUp(client, 'steps');
      const { body } = await client.get<{ items: Json[] }>('/v1/therapies?limit=1');
      expect(body).toEqual({ items: [{ therapyId: 'steps', revision: expect.any(Number) }] });
      for (const path of ['~policies', 'policies', '%7Epolicies'])
        expect([400, 404]).toContain((await client.get(`/v1/therapies/${path}/events`)).status);
      // The register has taken in as many events as the log holds, and knows one therapy.
      expect((await client.get('/v1/findings')).status).toBe(200);
      expect((await client.get('/health/ready')).body).toMatchObject({ register: { eventsBehind: 0 } });
    });
  });

  it('is known by its hash: changed in both folders, it ends the start', async () => {
    await put('our.json', exampleText);
    await serving(async () => {});
    const lenient = exampleText.replace('"value": 200', '"value": 400');
    await put('our.json', lenient);
    await writeFile(join(dataDir, 'known-policies', 'our-hospital@1.json'), lenient);
    const { code, errors } = await runToEnd({ DATA_DIR: dataDir });
    expect([code, errors.trimEnd().split('\n')]).toEqual([
      78,
      [
        expect.stringMatching(
          /our\.json: holds our-hospital@1 with the SHA-256 [0-9a-f]{64}, but our-hospital@1 is known with [0-9a-f]{64} \(the ledger, revision 5 of its policies/,
        ),
      ],
    ]);
    expect((await run(dataDir, ['therapies'])).code).toBe(2);
  });

  it('is shown by each pack that is judged by it, unless its checkpoint is older', async () => {
    const packOf = async ({ baseUrl }: Server, query: string) => {
      const answer = await fetch(
        `${baseUrl}/v1/therapies/steps/evidence.zip?asOf=2020-03-01&policy=our-hospital@1${query}`,
      );
      return new Map(Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer()))));
    };
    let before = 0;
    await serving(async (client, { baseUrl }) => {
      await taper(client);
      before = partsOf((await text(`${baseUrl}/v1/ledger/checkpoint`)).text).size;
    });
    await put('our.json', exampleText);
    await serving(async (_, server) => {
      const newest = await verifyPack(await packOf(server, ''), { keys: [], witnesses: [] });
      expect([newest.problems, newest.warnings]).toEqual([[], []]);
      expect(newest.said.join('\n')).toMatch(
        new RegExp(
          `Policy our-hospital@1: agrees with the tree \\(leaf ${before}, recorded at .*\\); unknown to release`,
        ),
      );
      const older = await verifyPack(await packOf(server, `&checkpoint=${before}`), {
        keys: [],
        witnesses: [],
      });
      expect([older.problems, older.warnings]).toEqual([
        [],
        [
          'that our-hospital@1 came into force in this ledger is not shown: no event of it is under the checkpoint.',
        ],
      ]);
      const pack = join(dataDir, 'older.zip');
      await writeFile(pack, zipSync(Object.fromEntries(await packOf(server, `&checkpoint=${before}`))));
      expect(await run(dataDir, ['verify', pack])).toMatchObject({
        code: 0,
        out: expect.stringMatching(
          /OK, everything .* holds; not shown is that our-hospital@1 came into force in this ledger\.\n$/,
        ),
      });
    });
  });

  it('and of which the service does not hold the bytes any more, is said at start', async () => {
    await put('our.json', exampleText);
    await serving(async () => {});
    await rm(join(dataDir, 'policies'), { recursive: true });
    await rm(join(dataDir, 'known-policies', 'our-hospital@1.json'));
    await serving(async (_, server) => {
      expect(server.output()).toContain('the ledger knows our-hospital@1, and this service does not');
    });
  });
});

describe('from the command line', () => {
  const cli = (...words: string[]) => run(dataDir, words);

  it('policies are listed without a log, and beside a running service', async () => {
    await put('our.json', exampleText);
    const { code, out, err } = await cli('policies');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^policy +origin +in force from +in force +to approve +title\n/);
    expect(out).toMatch(/^case-report-2024@1 +shipped +ever +yes +\d+ /m);
    expect(out).toMatch(/^our-hospital@1 +hospital +2026-01-01T00:00:00\+01:00 +(yes|no) +0 /m);
    expect(await readdir(dataDir)).toEqual(['policies']);
    await serving(async (client) => {
      const { body } = await client.get('/v1/policies');
      expect(JSON.parse((await cli('policies', '--json')).out)).toEqual(body);
    });
  });

  it('a file is checked', async () => {
    const example = resolve('examples/policies/our-hospital.json');
    expect(await cli('policies', '--check', example)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/our-hospital@1, can be used/),
    });
    expect(JSON.parse((await cli('policies', '--json', '--check', example)).out)).toEqual({
      file: example,
      id: 'our-hospital',
      version: '1',
      inForceFrom: '2026-01-01T00:00:00+01:00',
      sha256: createHash('sha256').update(exampleText).digest('hex'),
    });
    const bad = join(dataDir, 'bad.json');
    await writeFile(bad, exampleText.replace('"value": 200', '"value": "200"'));
    expect(await cli('policies', '--check', bad)).toEqual({
      code: 2,
      out: '',
      err: `${bad} at /drugs/baclofen/stop/taper/maxStepMcgPerDay/value: "200" must be a number of mcg/day above 0 and at most 1000000.\n`,
    });
  });

  it('questions refuse as the start of the service does', async () => {
    expect((await cli('import', resolve('examples/case-report/case-report-a.ndjson'))).code).toBe(0);
    await put('our.json', exampleText);
    expect((await cli('audit', 'case-report-a', '--policy', 'our-hospital@1')).code).toBe(0);
    await put('our.json', `${exampleText} `);
    const { code, out, err } = await cli('audit', 'case-report-a');
    expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
    expect(err).toContain('our-hospital@1 is known with');
  });
});
