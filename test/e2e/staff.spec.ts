import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AuditDto } from '../../src/answers/dto/audit.dto.js';
import type { EventEnvelope } from '../../src/answers/dto/envelope.dto.js';
import { filesIn } from '../evidence/support/unpacked.js';
import { pagesOf } from '../reports/support/pdf-text.js';
import { checkPack } from './support/check-pack.js';
import { type Client, type Json, clientOf, setUp, signatureOf } from './support/client.js';
import { cli as run } from './support/command.js';
import { filesWith } from './support/data-files.js';
import { type Server, startServer } from './support/server.js';

/** In no other text of the service, so that wherever they show up, they leaked. */
const SIGNER = 'Hedwig Quittenbaum';
const REASON = 'Ordnungszahl Siebzehn';
const AUTHORITY = 'Kunigunde Amtsfrau';
const DIGEST = { $sd: expect.stringMatching(/^[\w-]{43}$/) as string };

let directory: string;
let dataDir: string;
let server: Server;
let client: Client;

const start = async () => {
  server = await startServer({ dataDir, env: { LOG_LEVEL: 'trace' } });
  client = clientOf(server.baseUrl);
};
const cli = (...words: string[]) => run(dataDir, words);

const A = '/v1/therapies/a';
const ASKED = 'asOf=2020-03-01&knownAt=2099-01-01';
const audit = async (therapy = A) => (await client.get<AuditDto>(`${therapy}/audit?${ASKED}`)).body;
const events = async (therapy = A) =>
  (await client.get<{ items: EventEnvelope[] }>(`${therapy}/events`)).body.items;
const entry = async (leafIndex: number) =>
  (await client.get<EventEnvelope>(`/v1/ledger/entries/${leafIndex}`)).body;

