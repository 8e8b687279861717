import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exampleText, ourHospital } from '../compliance/policies/files/our-hospital.js';
import { type Client, type Json, clientOf, setUp } from './support/client.js';
import { cli as run } from './support/command.js';
import { type Server, refusal, startServer } from './support/server.js';

let dataDir: string;
const newDataDir = async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pump-ledger-policies-'));
  await mkdir(join(dataDir, 'policies'));
};
const remove = () => rm(dataDir, { recursive: true, force: true });

const cli = (...words: readonly string[]) => run(dataDir, words);
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

describe('on a data directory of its own', () => {
  beforeEach(newDataDir);
  afterEach(remove);

  it('a hospital’s policy is listed, judges from its date on, and is in force by when it was known', async () => {
    const today = new Date().toISOString().slice(0, 10);
    await put('1.json', exampleText);
    await put('2.json', {
      ...ourHospital({
        '/version': '2',
        '/inForceFrom': `${today}T00:00:01Z`,
        '/drugs/baclofen/stop/taper/maxStepMcgPerDay/value': 300,
      }),
    });
    await put('3.json', { ...ourHospital({ '/version': '3', '/inForceFrom': '9000' }) });
    await put('later.json', { ...ourHospital({ '/id': 'later', '/inForceFrom': '9000-01-01T00:00:00Z' }) });
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
        inForceFrom: `${today}T00:00:01Z`,
      });
      expect(found[0]).toMatchObject({ inForceFrom: today, document: JSON.parse(exampleText) as Json });
      expect(found[0]!.document).not.toHaveProperty('inForceFrom');
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
      expect(await versionAt(`${today}T00:00:00.999Z`)).toEqual({ id: 'our-hospital', version: '1' });
      expect(await versionAt(`${today}T00:00:01Z`)).toEqual({ id: 'our-hospital', version: '2' });
      // What was known the day before nobody had judged by it.
      const before = new Date(Date.parse(today) - 1).toISOString();
      expect(await audit(client, 'our-hospital', before)).toMatchObject({ status: 404 });
      // Later than any clock: what will be in force then.
      expect(await versionAt('9000-01-01T00:00:00Z')).toEqual({ id: 'our-hospital', version: '3' });

      // Before its date a policy is unknown, unless its version is named.
      const early = await audit(client, 'later', '8999-12-31T23:59:59.999Z');
      expect(early).toMatchObject({ status: 404, body: { code: 'UNKNOWN_POLICY' } });
      expect(await audit(client, 'later')).toMatchObject({ status: 404 });
      expect(await audit(client, 'later', '9000-01-01T00:00:00Z')).toMatchObject({ status: 200 });
      expect(await audit(client, 'later@1')).toMatchObject({ status: 200 });
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

  it('a policy that would judge what was answered before ends the start, once the log is open', async () => {
    await put('our.json', ourHospital({ '/inForceFrom': '2025-01-01' }));
    const { code, errors } = await refusal({ DATA_DIR: dataDir });
    expect([code, errors.trimEnd().split('\n')]).toEqual([
      78,
      [
        expect.stringMatching(
          /our\.json at \/inForceFrom: "2025-01-01" is before .* the day on which this service first read our-hospital@1: .*; accepted is \d{4}-\d\d-\d\d or later/,
        ),
      ],
    ]);
    expect(await cli('policies')).toMatchObject({ code: 2, err: errors });
  });

  it('the default is a setting, one that judges; what was known before keeps the one before', async () => {
    await put('our.json', exampleText);
    const bad = await refusal({ DATA_DIR: dataDir, DEFAULT_POLICY: 'out-hospital' });
    expect([bad.code, bad.errors]).toEqual([
      78,
      'DEFAULT_POLICY is "out-hospital"; accepted are the ids of policies that are in force: case-report-2024, label-holiday, best-practice-titration, strict, our-hospital.\n',
    ]);
    const judged = async (client: Client, path: string) =>
      (await client.get<{ policy: Json; items: Json[] }>(`/v1/therapies/steps/audit?asOf=2020-03-01${path}`))
        .body.policy;
    let first = '';
    await serving(async (client) => {
      await taper(client);
      expect(await judged(client, '')).toEqual({ id: 'case-report-2024', version: '2' });
      const { body } = await client.get('/v1/therapies/steps/audit');
      first = String(body['knownAt']);
    });
    const changed = { DEFAULT_POLICY: 'our-hospital' };
    for (let start = 0; start < 2; start += 1)
      await serving(async (client, { baseUrl }) => {
        expect(await judged(client, '')).toEqual({ id: 'our-hospital', version: '1' });
        expect(await judged(client, `&knownAt=${first}`)).toEqual({ id: 'case-report-2024', version: '2' });
        const csv = await fetch(`${baseUrl}/v1/therapies/steps/audit.csv?asOf=2020-03-01`);
        expect(await csv.text()).toContain('steps,our-hospital,1,');
        const { body } = await client.get<{ items: { policy: Json }[] }>('/v1/cessations');
        expect(body.items.map(({ policy }) => policy['id'])).toEqual(['our-hospital']);
        const all = (await client.get<{ items: (Listed & { isDefault: boolean })[] }>('/v1/policies')).body
          .items;
        expect(all.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual(['our-hospital']);
        expect(await (await fetch(`${baseUrl}/policies`)).text()).toContain('the default: it judges');
        const { body: verified } = await client.post('/v1/ledger/verify', {});
        expect(verified).toMatchObject({ ok: true, problems: [] });
        const { body: last } = await client.get(`/v1/ledger/entries/${Number(verified['treeSize']) - 1}`);
        expect(last).toMatchObject({
          stream: 'policies',
          type: 'DefaultPolicyChanged',
          data: { policy: 'our-hospital', previous: 'case-report-2024' },
        });
      }, changed);
    // A command asks as the service was started last.
    expect((await cli('audit', 'steps', '--as-of', '2020-03-01')).out).toContain('our-hospital@1');
  });

  it('a file is checked from the command line', async () => {
    const example = resolve('examples/policies/our-hospital.json');
    expect(await cli('policies', '--check', example)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/our-hospital@1, can be used/),
    });
    expect(JSON.parse((await cli('policies', '--json', '--check', example)).out)).toEqual({
      file: example,
      id: 'our-hospital',
      version: '1',
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
});

/** Of one data directory, one after the other. */
describe('a version', () => {
  beforeAll(newDataDir);
  afterAll(remove);

  it('is listed from the command line without a log, and beside a running service', async () => {
    await put('our.json', exampleText);
    const { code, out, err } = await cli('policies');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^policy +origin +in force from +in force +to approve +title\n/);
    expect(out).toMatch(/^case-report-2024@2 +shipped +ever +yes +\d+ /m);
    expect(out).toMatch(/^our-hospital@1 +hospital +\d{4}-\d\d-\d\d +yes +0 /m);
    expect(await readdir(dataDir)).toEqual(['policies']);
    await serving(async (client) => {
      await setUp(client, 'steps');
      const { body } = await client.get('/v1/policies');
      expect(JSON.parse((await cli('policies', '--json')).out)).toEqual(body);
    });
  });

  it('that was served once cannot be changed: questions refuse as the start of the service does', async () => {
    expect((await cli('audit', 'steps', '--policy', 'our-hospital@1')).code).toBe(0);
    await put('our.json', `${exampleText} `);
    const asked = await cli('audit', 'steps');
    expect([asked.code, asked.out, asked.err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
    expect(asked.err).toContain('our-hospital@1 is known with');

    await put('our.json', exampleText.replace('"value": 200', '"value": 400'));
    // What is refused leaves open what it opened.
    const copy = `${dataDir}-copy`;
    await cp(dataDir, copy, { recursive: true });
    const { code, errors } = await refusal({ DATA_DIR: copy });
    await rm(copy, { recursive: true });
    expect([code, errors.trimEnd().split('\n')]).toEqual([
      78,
      [
        expect.stringMatching(
          /our\.json: holds our-hospital@1 with the SHA-256 [0-9a-f]{64}, but .* is known with/,
        ),
      ],
    ]);
  });

  it('is not forgotten where its file is gone', async () => {
    await rm(join(dataDir, 'policies'), { recursive: true });
    await serving(
      async (client, server) => {
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
});
