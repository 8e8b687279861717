import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditDto } from '../../src/answers/dto/audit.dto.js';
import { checkPack as checkHere } from '../../src/verifier/check.js';
import { OPENSSL_3 } from '../evidence/support/by-hand.js';
import { digestsToldOf } from '../evidence/support/digests.js';
import { filesIn } from '../evidence/support/unpacked.js';
import { pagesOf } from '../reports/support/pdf-text.js';
import {
  type Client,
  caseReport,
  clientOf,
  noted,
  registered,
  setUp,
  shownNow,
  signatureOf,
} from './support/client.js';
import { checkByHand, checkPack } from './support/check-pack.js';
import { cli as run, startCli } from './support/command.js';
import { AT_START } from './support/ledger.js';
import { type Server, startServer } from './support/server.js';
import { FULL } from '../support/full.js';

const A = '/v1/therapies/case-report-a';
const ASKED = 'asOf=2021-09-01&knownAt=2099-01-01';

let directory: string;
let server: Server;
let client: Client;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pump-ledger-evidence-'));
  server = await startServer({ dataDir: join(directory, 'data') });
  client = clientOf(server.baseUrl);
  await client.record('before', registered);
  await setUp(client, 'few');
  await client.import(caseReport('a'));
  await client.record('after', registered);
});
afterAll(async () => {
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

async function fetched(path: string) {
  const answer = await fetch(`${server.baseUrl}${path}`);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}
const textAt = async (path: string) => (await fetched(path)).bytes.toString('utf8');

type Files = ReadonlyMap<string, Buffer>;

async function packOf(path: string): Promise<Files> {
  const { status, bytes } = await fetched(path);
  if (status !== 200) throw new Error(`${path} was answered with ${status}: ${bytes.toString()}`);
  return filesIn(bytes);
}

const linesOf = (bytes: Buffer | undefined): readonly string[] => String(bytes).split('\n').slice(0, -1);
const jsonIn = (files: Files, name: string): unknown => JSON.parse(String(files.get(name)));
const pdfText = (files: Files) => pagesOf(files.get('audit.pdf')!).join('');

const checked = (files: Files, ...words: string[]) => checkPack(directory, files, words);

/** The pack of the published case, as the service first gave it. */
let answer: Awaited<ReturnType<typeof fetched>>;

describe('the evidence pack of the published case', () => {
  let files: Files;
  beforeAll(async () => {
    answer = await fetched(`${A}/evidence.zip?${ASKED}`);
    files = filesIn(answer.bytes);
  });

  it('is a zip under the name of what it is of', () => {
    const { status, headers } = answer;
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="evidence-case-report-a-2021-09-01.zip"',
    );
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('has the events in the bytes that the ledger gives for them', async () => {
    const events = linesOf(files.get('events.ndjson'));
    const { leaves } = jsonIn(files, 'proofs.json') as { leaves: { leafIndex: number; revision: number }[] };
    expect(events).toHaveLength(64);
    expect(leaves.map(({ revision }) => revision)).toEqual(events.map((_, index) => index + 1));
    for (const index of [0, 1, 31, 63])
      expect(events[index]).toBe(await textAt(`/v1/ledger/entries/${leaves[index]!.leafIndex}`));
  });

  it('has the audit, its print and its policy as the service gives them', async () => {
    const { body } = await client.get<AuditDto>(`${A}/audit?${ASKED}`);
    expect(jsonIn(files, 'audit.json')).toEqual(body);
    expect(Buffer.compare(files.get('audit.pdf')!, (await fetched(`${A}/audit.pdf?${ASKED}`)).bytes)).toBe(0);
    expect([...files.keys()].filter((name) => name.startsWith('policies/'))).toEqual([
      'policies/case-report-2024@2.json',
    ]);
    expect(files.get('key.txt')!.toString()).toBe(await textAt('/v1/ledger/keys'));
  });

  it('tells the personal values', async () => {
    const told = linesOf(files.get('disclosures.ndjson')).map(
      (line) => JSON.parse(line) as { name: string; value: unknown; revision: number; pointer: string },
    );
    const { items } = (
      await client.get<{ items: { revision: number; data: Record<string, unknown> }[] }>(`${A}/events`)
    ).body;
    const ofData = told.filter(({ pointer }) => /^\/data\/[^/]*$/.test(pointer));
    expect(told).toHaveLength(digestsToldOf(String(files.get('events.ndjson'))));
    expect(ofData.length).toBeGreaterThan(20);
    for (const { revision, name, value } of ofData) expect(items[revision - 1]!.data[name]).toEqual(value);
  });

  it('is checked by its own verifier with nothing but Node, also against a key from elsewhere', async () => {
    const key = (await textAt('/v1/ledger/key')).trim();
    for (const words of [[], ['--key', key]]) {
      const { status, out, err } = await checked(files, ...words);
      expect([status, err]).toEqual([0, '']);
      expect(out).toContain('64');
    }
    const foreign = 'log.example/x+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect((await checked(files, '--key', foreign)).status).toBe(1);
  });

  it('is not after one changed byte in any of its files', async () => {
    for (const [name, bytes] of files) {
      // The verifier cannot vouch for itself; but its own copy elsewhere does.
      if (name === 'check.mjs') continue;
      const changed = Buffer.from(bytes);
      changed[Math.floor(changed.length / 2)]! ^= 1;
      const pack = new Map([...files, [name, changed]]);
      expect([name, checkHere(pack, { keys: [], witnesses: [] }).problems]).not.toEqual([name, []]);
      if (!FULL) continue;
      const { status, out } = await checked(pack);
      expect([name, status, out]).toEqual([name, 1, expect.stringMatching(/PROBLEM/)]);
    }
    const { status, out } = await checked(
      new Map([...files, ['check.mjs', Buffer.concat([files.get('check.mjs')!, Buffer.from('\n')])]]),
    );
    expect([status, out]).toEqual([1, expect.stringMatching(/PROBLEM/)]);
  });

  it('is checked by the openssl lines of its page, and is not after one changed byte', async () => {
    if (!OPENSSL_3) return console.warn('OpenSSL 3 is not installed: the openssl lines are not run');
    // The lines take a second for each few events.
    const pack = FULL ? files : await packOf('/v1/therapies/few/evidence.zip');
    const events = linesOf(pack.get('events.ndjson')).length;
    expect(events).toBe(FULL ? 64 : 4);
    const { ok, notOk } = await checkByHand(directory, pack);
    expect(notOk).toEqual([]);
    expect(ok).toEqual(
      expect.arrayContaining([
        'ok: audit.pdf is as listed',
        'ok: the log signed the checkpoint',
        `ok: ${events} events of events.ndjson are a chain`,
        `ok: event ${events} of events.ndjson is in the tree`,
        `ok: event ${AT_START} of policies.ndjson is in the tree`,
        'ok: policies/case-report-2024@2.json is as it came into force',
        'ok: event 1: "patientPseudonym"',
      ]),
    );
    const changed = Buffer.from(pack.get('events.ndjson')!);
    changed[changed.length - 20]! ^= 1;
    const ofTree = { env: { count: String(events) }, checks: ['tree'] } as const;
    const spoilt = await checkByHand(directory, new Map([...pack, ['events.ndjson', changed]]), ofTree);
    expect(spoilt.notOk).toEqual([`NOT OK: event ${events} of events.ndjson is in the tree`]);
  });

  it('is the same bytes again, also after others were recorded', async () => {
    await client.record('later', registered);
    expect(Buffer.compare((await fetched(`${A}/evidence.zip?${ASKED}`)).bytes, answer.bytes)).toBe(0);
  });
});

describe('which checkpoint', () => {
  const sizeIn = (files: ReadonlyMap<string, Buffer>) =>
    (jsonIn(files, 'proofs.json') as { treeSize: number }).treeSize;
  const currentSize = async () => Number((await textAt('/v1/ledger/checkpoint')).split('\n')[1]);
  const knownAt = async (therapyId: string) => {
    const { body } = await client.get<{ items: { recordedAt: string }[] }>(
      `/v1/therapies/${therapyId}/events`,
    );
    return body.items.at(-1)!.recordedAt;
  };
  let first: number;
  let then: string;
  beforeAll(async () => {
    await setUp(client, 'growing');
    then = await knownAt('growing');
    first = await currentSize();
    await new Promise((done) => setTimeout(done, 5));
    for (const day of ['2020-02-01', '2020-02-02']) await client.record('growing', noted(day));
  });

  it('is the first that covers what was known, and the pack holds no event after it', async () => {
    await currentSize();
    const early = await packOf(`/v1/therapies/growing/evidence.zip?knownAt=${then}`);
    expect(sizeIn(early)).toBe(first);
    expect(linesOf(early.get('events.ndjson'))).toHaveLength(4);
    expect((await checked(early)).status).toBe(0);
    expect(pdfText(early)).toContain(`checkpoint ${first}`);
    const all = await packOf('/v1/therapies/growing/evidence.zip');
    expect(linesOf(all.get('events.ndjson'))).toHaveLength(6);
    expect(sizeIn(all)).toBe(first + 2);
  });

  it('is another where one is asked for, which may cover later events', async () => {
    const asked = await packOf(`/v1/therapies/growing/evidence.zip?knownAt=${then}&checkpoint=${first + 2}`);
    expect(sizeIn(asked)).toBe(first + 2);
    expect(linesOf(asked.get('events.ndjson'))).toHaveLength(6);
    expect((await checked(asked)).status).toBe(0);
    const pdf = await fetched(`/v1/therapies/growing/audit.pdf?knownAt=${then}&checkpoint=${first + 2}`);
    expect(pagesOf(pdf.bytes).join('')).toContain(`checkpoint ${first + 2}`);
  });

  it.each(['evidence.zip', 'audit.pdf'])(
    '%s is refused where it was never signed, or is too early',
    async (file) => {
      const at = async (query: string) => {
        const { status, body } = await client.get(`/v1/therapies/growing/${file}?${query}`);
        return [status, body['code']];
      };
      expect(await at(`checkpoint=${first + 1}`)).toEqual([404, 'CHECKPOINT_NOT_FOUND']);
      expect(await at(`checkpoint=${first}`)).toEqual([422, 'CHECKPOINT_TOO_EARLY']);
      expect(await at('checkpoint=0')).toEqual([400, 'INVALID_QUERY']);
    },
  );

  it('covers who signed the audit after what was known', async () => {
    const path = `/v1/therapies/growing/audit?asOf=2020-06-01&knownAt=${then}`;
    const { body: audit } = await client.get<AuditDto>(path);
    const signature = signatureOf(audit, { statement: 'read Zwiebelfisch' });
    expect((await client.post('/v1/therapies/growing/audit/signatures', signature)).status).toBe(201);
    const files = await packOf(`/v1/therapies/growing/evidence.zip?asOf=2020-06-01&knownAt=${then}`);
    expect(linesOf(files.get('events.ndjson'))).toHaveLength(7);
    expect((await checked(files)).status).toBe(0);
    expect(files.get('audit.json')!.toString()).toContain('read Zwiebelfisch');
    expect(pdfText(files)).toContain('read Zwiebelfisch');
  });
});

describe('personal values', () => {
  it('stand nowhere in a pack without them', async () => {
    const registration = {
      ...registered,
      data: { ...registered.data, patientPseudonym: 'Zwiebelfisch', birthYear: 1961 },
      source: { kind: 'programmer-report', document: 'Zwiebelfisch', note: 'Zwiebelfisch' },
    };
    await setUp(client, 'told', registration);
    const review = { inference: await shownNow(client, 'told'), outcome: 'refuted', reason: 'Zwiebelfisch' };
    await client.record('told', { type: 'InferenceReviewed', occurredAt: '2020-03-01', data: review });
    const including = await packOf('/v1/therapies/told/evidence.zip?personal=include');
    const all = (files: ReadonlyMap<string, Buffer>) =>
      [...files.values()].map((bytes) => bytes.toString('utf8')).join('') + pdfText(files);
    for (const name of ['disclosures.ndjson', 'audit.json'])
      expect(including.get(name)!.toString()).toContain('Zwiebelfisch');
    expect(pdfText(including)).toContain('Zwiebelfisch');

    const without = await packOf('/v1/therapies/told/evidence.zip?personal=exclude');
    expect(without.has('disclosures.ndjson')).toBe(false);
    expect(all(without)).not.toMatch(/Zwiebelfisch|\b1961\b/);
    expect((jsonIn(without, 'audit.json') as AuditDto).reviews[0]!.reason).toBe('personal value, left out');
    expect(pdfText(without)).toContain('personal value, left out');
    expect((await checked(without)).status).toBe(0);
    if (OPENSSL_3) {
      const how = FULL ? {} : ({ checks: ['files', 'values'] } as const);
      const { ok, notOk } = await checkByHand(directory, without, how);
      expect([notOk, ok]).toEqual([[], expect.arrayContaining(['ok: events.ndjson is as listed'])]);
    }
  });
});

it.each([
  ['/v1/therapies/nobody/evidence.zip', 404, 'THERAPY_NOT_FOUND'],
  [`${A}/evidence.zip?policy=unheard-of`, 404, 'UNKNOWN_POLICY'],
  [`${A}/evidence.zip?knownAt=2001`, 422, 'NOTHING_KNOWN'],
  [`${A}/evidence.zip?personal=maybe`, 400, 'INVALID_QUERY'],
  [`${A}/evidence.zip?from=2001`, 400, 'INVALID_QUERY'],
])('%s is refused', async (path, status, code) => {
  const answer = await client.get(path);
  expect([answer.status, answer.body['code']]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
});

/** The service ends before the first of these, and is started anew before the last. */
describe('from the command line', () => {
  const dataDir = () => join(directory, 'data');
  const cli = (...words: readonly string[]) => run(dataDir(), words);
  const fileOf = (name: string) => join(directory, `${name}.zip`);
  beforeAll(() => server.stop());

  it('a pack is the same bytes', async () => {
    const words = ['evidence', 'case-report-a', '--as-of', '2021-09-01', '--known-at', '2099-01-01'];
    // A day ahead of the server's: no answer depends on where a clock hangs.
    const env = { TZ: 'Pacific/Kiritimati' };
    const { ended } = startCli(dataDir(), [...words, '--out', fileOf('pack')], { env });
    const { code, out } = await ended;
    expect([code, out]).toEqual([0, expect.stringContaining('pack.zip written')]);
    expect(Buffer.compare(await readFile(fileOf('pack')), answer.bytes)).toBe(0);
  });

  it('it takes the place of no other file, is made without personal values, and is verified', async () => {
    const again = await cli('evidence', 'before', '--out', fileOf('pack'));
    expect([again.code, again.err]).toEqual([
      2,
      expect.stringMatching(/pack\.zip is there already; name a new file/),
    ]);
    expect((await cli('evidence', 'few', '--out', fileOf('without'), '--no-personal')).code).toBe(0);
    const verified = await cli('verify', fileOf('pack'), fileOf('without'));
    expect([verified.code, verified.out.match(/recomputed from the events/g)]).toEqual([
      0,
      ['recomputed from the events', 'recomputed from the events'],
    ]);
    expect(filesIn(await readFile(fileOf('without'))).has('disclosures.ndjson')).toBe(false);
  });

  it('personal values of an erased patient are gone, and what remains is checked as before', async () => {
    expect((await cli('erase', 'told', '--reason', 'asked for', '--authority', 'DPO')).code).toBe(0);
    expect((await cli('audit', 'told')).out).toContain('personal value, cannot be read any more');
    server = await startServer({ dataDir: dataDir() });
    const files = await packOf('/v1/therapies/told/evidence.zip');
    // Why it was erased; who ordered it is staff.
    const left = String(files.get('disclosures.ndjson')).match(/(?<="value":")[^"]*/g);
    expect(left).toEqual(['asked for']);
    expect([...files.values()].some((bytes) => bytes.includes('Zwiebelfisch'))).toBe(false);
    expect(pdfText(files)).not.toContain('Zwiebelfisch');
    expect(pdfText(files)).toContain('personal value, cannot be read any more');
    expect(await textAt('/v1/therapies/told/audit.csv')).toContain('personal value, cannot be read any more');
    expect((await checked(files)).status).toBe(0);
  });
});
