import { readFileSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditDto } from '../../src/answers/dto/audit.dto.js';
import type { EventEnvelope } from '../../src/answers/dto/envelope.dto.js';
import { filesIn } from '../evidence/support/unpacked.js';
import { pagesOf } from '../reports/support/pdf-text.js';
import {
  clientOf,
  implanted,
  noted,
  programmed,
  refilled,
  registered,
  shownNow,
  signatureOf,
} from './support/client.js';
import { cli as run } from './support/command.js';
import { type Server, startServer } from './support/server.js';

/** In no other text of the service, so that wherever it shows up, it leaked. */
const SECRET = 'Zwiebelfisch';
const said = (what: string) => `${SECRET} ${what}`;

const SOURCE = { kind: 'programmer-report', document: said('document'), note: said('note') };
const EVENTS = [
  {
    ...registered,
    data: {
      patientPseudonym: said('pseudonym'),
      indication: said('indication'),
      aetiology: 'multiple-sclerosis',
      birthYear: 1961,
      sex: 'female',
    },
    source: SOURCE,
  },
  { ...implanted, data: { ...implanted.data, serialNumber: said('serial'), udi: said('udi') } },
  refilled,
  { ...programmed, data: { ...programmed.data, reason: said('reason') } },
  {
    type: 'PumpInterrogated',
    occurredAt: '2020-02-01',
    data: { displayed: { [said('member')]: [said('value')] } },
  },
  {
    type: 'AdverseEventObserved',
    occurredAt: '2020-02-02',
    data: {
      description: said('description'),
      serious: false,
      outcome: said('outcome'),
      suspect: said('suspect'),
    },
  },
  { ...noted('2020-02-03'), id: 'mri' },
  {
    type: 'EventCorrected',
    occurredAt: '2020-02-04',
    data: {
      corrects: 'mri',
      replacement: {
        type: 'SpasticityAssessed',
        occurredAt: '2020-02-03',
        data: { scale: 'MAS', low: '2', site: said('site') },
      },
      reason: said('correction'),
    },
  },
].map((event, index) => ({ id: `e${index}`, ...event }));
const reviewOf = (inference: string) => ({
  type: 'InferenceReviewed',
  occurredAt: '2020-02-05',
  data: { inference, outcome: 'refuted', reason: said('review') },
});

let dataDir: string;
let server: Server;
let client: ReturnType<typeof clientOf>;

const start = async () => {
  server = await startServer({ dataDir, env: { LOG_LEVEL: 'trace' } });
  client = clientOf(server.baseUrl);
};
const cli = (...words: string[]) => run(dataDir, words);

const filesOf = (directory: string): string[] =>
  readdirSync(directory)
    .map((name) => join(directory, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesOf(path) : [path]));
const filesWith = (text: string) => filesOf(dataDir).filter((file) => readFileSync(file).includes(text));

