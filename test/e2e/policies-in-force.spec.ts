import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { exampleText } from '../compliance/policies/files/our-hospital.js';
import { type Client, type Json, clientOf, setUp } from './support/client.js';
import { cli } from './support/command.js';
import { partsOf, text } from './support/ledger.js';
import { type Server, refusal, startServer } from './support/server.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pump-ledger-in-force-'));
  await mkdir(join(dataDir, 'policies'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function serving(run: (client: Client, server: Server) => Promise<void>): Promise<void> {
  const server = await startServer({ dataDir });
  try {
    await run(clientOf(server.baseUrl), server);
  } finally {
    await server.stop();
  }
}

async function entriesOf(client: Client): Promise<readonly Json[]> {
  const { body } = await client.post('/v1/ledger/verify', {});
  expect(body).toMatchObject({ ok: true, problems: [] });
  return Promise.all(
    Array.from({ length: Number(body['treeSize']) }, async (_, leafIndex) => {
      const { body: entry } = await client.get(`/v1/ledger/entries/${leafIndex}`);
      expect((await client.get(`/v1/ledger/inclusion?leafIndex=${leafIndex}`)).status).toBe(200);
      return entry;
    }),
  );
}

/** One ledger, from the first start of its service to one that is refused. */
describe('a version that comes into force', () => {
  const SHIPPED = shippedPolicies.length;
  const own = () => join(dataDir, 'policies', 'our.json');
  const known = () => join(dataDir, 'known-policies', 'our-hospital@1.json');
  let first: readonly Json[];
  /** Entries before the hospital’s own came into force. */
  let before: number;
  beforeAll(() =>
    serving(async (client, { baseUrl }) => {
      first = await entriesOf(client);
      expect((await client.get<{ items: Json[] }>('/v1/therapies')).body.items).toEqual([]);
      await setUp(client, 'steps');
      before = partsOf((await text(`${baseUrl}/v1/ledger/checkpoint`)).text).size;
    }),
  );

  const expectAdopted = async (client: Client) => {
    const entries = await entriesOf(client);
    expect(entries.slice(0, SHIPPED)).toEqual(first);
    expect(entries.slice(before)).toMatchObject([
      {
        stream: 'policies',
        revision: SHIPPED + 1,
        data: {
          policy: 'our-hospital',
          policyVersion: '1',
          origin: 'file',
          sha256: createHash('sha256').update(exampleText).digest('hex'),
        },
      },
    ]);
  };

  it('is an entry of the ledger, those that are shipped at the first start', () => {
    expect(first.map(({ stream, type, data }) => [stream, type, (data as Json)['sha256']])).toEqual(
      shippedPolicies.map(({ sha256 }) => ['policies', 'PolicyAdopted', sha256]),
    );
    expect(before).toBe(SHIPPED + 4);
  });

  it('later is one as well, and is shown by each pack that is judged by it, unless its checkpoint is older', async () => {
    await writeFile(own(), exampleText);
    const files = [join(dataDir, 'newest.zip'), join(dataDir, 'older.zip')];
    await serving(async (client, { baseUrl }) => {
      await expectAdopted(client);
      for (const [index, query] of ['', `&checkpoint=${before}`].entries()) {
        const asked = `asOf=2020-03-01&policy=our-hospital@1${query}`;
        const answer = await fetch(`${baseUrl}/v1/therapies/steps/evidence.zip?${asked}`);
        await writeFile(files[index]!, Buffer.from(await answer.arrayBuffer()));
      }
    });
    const { code, out } = await cli(dataDir, ['verify', ...files]);
    expect(code).toBe(0);
    const [newest, older] = out.split(/(?<=newest\.zip: OK.*\n)/);
    expect(newest).toMatch(
      new RegExp(
        `Policy our-hospital@1: agrees with the tree \\(leaf ${before}, recorded at .*\\); unknown to release`,
      ),
    );
    expect(newest).toMatch(/OK, everything .* holds\.\n$/);
    expect(newest).not.toContain('Warning');
    expect(older!.match(/^Warning: .*/gm)).toEqual([
      'Warning: that our-hospital@1 came into force in this ledger is not shown: no event of it is under the checkpoint.',
    ]);
    expect(older).toMatch(
      /OK, everything .* holds; not shown is that our-hospital@1 came into force in this ledger\.\n$/,
    );
  });

  it('is one once however often the service starts, and in no list', () =>
    serving(async (client) => {
      await expectAdopted(client);
      const { body } = await client.get<{ items: Json[] }>('/v1/therapies?limit=1');
      expect(body).toEqual({ items: [{ therapyId: 'steps', revision: expect.any(Number) }] });
      for (const path of ['~policies', 'policies', '%7Epolicies'])
        expect([400, 404]).toContain((await client.get(`/v1/therapies/${path}/events`)).status);
      // The register has taken in as many events as the log holds, and knows one therapy.
      expect((await client.get('/v1/findings')).status).toBe(200);
      expect((await client.get('/health/ready')).body).toMatchObject({ register: { eventsBehind: 0 } });
    }));

  it('and of which the service does not hold the bytes any more, is said at start', async () => {
    await Promise.all([rm(own()), rm(known())]);
    await serving(async (_, server) => {
      expect(server.output()).toContain('the ledger knows our-hospital@1, and this service does not');
    });
  });

  it('is known by its hash: changed in both folders, it ends the start', async () => {
    const lenient = exampleText.replace('"value": 200', '"value": 400');
    for (const file of [own(), known()]) await writeFile(file, lenient);
    expect((await cli(dataDir, ['therapies'])).code).toBe(2);
    const { code, errors } = await refusal({ DATA_DIR: dataDir });
    expect([code, errors.trimEnd().split('\n')]).toEqual([
      78,
      [
        expect.stringMatching(
          /our\.json: holds our-hospital@1 with the SHA-256 [0-9a-f]{64}, but our-hospital@1 is known with [0-9a-f]{64} \(the ledger, revision 5 of its policies/,
        ),
      ],
    ]);
  });
});
