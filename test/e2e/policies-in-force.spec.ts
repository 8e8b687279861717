import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { verifyPack } from '../../src/verifier/pack/verify-pack.js';
import { exampleText } from '../compliance/policies/files/our-hospital.js';
import { type Client, type Json, clientOf, setUp } from './support/client.js';
import { cli as run } from './support/command.js';
import { partsOf, text } from './support/ledger.js';
import { type Server, runToEnd, startServer } from './support/server.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pump-ledger-in-force-'));
  await mkdir(join(dataDir, 'policies'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const put = (name: string, content: string) => writeFile(join(dataDir, 'policies', name), content);

async function serving(run: (client: Client, server: Server) => Promise<void>): Promise<void> {
  const server = await startServer({ dataDir });
  try {
    await run(clientOf(server.baseUrl), server);
  } finally {
    await server.stop();
  }
}

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
      await setUp(client, 'steps');
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