const A = '/v1/therapies/patient-1';
const audit = async (query = 'asOf=2020-03-01') => (await client.get<AuditDto>(`${A}/audit?${query}`)).body;
const events = async () => (await client.get<{ items: EventEnvelope[] }>(`${A}/events`)).body.items;
async function raw(path: string): Promise<string> {
  const answer = await fetch(`${server.baseUrl}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return Buffer.from(await answer.arrayBuffer()).toString('latin1');
}

const READ = [
  `${A}/events`,
  `${A}/state`,
  `${A}/state?asOf=2020-03-01`,
  `${A}/audit?asOf=2020-03-01`,
  `${A}/audits?asOf=2020-03-01`,
  `${A}/audit.csv?asOf=2020-03-01`,
  '/v1/therapies',
  '/v1/findings?therapyId=patient-1',
  '/v1/cessations?therapyId=patient-1',
  '/metrics',
  '/health/ready',
];

let before: AuditDto;
let hashes: string[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pump-ledger-erasure-'));
  await start();
});
afterAll(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

it('shows personal values in clear, and keeps them on disk only encrypted', async () => {
  for (const event of EVENTS) {
    const { status, body } = await client.record('patient-1', event);
    expect([status, body['data']]).toEqual([201, event.data]);
  }
  const review = reviewOf(await shownNow(client, 'patient-1'));
  expect((await client.record('patient-1', review)).status).toBe(201);
  const seen = await audit();
  const signature = signatureOf(seen, { statement: said('statement') });
  const signed = await client.post(`${A}/audit/signatures`, signature);
  expect([signed.status, JSON.stringify(signed.body)]).toEqual([201, expect.stringContaining('statement')]);
  const listed = await events();
  expect(listed.slice(0, EVENTS.length).map(({ data }) => data)).toEqual(EVENTS.map(({ data }) => data));
  expect(listed[0]!.source).toEqual({ ...SOURCE, assertion: 'stated' });
  expect(await raw(`${A}/state?asOf=2020-03-01`)).toContain(said('serial'));
  before = await audit();
  expect(before.reviews.map(({ reason }) => reason)).toEqual([said('review')]);
  expect(before.signatures.map(({ statement }) => statement)).toEqual([said('statement')]);
  hashes = listed.map(({ hash }) => hash);
  expect(filesWith(SECRET)).toEqual([]);
  expect(filesWith(Buffer.from(SECRET).toString('base64url').slice(0, 12))).toEqual([]);
  expect(await raw(`/v1/ledger/entries/0`)).not.toMatch(/Zwiebelfisch|\b(1961|female)\b/);
});

it('takes the same event again, and no other under its id', async () => {
  const again = await client.record('patient-1', EVENTS[3]);
  expect([again.status, again.body['data']]).toEqual([200, EVENTS[3]!.data]);
  const other = { ...EVENTS[3], data: { ...EVENTS[3]!.data, reason: 'another one' } };
  expect(await client.record('patient-1', other)).toMatchObject({
    status: 409,
    body: { code: 'EVENT_ID_REUSED' },
  });
});

it('a running service has the directory for itself', async () => {
  const { code, out, err } = await cli('therapies');
  expect([code, out]).toEqual([5, '']);
  expect(err).toMatch(/is in use: another running service/);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

it('is not erased without a reason, for an unknown therapy, or while the service runs', async () => {
  const running = await cli('erase', 'patient-1', '--reason', 'asked for', '--authority', 'DPO');
  expect([running.code, running.err]).toEqual([5, expect.stringContaining('in use')]);
  await server.stop();
  expect(await cli('erase', 'patient-1', '--authority', 'DPO')).toMatchObject({ code: 2 });
  const empty = await cli('erase', 'patient-1', '--reason', '', '--authority', 'DPO');
  expect([empty.code, empty.err]).toEqual([2, expect.stringMatching(/--reason must be a text of 1 to 2000/)]);
  expect(await cli('erase', 'nobody', '--reason', 'asked for', '--authority', 'DPO')).toMatchObject({
    code: 4,
  });
});

it('is erased by the command line, which says what that means', async () => {
  const done = await cli('erase', 'patient-1', '--reason', 'asked for', '--authority', 'DPO');
  expect([done.code, done.err]).toEqual([0, '']);
  expect(done.out).toMatch(/PatientErased, revision 11/);
  expect((await cli('erase', 'patient-1', '--reason', 'again', '--authority', 'DPO')).out).toMatch(
    /asked for/,
  );
});

describe('afterwards', () => {
  beforeAll(start);

  it('the values are nowhere: not in an answer, a log line or a file', async () => {
    for (const path of READ)
      expect([path, await raw(path)]).toEqual([path, expect.not.stringContaining(SECRET)]);
    expect(server.output()).not.toContain(SECRET);
    expect(filesWith(SECRET)).toEqual([]);
  });

  it('nor are they in a pack, or in the print that is in it', async () => {
    const answer = await fetch(`${server.baseUrl}${A}/evidence.zip?asOf=2020-03-01`);
    const files = filesIn(Buffer.from(await answer.arrayBuffer()));
    const print = pagesOf(files.get('audit.pdf')!).join(' ');
    for (const [name, content] of [...files, ['audit.pdf in words', print] as const])
      expect([name, content.includes(SECRET)]).toEqual([name, false]);
    expect(server.output()).not.toContain(SECRET);
  });

  it('every event, hash and audit is as before', async () => {
    const listed = await events();
    expect(listed.slice(0, -1).map(({ hash }) => hash)).toEqual(hashes);
    expect(listed.at(-1)).toMatchObject({
      type: 'PatientErased',
      data: { reason: 'asked for', authority: 'DPO' },
    });
    expect(listed[0]!.data).toMatchObject({
      aetiology: 'multiple-sclerosis',
      indication: { $sd: expect.stringMatching(/^[\w-]{43}$/) },
    });
    const now = await audit();
    expect([now.auditHash === before.auditHash, now.factsHash]).toEqual([false, before.factsHash]);
    const then = await audit(`asOf=${before.asOf}&knownAt=${before.knownAt}`);
    expect(then.auditHash).toBe(before.auditHash);
    expect(then.signatures.map(({ status }) => status)).toEqual(['current']);
  });

  it('the same event again is known, whatever its personal values say; nothing new is taken', async () => {
    const again = await client.record('patient-1', EVENTS[3]);
    expect([again.status, again.body['revision']]).toEqual([200, 4]);
    const guessed = { ...EVENTS[3], data: { ...EVENTS[3]!.data, reason: 'a guess' } };
    expect(await client.record('patient-1', guessed)).toMatchObject({ status: 200 });
    const other = { ...EVENTS[3], data: { program: { mode: 'stopped' }, reason: 'a guess' } };
    expect(await client.record('patient-1', other)).toMatchObject({ status: 409 });
    expect(await client.record('patient-1', noted('2021'))).toMatchObject({
      status: 410,
      body: { code: 'THERAPY_ERASED', detail: expect.stringContaining('patient-1') },
    });
    const line = JSON.stringify({ therapyId: 'patient-1', ...noted('2021') });
    expect((await client.import(line)).body).toMatchObject({
      rejected: [{ line: 1, code: 'THERAPY_ERASED' }],
    });
  });

  it('others can be recorded as before', async () => {
    expect((await client.record('patient-2', EVENTS[0])).status).toBe(201);
    expect(filesWith(SECRET)).toEqual([]);
  });
});