async function fetched(path: string): Promise<Buffer> {
  const answer = await fetch(`${server.baseUrl}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return Buffer.from(await answer.arrayBuffer());
}
const textAt = async (path: string) => (await fetched(path)).toString('utf8');

/** A pack as it is and its print in words, with what its own verifier and the service's say of it. */
async function packOf(query: string, therapy = A) {
  const zip = await fetched(`${therapy}/evidence.zip?${ASKED}${query}`);
  const files = filesIn(zip);
  const file = join(directory, 'pack.zip');
  writeFileSync(file, zip);
  const text = [...files.values(), pagesOf(files.get('audit.pdf')!).join(' ')].join('\n');
  const checks = [(await checkPack(directory, files)).status, (await cli('verify', file)).code];
  return { files, text, checks };
}

async function signed(therapy = A, more: Json = {}): Promise<Json> {
  const { body } = await client.get<AuditDto>(`${therapy}/audit?asOf=2020-03-01`);
  return signatureOf(body, {
    statement: 'read with the notes',
    signer: { name: SIGNER, role: 'quality' },
    ...more,
  });
}
/** Who signed is told again who it was, and another one is refused. */
async function isSigner(body: Json, key: string, therapy = A) {
  const again = await sign(body, key, therapy);
  expect([again.status, again.body['data']]).toEqual([
    200,
    expect.objectContaining({ signer: { name: SIGNER, role: 'quality' } }),
  ]);
  const other = { ...body, signer: { name: 'Another One', role: 'quality' } };
  expect((await sign(other, key, therapy)).status).toBe(409);
}
const sign = (body: Json, key: string, therapy = A) =>
  client.post(`${therapy}/audit/signatures`, body, { 'idempotency-key': key });

/** In the log that an older release began; so are the therapies. */
const OLD = 'Ottilie Altschrift';
const OLDER = 'Rosalinde Altrecht';
const MASTER = 'c5093c07ceed82b1cbbc9736a7819833120480fc48eb99202e086bbf55005e38';
const [KEPT, ERASED] = ['/v1/therapies/kept', '/v1/therapies/erased'];

let signature: Json;
let later: Json;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pump-ledger-staff-'));
  dataDir = join(directory, 'data');
  mkdirSync(dataDir);
  for (const [name, file] of [
    ['ledger', 'ledger.sqlite'],
    ['keys', 'keys.db'],
  ] as const) {
    const database = new DatabaseSync(join(dataDir, file));
    database.exec(readFileSync(new URL(`../golden/in-clear/${name}.sql`, import.meta.url), 'utf8'));
    database.close();
  }
  writeFileSync(join(dataDir, 'master.key'), MASTER);
  // Nothing was recorded for more than a year.
  await cli('clock', '--accept', '--reason', 'a frozen log', '--authority', 'test');
  await start();
  await setUp(client, 'a');
  signature = await signed();
  await sign(signature, 'one');
});
afterAll(async () => {
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

// What follows goes on with one log, in this order.
describe('what an older release recorded in clear', () => {
  it('opens and is shown as before', async () => {
    // It was signed by a version of the policy that this release does not know any more.
    const status = 'undetermined';
    expect((await audit(KEPT)).signatures).toMatchObject([
      { signer: { name: OLD, role: 'quality' }, statement: 'read with the notes', status },
    ]);
    const [signed, erased] = (await events(ERASED)).slice(-2);
    expect(signed!.data).toMatchObject({ signer: { name: OLD }, statement: DIGEST });
    expect(erased!.data).toEqual({ reason: 'asked for', authority: OLDER });
  });

  it('is the same when it is signed again', async () => {
    const given = JSON.parse(
      readFileSync(new URL('../golden/in-clear/signature.json', import.meta.url), 'utf8'),
    ) as Json;
    expect((await sign(given, 'sign-kept', KEPT)).status).toBe(200);
    const other = { ...given, signer: { name: 'Another One', role: 'quality' } };
    expect((await sign(other, 'sign-kept', KEPT)).status).toBe(409);
  });
});

describe('who signed', () => {
  it('is told to who asks, and stands nowhere in clear: in no file and not in what was hashed', async () => {
    const [signed] = (await events()).slice(-1);
    expect(signed!.data).toMatchObject({ signer: { name: SIGNER, role: 'quality' } });
    expect((await audit()).signatures).toMatchObject([{ signer: { name: SIGNER, role: 'quality' } }]);
    expect((await entry(signed!.leafIndex!)).data).toMatchObject({
      signer: { name: DIGEST, role: 'quality' },
      statement: DIGEST,
    });
    expect(filesWith(dataDir, SIGNER)).toEqual([]);
    expect(server.output()).not.toContain(SIGNER);
  });

  it('is the same who signs again with the same key; another one is refused', () =>
    isSigner(signature, 'one'));

  it('is told beside one whom an older release recorded in clear', async () => {
    later = await signed(KEPT);
    await sign(later, 'two', KEPT);
    expect((await audit(KEPT)).signatures.map(({ signer }) => signer.name)).toEqual([OLD, SIGNER]);
  });
});

describe('once the patient is erased', () => {
  beforeAll(async () => {
    await server.stop();
    const done = await cli('erase', 'a', '--reason', REASON, '--authority', AUTHORITY);
    expect([done.err, done.out]).toEqual(['', expect.stringContaining(AUTHORITY)]);
    // An older release erased this one, and it is erased only once.
    const again = await cli('erase', 'erased', '--reason', REASON, '--authority', AUTHORITY);
    expect([again.err, again.out]).toEqual([
      '',
      expect.stringMatching(/asked for[^]*Altrecht[^]*revision 3/),
    ]);
    await start();
  });

  it('who signed, why it was erased and by whose authority can be read, and nothing of the patient', async () => {
    const [registered, signed, erased] = [(await events())[0], ...(await events()).slice(-2)];
    expect(registered!.data).toMatchObject({ patientPseudonym: DIGEST });
    expect(signed!.data).toMatchObject({ signer: { name: SIGNER }, statement: DIGEST });
    expect(erased).toMatchObject({ type: 'PatientErased', data: { reason: REASON, authority: AUTHORITY } });
    expect((await entry(erased!.leafIndex!)).data).toEqual({ reason: DIGEST, authority: DIGEST });
    expect((await audit()).signatures).toMatchObject([{ signer: { name: SIGNER }, statement: DIGEST }]);
  });

  it('none of it stands in clear in any file or log line', () => {
    for (const text of [SIGNER, REASON, AUTHORITY]) expect(filesWith(dataDir, text)).toEqual([]);
    for (const text of [SIGNER, REASON, AUTHORITY]) expect(server.output()).not.toContain(text);
  });

  it('to sign again with the same key is recognised by the signer, who can be read still', async () => {
    const [given] = (await audit()).signatures;
    const { policy, asOf, knownAt, auditHash } = given!;
    const same = await signed(A, {
      policy: policy.id,
      policyVersion: policy.version,
      asOf,
      knownAt,
      auditHash,
    });
    expect((await sign(same, 'one')).status).toBe(200);
    const other = { ...same, signer: { name: 'Another One', role: 'quality' } };
    expect((await sign(other, 'one')).status).toBe(409);
  });

  it('packs, with and without personal values, hold', async () => {
    const told = await packOf('&staff=include');
    const isTold = [SIGNER, REASON, AUTHORITY].map((text) => told.text.includes(text));
    expect([isTold, told.checks]).toEqual([
      [true, true, true],
      [0, 0],
    ]);
    const unnamed = await packOf('');
    expect([unnamed.text.includes(SIGNER), unnamed.text.includes(AUTHORITY), unnamed.checks]).toEqual([
      false,
      false,
      [0, 0],
    ]);
    const untold = await packOf('&personal=exclude');
    expect([SIGNER, REASON, AUTHORITY].filter((text) => untold.text.includes(text))).toEqual([]);
    expect(untold.checks).toEqual([0, 0]);
  });
});

describe('who signed the audit of another patient', () => {
  it('is the same after the restart', () => isSigner(later, 'two', KEPT));

  it('is shown on the pages, in CSV and PDF', async () => {
    expect(await textAt(`${KEPT}/audit.csv?${ASKED}`)).toContain(SIGNER);
    expect(pagesOf(await fetched(`${KEPT}/audit.pdf?${ASKED}`)).join(' ')).toContain(SIGNER);
    expect(await textAt('/therapies/kept/log')).toContain(SIGNER);
  });

  it('is in a pack that names staff, and in no other, but for what was recorded in clear', async () => {
    const told = await packOf('&staff=include', KEPT);
    expect([told.text.includes(SIGNER), told.checks]).toEqual([true, [0, 0]]);
    const unnamed = await packOf('', KEPT);
    expect([unnamed.text.includes(SIGNER), unnamed.checks]).toEqual([false, [0, 0]]);
    const untold = await packOf('&personal=exclude', KEPT);
    expect([untold.text.includes(SIGNER), untold.checks]).toEqual([false, [0, 0]]);
    expect(JSON.parse(untold.files.get('audit.json')!.toString())).toMatchObject({
      signatures: [{}, { signer: { name: 'personal value, left out', role: 'quality' } }],
    });
    expect(pagesOf(untold.files.get('audit.pdf')!).join(' ')).not.toContain(OLD);
    expect(untold.files.get('events.ndjson')!.toString()).toContain(OLD);
    expect(untold.files.get('CHECK.md')!.toString()).toContain('recorded in clear stands in `events.ndjson`');
  });
});

it('the log verifies, also by who has the keys', async () => {
  const { body } = await client.post('/v1/ledger/verify', {});
  expect(body).toMatchObject({ ok: true });
  expect(await cli('verify', dataDir)).toMatchObject({ code: 0 });
});

describe('once the keys are lost', () => {
  beforeAll(async () => {
    await server.stop();
    rmSync(join(dataDir, 'keys.db'));
  });

  it('to erase again says that reason and authority cannot be read', async () => {
    const again = await cli('erase', 'a', '--reason', REASON, '--authority', AUTHORITY);
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/reason +personal value, cannot be read any more\n/);
    expect(again.out).toMatch(/authority +personal value, cannot be read any more\n/);
  });
});
