import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registered } from './support/client.js';
import { cli as run } from './support/command.js';

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-holds-'));
const dataDir = join(directory, 'data');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const cli = (...words: string[]) => run(dataDir, words);
const erase = () => cli('erase', 't', '--reason', 'asked for', '--authority', 'DPO');

it('hold a therapy against its erasure until each authority has released its own', async () => {
  const file = join(directory, 'events.ndjson');
  writeFileSync(file, `${JSON.stringify({ therapyId: 't', ...registered })}\n`);
  expect((await cli('import', file)).code).toBe(0);

  expect(await cli('hold', 'nobody', '--reason', 'x', '--authority', 'court')).toMatchObject({ code: 4 });
  expect(await cli('hold', 't', '--reason', 'x')).toMatchObject({
    code: 2,
    err: '--authority is missing; say who ordered the hold, or by which rule.\n',
  });
  expect(await cli('hold', 't', '--authority', 'court', '--reason', '')).toMatchObject({ code: 2 });
  expect((await cli('hold', 't', '--release', '--reason', 'x')).err).toMatch(
    /^THERAPY_NOT_HELD: no legal hold/,
  );

  expect(await cli('hold', 't', '--reason', 'case 1', '--authority', 'court')).toMatchObject({
    code: 0,
    err: '',
  });
  expect((await cli('hold', 't', '--reason', 'claim 2', '--authority', 'insurer')).code).toBe(0);
  expect((await cli('hold', 't', '--reason', 'once more', '--authority', 'court')).out).toMatch(/ case 1 /);

  const refused = await erase();
  expect([refused.code, refused.err]).toEqual([
    2,
    expect.stringMatching(/^THERAPY_HELD: therapy t is under a legal hold since .*case 1; court/),
  ]);
  expect((await cli('hold', 't', '--release', '--reason', 'x')).err).toMatch(
    /by "court", "insurer"; name one/,
  );
  const released = await cli(
    'hold',
    't',
    '--release',
    '--reason',
    'closed',
    '--authority',
    'court',
    '--json',
  );
  expect(JSON.parse(released.out)).toMatchObject([
    { authority: 'court', stands: false, releaseReason: 'closed' },
  ]);
  expect((await erase()).err).toMatch(/claim 2; insurer/);
  expect((await cli('hold', 't', '--release', '--reason', 'settled')).code).toBe(0);

  expect(JSON.parse((await cli('holds', '--json')).out)).toMatchObject({
    items: [
      { therapyId: 't', authority: 'court', reason: 'case 1', heldBy: 'cli', releaseReason: 'closed' },
      { therapyId: 't', authority: 'insurer', reason: 'claim 2', releaseReason: 'settled' },
    ],
  });
  expect(await erase()).toMatchObject({ code: 0, err: '' });
  const tooLate = await cli('hold', 't', '--reason', 'x', '--authority', 'court');
  expect([tooLate.code, tooLate.err]).toEqual([2, expect.stringMatching(/^THERAPY_ERASED: /)]);
});
