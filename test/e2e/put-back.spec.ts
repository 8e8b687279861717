import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventEnvelope } from '../../src/answers/dto/envelope.dto.js';
import { clientOf, noted, registered } from './support/client.js';
import { cli as run } from './support/command.js';
import { startServer } from './support/server.js';

const KEYS = ['keys.db', 'keys.db-wal', 'keys.db-shm'];
const LOG = ['ledger.sqlite', 'ledger.sqlite-wal', 'ledger.sqlite-shm'];
const CHECKPOINTS = ['checkpoints.sqlite', 'checkpoints.sqlite-wal', 'checkpoints.sqlite-shm'];

/** As it was before the patient of `t` was erased, and as it was after. */
let before: string;
let after: string;
let dataDir: string;
const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-put-back-'));
beforeAll(async () => {
  [before, after, dataDir] = ['before', 'after', 'data'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  const file = join(directory, 'events.ndjson');
  writeFileSync(
    file,
    ['t', 'u'].map((therapyId) => `${JSON.stringify({ therapyId, ...registered })}\n`).join(''),
  );
  expect(await cli('import', file)).toBe('');
  cpSync(dataDir, before, { recursive: true });
  expect(await cli('erase', 't', '--reason', 'asked for', '--authority', 'DPO')).toBe('');
  cpSync(dataDir, after, { recursive: true });
});
beforeEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(after, dataDir, { recursive: true });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What it complained of. */
const cli = async (...words: string[]): Promise<string> => (await run(dataDir, words)).err;

/** In the place of what is there, as somebody would who has an older copy. */
function putBack(names: readonly string[], from = before): void {
  for (const name of names) {
    rmSync(join(dataDir, name), { force: true });
    if (existsSync(join(from, name))) cpSync(join(from, name), join(dataDir, name));
  }
}

function rows(file: string, sql: string): readonly unknown[] {
  const database = new DatabaseSync(join(dataDir, file), { readOnly: true });
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => Object.values(row)[0]);
  } finally {
    database.close();
  }
}
/** Of therapies. */
const types = () =>
  rows('ledger.sqlite', "SELECT type FROM events WHERE stream_id <> '~policies' ORDER BY position");
const ERASED = ['TherapyRegistered', 'TherapyRegistered', 'PatientErased'];

async function served<Result>(
  ask: (client: ReturnType<typeof clientOf>) => Promise<Result>,
): Promise<Result> {
  const server = await startServer({ dataDir });
  try {
    return await ask(clientOf(server.baseUrl));
  } finally {
    await server.stop();
  }
}
interface Listed {
  readonly items: EventEnvelope[];
}
const pseudonymOf = async (client: ReturnType<typeof clientOf>, therapyId: string) => {
  const { body } = await client.get<Listed>(`/v1/therapies/${therapyId}/events`);
  return (body.items[0]!.data as { patientPseudonym: unknown }).patientPseudonym;
};
const DIGEST = { $sd: expect.any(String) };

it('a log from before an erasure learns of it, but not by a question, which compares it with nothing', async () => {
  putBack([...LOG, ...CHECKPOINTS]);
  expect(types()).toEqual(ERASED.slice(0, 2));
  expect(await cli('therapies')).toBe('');
  expect(types()).toEqual(ERASED.slice(0, 2));
  await served(async (client) => {
    expect(await pseudonymOf(client, 't')).toEqual(DIGEST);
    expect(await pseudonymOf(client, 'u')).toBe(registered.data.patientPseudonym);
  });
  expect(types()).toEqual(ERASED);
  const id = "SELECT id FROM events WHERE type = 'PatientErased'";
  expect(rows('ledger.sqlite', id)).toEqual(rows('keys.db', 'SELECT event_id FROM erasures'));
});

it('a log that is older than what was published of it takes no erasure either; the patient stays erased', async () => {
  putBack(LOG);
  await served(async (client) => expect(await pseudonymOf(client, 't')).toEqual(DIGEST));
  expect(await cli('therapies')).toBe('');
  expect(types()).toEqual(ERASED.slice(0, 2));
});

it('a key file from before an erasure learns of it from the log, and nothing is left of the key', async () => {
  putBack(KEYS);
  const [stored] = rows('keys.db', "SELECT wrapped FROM keys WHERE therapy_id = 't'") as [Uint8Array];
  const wrapped = Buffer.from(stored);
  const holdsKey = () =>
    KEYS.map((name) => join(dataDir, name)).some(
      (file) => existsSync(file) && readFileSync(file).includes(wrapped),
    );
  expect(holdsKey()).toBe(true);
  // That of the authority came later, too: until the newer file is put back nobody reads whose it was.
  expect(await cli('therapies')).toMatch(/keys\.db lacks the keys of [^]*therapies: 0[^]*staff: 1/);
  expect(holdsKey()).toBe(false);
  expect(rows('keys.db', 'SELECT therapy_id FROM erasures')).toEqual(['t']);
  const { items } = JSON.parse((await run(dataDir, ['events', 't', '--json'])).out) as Listed;
  expect(items[0]!.data).toMatchObject({ patientPseudonym: DIGEST });
});

it('keys that were lost are noticed for good, whatever is recorded then; put back, they are there', async () => {
  rmSync(join(dataDir, 'keys.db'));
  const lost = async (client: ReturnType<typeof clientOf>) =>
    (await client.get('/health/ready')).body['keys'];
  await served(async (client) => {
    expect(await pseudonymOf(client, 'u')).toEqual(DIGEST);
    // That of `t` was destroyed, not lost.
    expect(await lost(client)).toEqual({ therapiesWithLostKey: 1, staffWithLostKey: 2 });
    const more = {
      ...noted('2021'),
      source: { kind: 'manual', assertion: 'stated', note: 'after the loss' },
    };
    expect(await client.record('u', more)).toMatchObject({ status: 201, body: { source: more.source } });
  });
  await served(async (client) => {
    expect(await lost(client)).toEqual({ therapiesWithLostKey: 1, staffWithLostKey: 2 });
    expect(await pseudonymOf(client, 'u')).toEqual(DIGEST);
  });
  putBack(KEYS, after);
  await served(async (client) => {
    // Who recorded after the loss is under a key that was made then.
    expect(await lost(client)).toEqual({ therapiesWithLostKey: 0, staffWithLostKey: 1 });
    expect(await pseudonymOf(client, 'u')).toBe(registered.data.patientPseudonym);
  });
});
