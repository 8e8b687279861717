import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registered } from './support/client.js';
import { cli as run } from './support/command.js';

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-assign-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const cli = (...words: string[]) => run(join(directory, 'data'), ['--json', ...words]);
const file = (name: string, ...lines: string[]): string => {
  const path = join(directory, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
};

it('gives a site to therapies that have none, and to no other', async () => {
  const lines = ['a', 'b', 'c'].map((therapyId) => JSON.stringify({ therapyId, ...registered }));
  const d = JSON.stringify({ therapyId: 'd', ...registered, care: { site: 'south' } });
  expect((await cli('import', file('events.ndjson', ...lines, d))).code).toBe(0);

  expect(await cli('assign', '--site', 'North')).toMatchObject({ code: 2 });
  expect(await cli('assign', '--site', 'north', '--therapies', join(directory, 'none'))).toMatchObject({
    code: 2,
  });
  expect(await cli('assign', '--site', 'north', '--therapies', file('wrong', 'a', 'b c'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('line 2') as string,
  });

  const some = await cli('assign', '--site', 'west', '--therapies', file('ids', 'a', '', 'x', 'd'));
  expect(JSON.parse(some.out)).toEqual({
    site: 'west',
    assigned: 1,
    assignedBefore: 1,
    erased: 0,
    unknown: ['x'],
  });
  expect(JSON.parse((await cli('assign', '--site', 'north')).out)).toMatchObject({
    assigned: 2,
    assignedBefore: 2,
  });
  expect(JSON.parse((await cli('assign', '--site', 'north')).out)).toMatchObject({ assigned: 0 });
  const { items } = JSON.parse((await cli('events', 'b')).out) as { items: { type: string; data: object }[] };
  expect(items.at(-1)).toMatchObject({ type: 'CareAssigned', data: { site: 'north' } });
});
