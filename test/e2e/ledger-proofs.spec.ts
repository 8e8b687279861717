import { createHash } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import { Reference, consistencyHolds, inclusionHolds, leafOf } from '../ledger/support/rfc6962.js';
import { type Client, type Json, clientOf, noted, setUp, startService } from './support/client.js';
import { AT_START } from './support/ledger.js';
import { rawRequest } from './support/raw-request.js';
import { type Server, startServer } from './support/server.js';

const THERAPIES = 4;
/** Each therapy has 4 events to begin with: some 400, a full tile and a partial one. */
const NOTES = 96;
const SIZE = AT_START + THERAPIES * (4 + NOTES);

interface Proof {
  readonly leafHash: string;
  readonly rootHash: string;
  readonly fromRootHash: string;
  readonly toRootHash: string;
  readonly hashes: readonly string[];
}

let server: Server;
let client: Client;
let entries: Buffer[];
let reference: Reference;

const hashOf = (base64: string) => Buffer.from(base64, 'base64');
const bytesAt = async (path: string) => {
  const answer = await fetch(`${server.baseUrl}${path}`);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};

/** Reads a bundle as C2SP says: 16 bits of length, big-endian, before each entry. */
function unbundled(bundle: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bundle.length;) {
    const length = bundle.readUInt16BE(at);
    found.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return found;
}

const inclusion = (query: string) => client.get<Proof>(`/v1/ledger/inclusion?${query}`);
const consistency = (query: string) => client.get<Proof>(`/v1/ledger/consistency?${query}`);

/** What must be true of a log that holds the entries and no more, asked over HTTP alone. */
async function expectProofs(size: number): Promise<void> {
  const root = reference.mth(0, size);
  for (const leafIndex of [0, 1, 255, 256, 300, size - 1]) {
    const { body } = await inclusion(`leafIndex=${leafIndex}`);
    expect(body).toMatchObject({ leafIndex, treeSize: size, rootHash: root.toString('base64') });
    const hashes = body.hashes.map(hashOf);
    const leaf = leafOf(entries[leafIndex]!);
    expect(hashOf(body.leafHash)).toEqual(leaf);
    expect(inclusionHolds(leaf, leafIndex, size, root, hashes)).toBe(true);
  }
  for (const from of [0, 1, 255, 256, 257, size]) {
    const { body } = await consistency(`from=${from}`);
    const fromRoot = reference.mth(0, from);
    expect(body).toMatchObject({ from, to: size, fromRootHash: fromRoot.toString('base64') });
    expect(hashOf(body.toRootHash)).toEqual(root);
    expect(consistencyHolds(from, size, fromRoot, root, body.hashes.map(hashOf))).toBe(true);
  }
}

beforeAll(async () => {
  ({ server, client } = await startService());
  for (let number = 0; number < THERAPIES; number++) await setUp(client, `t-${number}`);
  const at = Date.parse('2021-01-01T08:00:00Z');
  const lines = Array.from({ length: THERAPIES * NOTES }, (_, number) =>
    JSON.stringify({
      therapyId: `t-${number % THERAPIES}`,
      ...noted(new Date(at + number * 60_000).toISOString().replace('.000', '')),
    }),
  );
  expect((await client.import(lines.join('\n'))).body).toMatchObject({ recorded: THERAPIES * NOTES });
  entries = await Promise.all(
    Array.from({ length: SIZE }, async (_, index) => (await bytesAt(`/v1/ledger/entries/${index}`)).bytes),
  );
  reference = new Reference(entries.map(leafOf));
});
afterAll(() => server?.stop({ keepData: false }));

