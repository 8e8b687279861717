import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { accessFile } from '../../src/accesses/access-file.js';
import { RecordEvent } from '../../src/record/messages.js';
import { readRecording } from '../../src/record/read-recording.js';
import { openDatabase } from '../../src/sqlite/open.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { Verification } from '../../src/verifier/service/verification.js';
import { StandIn } from '../contract/stand-in/stand-in.js';
import type { Browser } from '../support/provider/browser.js';
import { type Guarded, guarded } from '../ways/support/guarded.js';

const SESSION = '__Host-pump-ledger';
const NORTH = [
  {
    type: 'TherapyRegistered',
    occurredAt: '2020-01-01',
    data: { patientPseudonym: 'p-1', indication: 'spasticity', aetiology: 'spinal-cord-injury' },
  },
  { type: 'CareAssigned', occurredAt: '2020-01-02', data: { site: 'north' } },
];

const log = new StandIn();
const folder = mkdtempSync(join(tmpdir(), 'shared-'));
const opened: Guarded[] = [];
let one: Guarded;
let other: Guarded;

async function service(): Promise<Guarded> {
  const started = await guarded(
    {},
    {},
    {},
    {
      eventStore: 'kurrentdb' as const,
      kurrentdbUrl: log.url,
      masterKey: Buffer.alloc(32, 7).toString('hex'),
      signingKeyFile: join(folder, 'signing.pem'),
      provider: opened[0]?.provider,
    },
  );
  opened.push(started);
  return started;
}

beforeAll(async () => {
  await log.start();
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'signing.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  one = await service();
  other = await service();
  const commands = one.app.get(CommandBus, { strict: false });
  for (const event of NORTH)
    await commands.execute(new RecordEvent(readRecording('n-1' as TherapyId, event, {})));
  rea = await loggedIn('rea');
  off = await loggedIn('off');
}, 45_000);
afterAll(async () => {
  for (const each of opened.toReversed()) await each.close();
  await log.stop();
  rmSync(folder, { recursive: true });
}, 45_000);

let rea: Browser;
let off: Browser;

async function loggedIn(sub: string): Promise<Browser> {
  const browser = await one.loggedIn(sub);
  browser.setCookie(other.url, SESSION, browser.cookie(one.url, SESSION)!);
  return browser;
}

interface Item {
  readonly n: number;
  readonly service: string;
  readonly action: string;
  readonly subject: string;
}

const look = (at: Guarded) => rea.ask(`${at.url}/v1/therapies/n-1/state`);
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const looksAt = async (at: Guarded) => {
  const answer = await off.ask(`${at.url}/v1/therapies/n-1/accesses?kind=read`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: Item[] }).items.filter(({ action }) => action.endsWith('/state'));
};
const onServer = () => log.log.records.filter(({ stream }) => stream.startsWith('pumpLedgerAccess-'));

test('a look at one service is told at the other, the newest first, with who it was', async () => {
  expect((await look(one)).status).toBe(200);
  expect((await look(other)).status).toBe(200);
  expect((await look(one)).status).toBe(200);
  for (const at of [one, other]) {
    const looks = await looksAt(at);
    expect(looks).toHaveLength(3);
    expect(new Set(looks.map(({ service: by }) => by)).size).toBe(2);
    expect(looks[0]!.service).toBe(looks[2]!.service);
    expect(looks.every((item) => JSON.stringify(item).includes('rea'))).toBe(true);
  }
  const csv = await (await off.ask(`${other.url}/v1/accesses.csv?therapyId=n-1`)).text();
  expect(csv.split('\n').filter((line) => line.includes('/state'))).toHaveLength(3);
});

test('pages of them hold each once, whichever service wrote it', async () => {
  const read = async (path: string): Promise<number[]> => {
    const answer = await off.ask(other.url + path);
    const { items, next } = (await answer.json()) as { items: Item[]; next?: string };
    const marks = items.map((item) => item as unknown as { hash: string }).map(({ hash }) => hash);
    const rest =
      next === undefined ? [] : await read(`/v1/therapies/n-1/accesses?kind=read&limit=1&cursor=${next}`);
    return [...(marks as unknown as number[]), ...rest];
  };
  const found = await read('/v1/therapies/n-1/accesses?kind=read&limit=1');
  expect(found.length).toBeGreaterThanOrEqual(3);
  expect(new Set(found).size).toBe(found.length);
});

test('nothing of it is on the server in clear', () => {
  const texts = onServer().map(({ data }) => Buffer.from(data).toString());
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) expect(text).toMatch(/^\{"sealed":"[A-Za-z0-9+/=]+"\}$/);
});

test('while the server is away nothing is disclosed', async () => {
  await log.goAway();
  try {
    const answer = await look(one);
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'ACCESS_LOG_UNAVAILABLE']);
  } finally {
    await log.comeBack();
  }
  let status = 503;
  for (const end = Date.now() + 20_000; status !== 200 && Date.now() < end;) ({ status } = await look(one));
  expect(status).toBe(200);
}, 60_000);

test('verification reads the logs of both', async () => {
  const { accesses, problems } = await other.app.get(Verification, { strict: false }).verify();
  expect(problems).toEqual([]);
  expect(accesses!.records).toBeGreaterThan(onServer().length - 1);
});

test('a service that lost its file reads its own log back, and goes on after it', async () => {
  const before = await looksAt(one);
  await other.restart(() => rmSync(accessFile(other.dataDir)));
  expect((await look(other)).status).toBe(200);
  expect((await looksAt(other)).length).toBe(before.length + 1);
}, 30_000);

test('verification names a byte that was flipped in a copy', async () => {
  const database = openDatabase(accessFile(one.dataDir));
  database.exec(`DROP TRIGGER records_never_change; UPDATE records SET kind = 'glass' WHERE position = 2`);
  database.close();
  const { problems } = await one.app.get(Verification, { strict: false }).verify();
  expect(problems).toMatchObject([{ code: 'ACCESS_RECORD_CHANGED' }]);
});

test('a tail that is not on the server any more: nothing is disclosed', async () => {
  log.log.delete(onServer()[0]!.stream, 'any');
  const answer = await off.ask(`${one.url}/v1/accesses`);
  expect([answer.status, await codeOf(answer)]).toEqual([503, 'ACCESS_LOG_CONTRADICTED']);
  expect((await look(one)).status).toBe(503);
});
