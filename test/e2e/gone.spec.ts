import { mkdtempSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caughtUp, clientOf, noted, setUp } from './support/client.js';
import { cli } from './support/command.js';
import { AT_START, partsOf, tampered, text } from './support/ledger.js';
import { startServer } from './support/server.js';

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-gone-'));
const whole = join(directory, 'whole');
const SIZE = AT_START + 14;

beforeAll(async () => {
  const server = await startServer({ dataDir: whole });
  const client = clientOf(server.baseUrl);
  for (const therapyId of ['t', 'u', 'v']) await setUp(client, therapyId);
  for (const therapyId of ['t', 'u']) await client.record(therapyId, noted('2020-05'));
  await caughtUp(client);
  await server.stop({ keepData: true });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

it.each([
  ['inside a therapy', "stream_id = 't' AND revision = 3", 't', '3'],
  ['at the end of a therapy', "stream_id = 't' AND revision = 5", 't', '5'],
  ['of a whole therapy', "stream_id = 'v'", 'v', '1-4'],
])(
  'rows that are gone %s refuse that therapy, and nothing else',
  async (what, condition, therapyId, gone) => {
    const dataDir = join(directory, what.replaceAll(' ', '-'));
    await cp(whole, dataDir, { recursive: true });
    tampered(dataDir, (log) => log.exec(`DELETE FROM events WHERE ${condition}`));
    const server = await startServer({ dataDir });
    try {
      const client = clientOf(server.baseUrl);
      const refused = expect.objectContaining({
        status: 500,
        body: expect.objectContaining({
          code: 'EVENTS_MISSING',
          detail: expect.stringContaining(
            `Events of ${therapyId} are gone from the log: revisions ${gone}`,
          ) as string,
        }) as object,
      }) as object;
      for (const asked of ['state', 'events', 'audit'])
        expect([asked, await client.get(`/v1/therapies/${therapyId}/${asked}`)]).toEqual([asked, refused]);
      expect(await client.record(therapyId, noted('2020-06'))).toEqual(refused);
      expect(await client.record('u', noted('2020-06'))).toMatchObject({
        status: 201,
        body: { revision: 6 },
      });
      expect((await client.get('/v1/therapies/u/audit')).status).toBe(200);
      expect((await client.get('/health/ready')).body).toMatchObject({
        status: 'ok',
        ledger: {
          status: 'contradicted',
          detail: expect.stringContaining(`revisions ${gone}`),
          streamsRefused: 1,
        },
      });
      const checkpoint = partsOf((await text(`${server.baseUrl}/v1/ledger/checkpoint`)).text);
      expect(checkpoint.size).toBe(SIZE + 1);
      await caughtUp(client);
      expect((await client.post('/v1/ledger/verify', {})).body).toMatchObject({ ok: false });
    } finally {
      await server.stop({ keepData: true });
    }
    const { code, out } = await cli(dataDir, ['verify', dataDir]);
    expect([code, out]).toEqual([
      7,
      expect.stringContaining(
        `EVENTS_MISSING: events of a stream are gone from the log: revisions ${gone} of ${therapyId}`,
      ),
    ]);
  },
);

it.each([
  ['bytes', "bytes = CAST(replace(CAST(bytes AS TEXT), '200', '300') AS BLOB)"],
  ['hash', "hash = 'a'"],
])('a row with other %s refuses its therapy, and nothing else', async (what, change) => {
  const dataDir = join(directory, what);
  await cp(whole, dataDir, { recursive: true });
  tampered(dataDir, (log) => log.exec(`UPDATE events SET ${change} WHERE stream_id = 't' AND revision = 4`));
  const server = await startServer({ dataDir });
  try {
    const client = clientOf(server.baseUrl);
    const refused = { status: 503, body: { code: 'LEDGER_CONTRADICTED' } };
    for (const asked of ['state', 'events', 'audit'])
      expect(await client.get(`/v1/therapies/t/${asked}`)).toMatchObject(refused);
    expect(await client.record('t', noted('2020-06'))).toMatchObject(refused);
    expect(await client.record('u', noted('2020-06'))).toMatchObject({ status: 201, body: { revision: 6 } });
    expect((await client.get('/health/ready')).body).toMatchObject({
      ledger: {
        status: 'contradicted',
        detail: expect.stringContaining('the hash of revision 4 of t'),
        streamsRefused: 1,
      },
    });
    const checkpoint = partsOf((await text(`${server.baseUrl}/v1/ledger/checkpoint`)).text);
    expect(checkpoint.size).toBe(SIZE + 1);
  } finally {
    await server.stop({ keepData: true });
  }
  const { code, out } = await cli(dataDir, ['verify', dataDir]);
  expect([code, out]).toEqual([7, expect.stringContaining('HASH_MISMATCH')]);
});

it('the last row of the log is missed by its therapy', async () => {
  const dataDir = join(directory, 'last');
  await cp(whole, dataDir, { recursive: true });
  tampered(dataDir, (log) => log.exec(`DELETE FROM events WHERE position = ${SIZE}`));
  const server = await startServer({ dataDir });
  try {
    const client = clientOf(server.baseUrl);
    expect(await client.get('/v1/therapies/u/events')).toMatchObject({
      status: 500,
      body: { code: 'EVENTS_MISSING' },
    });
    expect((await client.get('/v1/therapies/t/events')).status).toBe(200);
  } finally {
    await server.stop();
  }
});
