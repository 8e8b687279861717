import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { registered } from './support/client.js';

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-holds-'));
const dataDir = join(directory, 'data');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const cli = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), ...words], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
};
const erase = () => cli('erase', 't', '--reason', 'asked for', '--authority', 'DPO');

it('hold a therapy against its erasure until each authority has released its own', () => {
  const file = join(directory, 'events.ndjson');
  writeFileSync(file, `${JSON.stringify({ therapyId: 't', ...registered })}\n`);
  expect(cli('import', file).status).toBe(0);

  expect(cli('hold', 'nobody', '--reason', 'x', '--authority', 'court')).toMatchObject({ status: 4 });
  expect(cli('hold', 't', '--reason', 'x')).toMatchObject({
    status: 2,
    err: '--authority is missing; say who ordered the hold, or by which rule.\n',
  });
  expect(cli('hold', 't', '--authority', 'court', '--reason', '')).toMatchObject({ status: 2 });
  expect(cli('hold', 't', '--release', '--reason', 'x').err).toMatch(/^THERAPY_NOT_HELD: no legal hold/);

  expect(cli('hold', 't', '--reason', 'case 1', '--authority', 'court')).toMatchObject({
    status: 0,
    err: '',
  });
  expect(cli('hold', 't', '--reason', 'claim 2', '--authority', 'insurer').status).toBe(0);
  expect(cli('hold', 't', '--reason', 'once more', '--authority', 'court').out).toMatch(/ case 1 /);

  const refused = erase();
  expect([refused.status, refused.err]).toEqual([
    2,
    expect.stringMatching(/^THERAPY_HELD: therapy t is under a legal hold since .*case 1; court/),
  ]);
  expect(cli('hold', 't', '--release', '--reason', 'x').err).toMatch(/by "court", "insurer"; name one/);
  const released = cli('hold', 't', '--release', '--reason', 'closed', '--authority', 'court', '--json');
  expect(JSON.parse(released.out)).toMatchObject([
    { authority: 'court', stands: false, releaseReason: 'closed' },
  ]);
  expect(erase().err).toMatch(/claim 2; insurer/);
  expect(cli('hold', 't', '--release', '--reason', 'settled').status).toBe(0);

  expect(JSON.parse(cli('holds', '--json').out)).toMatchObject({
    items: [
      { therapyId: 't', authority: 'court', reason: 'case 1', heldBy: 'cli', releaseReason: 'closed' },
      { therapyId: 't', authority: 'insurer', reason: 'claim 2', releaseReason: 'settled' },
    ],
  });
  expect(erase()).toMatchObject({ status: 0, err: '' });
  const tooLate = cli('hold', 't', '--reason', 'x', '--authority', 'court');
  expect([tooLate.status, tooLate.err]).toEqual([2, expect.stringMatching(/^THERAPY_ERASED: /)]);
}, 60_000);