describe('entries', () => {
  it('are the bytes whose hashes the therapies name, each event once', async () => {
    const hashes = new Set<unknown>();
    const hashOfEntry = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    for (let number = 0; number < THERAPIES; number++) {
      const { body } = await client.get<{ items: Json[] }>(`/v1/therapies/t-${number}/events?limit=500`);
      for (const { hash } of body.items) hashes.add(hash);
    }
    expect(new Set(entries.slice(AT_START).map(hashOfEntry))).toEqual(hashes);
    expect(hashes.size).toBe(SIZE - AT_START);
  });

  it('are JSON that holds digests in the place of personal values', async () => {
    const { headers, bytes } = await bytesAt(`/v1/ledger/entries/${AT_START}`);
    expect(headers.get('content-type')).toBe('application/json');
    expect(JSON.parse(bytes.toString())).toMatchObject({
      therapyId: 't-0',
      type: 'TherapyRegistered',
      data: {
        patientPseudonym: { $sd: expect.stringMatching(/^[\w-]{43}$/) },
        aetiology: 'spinal-cord-injury',
      },
    });
    for (const entry of entries) expect(entry.toString()).not.toContain('"p-1"');
  });

  it.each([
    [`${SIZE}`, 404, 'LEAF_NOT_FOUND'],
    ['999999999999999', 404, 'LEAF_NOT_FOUND'],
    ['-1', 400, 'INVALID_LEAF_INDEX'],
    ['one', 400, 'INVALID_LEAF_INDEX'],
    ['1.5', 400, 'INVALID_LEAF_INDEX'],
    ['0?at=1', 400, 'INVALID_QUERY'],
  ])('%s is answered with %i %s', async (index, status, code) => {
    const answer = await client.get(`/v1/ledger/entries/${index}`);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });
});

