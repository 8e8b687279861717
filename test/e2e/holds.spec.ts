import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HoldAnswer } from '../../src/cli/hold.js';
import { filesIn, logIn, running, wrappedIn } from './support/backups.js';
import { clientOf, noted, setUp } from './support/client.js';
import { cli } from './support/ledger.js';
import { startServer } from './support/server.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'pump-ledger-holds-'));
  const server = await startServer({ dataDir });
  for (const therapy of ['a', 'b']) await setUp(clientOf(server.baseUrl), therapy);
  await server.stop();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const hold = (...words: string[]) => cli(dataDir, ['hold', ...words]);
const erase = (therapy: string) =>
  cli(dataDir, ['erase', therapy, '--reason', 'asked for', '--authority', 'DPO']);
const holds = () => (JSON.parse(cli(dataDir, ['--json', 'holds']).out) as { items: HoldAnswer[] }).items;

it('none was ever set', () => {
  expect(holds()).toEqual([]);
  expect(cli(dataDir, ['holds']).out).toMatch(/^No legal hold/);
});

it('needs a reason, whoever ordered it, and a therapy that the log holds', () => {
  expect(hold('a', '--authority', 'court').code).toBe(2);
  expect(hold('a', '--reason', 'a law suit')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/--authority is missing/),
  });
  expect(hold('a', '--reason', '', '--authority', 'court')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/--reason must be/),
  });
  expect(hold('nobody', '--reason', 'a law suit', '--authority', 'court').code).toBe(4);
  expect(hold('a', '--release', '--reason', 'over')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^THERAPY_NOT_HELD: therapy a is under no legal hold/),
  });
  expect(holds()).toEqual([]);
});

it('keeps the patient from being erased, says why, and changes nothing else', () => {
  const set = hold('a', '--reason', 'a law suit', '--authority', 'court of Bern');
  expect([set.code, set.out]).toEqual([0, expect.stringMatching(/cannot be erased until/)]);
  const [log, keys] = [logIn(dataDir), wrappedIn(join(dataDir, 'keys.db'))];
  expect(erase('a')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^THERAPY_HELD: .* since 20.*\(a law suit; court of Bern\)/),
  });
  expect([logIn(dataDir), wrappedIn(join(dataDir, 'keys.db'))]).toEqual([log, keys]);
  expect(hold('a', '--reason', 'another', '--authority', 'court')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^THERAPY_HELD/),
  });
  expect(erase('b').code).toBe(0);
});

it('is released with a reason, and stays in the list', () => {
  expect(hold('a', '--release', '--reason', 'over', '--authority', 'court').code).toBe(2);
  expect(hold('a', '--release', '--reason', 'the suit is over').code).toBe(0);
  expect(holds()).toEqual([
    {
      therapyId: 'a',
      reason: 'a law suit',
      authority: 'court of Bern',
      heldAt: expect.stringMatching(/^20/),
      heldBy: 'cli',
      released: { reason: 'the suit is over', at: expect.stringMatching(/^20/), by: 'cli' },
    },
  ]);
  expect(cli(dataDir, ['holds']).out).toMatch(/a law suit .* the suit is over/);
});

it('cannot be set for who was erased', () => {
  expect(hold('b', '--reason', 'too late', '--authority', 'court')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^THERAPY_ERASED/),
  });
});

it('an erasure that is killed when the key is gone is recorded by the next start, without a trace of the key', async () => {
  const wrapped = wrappedIn(join(dataDir, 'keys.db')).get('a')!;
  const words = ['erase', 'a', '--reason', 'asked for', '--authority', 'DPO'];
  expect((await running(dataDir, words, { atSql: 'VACUUM' })).code).toBeNull();
  const traces = () =>
    filesIn(dataDir).filter((name) => readFileSync(join(dataDir, name)).includes(wrapped.subarray(0, 8)));
  expect([traces().length > 0, logIn(dataDir).length]).toEqual([true, 9]);
  // Who only asks records nothing, and reads no value.
  expect(cli(dataDir, ['state', 'a']).code).toBe(0);
  expect(logIn(dataDir)).toHaveLength(9);
  const server = await startServer({ dataDir });
  expect((await clientOf(server.baseUrl).record('a', noted('2021'))).status).toBe(410);
  await server.stop();
  expect(logIn(dataDir).map(({ stream_id, type }) => `${stream_id} ${type}`)).toEqual(
    expect.arrayContaining(['a PatientErased', 'b PatientErased']),
  );
  expect(traces()).toEqual([]);
  expect(erase('a').out).toMatch(/asked for/);
  expect(logIn(dataDir)).toHaveLength(10);
});
