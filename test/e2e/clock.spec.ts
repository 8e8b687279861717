import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf, noted, registered } from './support/client.js';
import { cli as run } from './support/command.js';
import { type Server, startServer } from './support/server.js';

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-clock-'));
const dataDir = join(directory, 'data');
const cli = (...words: string[]) => run(dataDir, words);
let server: Server | undefined;
afterAll(async () => {
  await server?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const FIVE_YEARS_MS = 5 * 366 * 24 * 3_600_000;
const WHY = ['--reason', 'compared with two time servers', '--authority', 'head of IT'];

it('a log from a clock that was years ahead takes nothing until a person accepts the clock of now', async () => {
  const file = join(directory, 'events.ndjson');
  writeFileSync(file, `${JSON.stringify({ therapyId: 'ahead', ...registered })}\n`);
  const { ahead } = await loadedOnce();
  expect(await ahead(FIVE_YEARS_MS, () => cli('import', file))).toMatchObject({ code: 0, err: '' });

  server = await startServer({ dataDir, awaitReady: false });
  const client = clientOf(server.baseUrl);
  const doubt = /^The clock says .* hours before its last checkpoint, which was signed at .*\.$/;
  const unready = await client.get('/health/ready');
  expect(unready).toMatchObject({ status: 503, body: { detail: expect.stringMatching(doubt) as string } });
  expect(await (await fetch(`${server.baseUrl}/metrics`)).text()).toMatch(/^clock_doubtful 1$/m);
  expect(await client.record('new', registered)).toMatchObject({
    status: 503,
    body: { code: 'CLOCK_DOUBTFUL' },
  });
  expect((await client.get('/v1/therapies/ahead/state')).status).toBe(200);
  await server.stop({ keepData: true });

  expect((await cli('clock')).out).toMatch(/^Nothing is recorded: the clock says/);
  expect(await cli('clock', '--accept')).toMatchObject({
    code: 2,
    err: '--accept needs --reason and --authority; say why, and who takes the clock for right.\n',
  });
  expect(await cli('clock', '--accept', ...WHY)).toMatchObject({ code: 0 });
  expect((await cli('clock')).out).toMatch(
    /^Nothing stands against the clock\.\n[^]* accepted .*head of IT .*compared with two time servers/,
  );

  server = await startServer({ dataDir });
  const accepted = clientOf(server.baseUrl);
  expect(await (await fetch(`${server.baseUrl}/metrics`)).text()).toMatch(/^clock_doubtful 0$/m);
  const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
  const recorded = await accepted.record('new', registered);
  expect([recorded.status, String(recorded.body['recordedAt']).slice(0, today.length)]).toEqual([201, today]);
  const [year] = today.split('-');
  const later = await accepted.record('ahead', noted('2020-02-01'));
  expect(Number(String(later.body['recordedAt']).slice(0, 4))).toBeGreaterThan(Number(year) + 3);
  expect((await accepted.post('/v1/ledger/verify', {})).body).toMatchObject({ ok: true });
  const [line] = readFileSync(join(dataDir, 'clock.jsonl'), 'utf8').trim().split('\n');
  const { authority, reason, salt } = JSON.parse(line!) as Record<'authority' | 'reason' | 'salt', string>;
  const words = `{"authority":"${authority}","reason":"${reason}","salt":"${salt}"}`;
  const leaves = await Promise.all(
    [0, 1, 2, 3, 4, 5, 6, 7].map((leaf) => accepted.get(`/v1/ledger/entries/${leaf}`)),
  );
  expect(leaves.map(({ body }) => body)).toContainEqual(
    expect.objectContaining({
      stream: 'clock',
      type: 'ClockAccepted',
      data: expect.objectContaining({
        wordsHash: createHash('sha256').update(words).digest('hex'),
      }) as unknown,
    }),
  );
});