describe('proofs', () => {
  it('hold, of all events that are recorded', () => expectProofs(SIZE));

  it('hold in earlier trees', async () => {
    const { body } = await inclusion('leafIndex=17&treeSize=300');
    const proof = body.hashes.map(hashOf);
    expect(inclusionHolds(leafOf(entries[17]!), 17, 300, reference.mth(0, 300), proof)).toBe(true);
    const between = (await consistency('from=100&to=300')).body;
    const [from, to] = [reference.mth(0, 100), reference.mth(0, 300)];
    expect(consistencyHolds(100, 300, from, to, between.hashes.map(hashOf))).toBe(true);
  });

  it.each([
    [`inclusion?leafIndex=${SIZE}`, 404, 'LEAF_NOT_FOUND'],
    [`inclusion?leafIndex=4&treeSize=${SIZE + 1}`, 404, 'TREE_SIZE_NOT_REACHED'],
    [`inclusion?leafIndex=${SIZE}&treeSize=${SIZE + 1}`, 404, 'TREE_SIZE_NOT_REACHED'],
    [`consistency?from=${SIZE + 1}`, 404, 'TREE_SIZE_NOT_REACHED'],
    [`consistency?from=1&to=${SIZE + 1}`, 404, 'TREE_SIZE_NOT_REACHED'],
  ])('%s is answered with %i %s', async (path, status, code) => {
    const answer = await client.get(`/v1/ledger/${path}`);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it.each([
    ['inclusion?leafIndex=4&treeSize=4', ['/leafIndex']],
    ['inclusion?leafIndex=4&treeSize=0', ['/treeSize']],
    ['inclusion?leafIndex=1e1&size=5', ['/size', '/leafIndex']],
    ['inclusion', ['/leafIndex']],
    ['consistency?from=5&to=4', ['/to']],
    ['consistency?to=4', ['/from']],
    ['consistency?from=-1', ['/from']],
  ])('%s cannot be: %j', async (path, pointers) => {
    const { status, body } = await client.get<{ code: string; errors: { pointer: string }[] }>(
      `/v1/ledger/${path}`,
    );
    expect([status, body.code]).toEqual([400, 'INVALID_QUERY']);
    expect(body.errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

describe('tlog-tiles', () => {
  it('a reader puts the tree together from the tiles, and checks each entry by them', async () => {
    const full = await bytesAt('/tlog/tile/0/000');
    const partial = await bytesAt(`/tlog/tile/0/001.p/${SIZE - 256}`);
    const above = await bytesAt('/tlog/tile/1/000.p/1');
    expect(full.bytes).toHaveLength(8_192);
    const hashes = Buffer.concat([full.bytes, partial.bytes]);
    const leaves = Array.from({ length: SIZE }, (_, at) => hashes.subarray(at * 32, (at + 1) * 32));
    const put = new Reference(leaves);
    expect(above.bytes).toEqual(put.mth(0, 256));
    const { body } = await inclusion('leafIndex=0');
    expect(put.mth(0, SIZE)).toEqual(hashOf(body.rootHash));
    const bundles = [
      await bytesAt('/tlog/tile/entries/000'),
      await bytesAt(`/tlog/tile/entries/001.p/${SIZE - 256}`),
    ];
    const bundled = bundles.flatMap(({ bytes }) => unbundled(bytes));
    expect(bundled.map(leafOf)).toEqual(leaves);
    expect(bundled).toEqual(entries);
  });

  it('gives what a tile held before, and says that it never changes', async () => {
    const { bytes, headers } = await bytesAt('/tlog/tile/0/000.p/7');
    expect(bytes).toEqual(Buffer.concat(entries.slice(0, 7).map(leafOf)));
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const bundle = await bytesAt('/tlog/tile/entries/000.p/2');
    expect(unbundled(bundle.bytes)).toEqual(entries.slice(0, 2));
    expect(bundle.headers.get('content-type')).toBe('application/octet-stream');
    expect(bundle.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  });

  it.each([
    '0/001',
    `0/001.p/${SIZE - 255}`,
    '0/002.p/1',
    '1/000',
    '1/000.p/2',
    '2/000.p/1',
    '63/000.p/1',
    'entries/001',
    `entries/001.p/${SIZE - 255}`,
    // Other spellings, and no paths of tiles at all.
    '00/000',
    '64/000',
    '0/0',
    '0/x000/000',
    '0/000.p/0',
    '0/000.p/256',
    '0/000.p/07',
    '0/000/',
    '0/%30%30%30',
    '%30/000',
    'entries/000.p/02',
    '0/',
    'data/000',
  ])('%s is not there', async (path) => {
    // `fetch` would mend some of them.
    const { status, headers, text } = await rawRequest(`${server.baseUrl}/tlog/tile/${path}`);
    expect(status).toBe(404);
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.parse(text)).toMatchObject({ code: 'TILE_NOT_FOUND' });
  });

  it('takes no query', async () => {
    const { status, body } = await client.get('/tlog/tile/0/000?size=7');
    expect([status, body['code']]).toEqual([400, 'INVALID_QUERY']);
  });
});

it('says how far the tree is', async () => {
  const { body } = await client.get('/health/ready');
  expect(body).toMatchObject({ tree: { status: 'up-to-date', size: SIZE, eventsBehind: 0 } });
});

it('describes it all in the OpenAPI document', async () => {
  const { body } = await client.get<{ paths: Record<string, { get: { parameters: { name: string }[] } }> }>(
    '/openapi.json',
  );
  const parametersOf = (path: string) => body.paths[path]!.get.parameters.map(({ name }) => name).toSorted();
  expect(parametersOf('/v1/ledger/entries/{leafIndex}')).toEqual(['leafIndex']);
  expect(parametersOf('/v1/ledger/inclusion')).toEqual(['leafIndex', 'treeSize']);
  expect(parametersOf('/v1/ledger/consistency')).toEqual(['from', 'to']);
  expect(parametersOf('/tlog/tile/{level}/{path}')).toEqual(['level', 'path']);
  expect(parametersOf('/tlog/tile/entries/{path}')).toEqual(['path']);
});

it('after a power cut, and without its file, the tree is the same', async () => {
  // Its files as they are while it runs: it could close nothing.
  const dataDir = `${server.dataDir}-cut`;
  await cp(server.dataDir, dataDir, { recursive: true });
  await server.stop({ keepData: false });
  server = await startServer({ dataDir });
  client = clientOf(server.baseUrl);
  await expectProofs(SIZE);
  await server.stop();
  for (const suffix of ['', '-wal', '-shm']) await rm(`${dataDir}/tree.sqlite${suffix}`, { force: true });
  server = await startServer({ dataDir });
  client = clientOf(server.baseUrl);
  await expectProofs(SIZE);
  const { status } = await client.record('t-0', noted('2023-01-01T08:00:00Z'));
  expect(status).toBe(201);
  const { body } = await inclusion(`leafIndex=${SIZE}`);
  expect(body).toMatchObject({ treeSize: SIZE + 1 });
});
