import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { recordIn } from '../../src/access/log/chain.js';
import { accessFile } from '../../src/accesses/access-file.js';
import { AccessTable } from '../../src/accesses/access-table.js';
import { run } from '../../src/cli/run.js';
import { openDatabase, readingFrom } from '../../src/sqlite/open.js';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'command-line-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

const REGISTERED = {
  therapyId: 'T1',
  type: 'TherapyRegistered',
  occurredAt: '2021-03-10T08:00:00Z',
  data: { patientPseudonym: 'P', indication: 'spasticity', aetiology: 'trauma' },
};

async function cli(words: readonly string[], input = '') {
  let printed = '';
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      printed += chunk.toString();
      done();
    },
  });
  const env = { ...process.env, DATA_DIR: directory };
  const code = await run(words, { env, stdin: Readable.from([input]), stdout, stderr: new PassThrough() });
  return { code, printed };
}

const recorded = () =>
  readingFrom(accessFile(directory), (database) =>
    database
      .prepare('SELECT bytes FROM records ORDER BY n')
      .all()
      .map(({ bytes }) => recordIn(bytes as Uint8Array)),
  );

test('each command that discloses something of a therapy is noted, with the user of the machine', async () => {
  await cli(['import', '-'], `${JSON.stringify(REGISTERED)}\n`);
  AccessTable.open(directory).close();
  expect(await cli(['state', 'T1'])).toMatchObject({ code: 0 });
  expect(await cli(['state', 'Miller'])).toMatchObject({ code: 4 });
  await cli(['policies']);
  expect(await cli(['backup', join(directory, 'backup')])).toMatchObject({ code: 0 });
  expect(recorded()).toMatchObject([
    { kind: 'read', via: 'cli', action: 'cli state', therapies: ['T1'], parameters: { therapyId: 'T1' } },
    { kind: 'denied', therapies: [], outcome: { status: 404, code: 'THERAPY_NOT_FOUND' } },
    { kind: 'export', action: 'cli backup' },
  ]);
  expect(JSON.stringify(recorded())).not.toContain('Miller');
  expect(JSON.stringify(recorded())).not.toContain(`#${userInfo().username}`);
});

test('nothing is printed where it cannot be noted', async () => {
  await cli(['import', '-'], `${JSON.stringify(REGISTERED)}\n`);
  AccessTable.open(directory).close();
  const other = openDatabase(accessFile(directory));
  other.exec('BEGIN IMMEDIATE');
  const { code, printed } = await cli(['state', 'T1']);
  other.exec('ROLLBACK');
  other.close();
  expect({ code, printed }).toEqual({ code: 5, printed: '' });
});

test('where nobody’s looking was ever noted, nothing is', async () => {
  await cli(['import', '-'], `${JSON.stringify(REGISTERED)}\n`);
  expect(await cli(['state', 'T1'])).toMatchObject({ code: 0 });
  expect(() => recorded()).toThrow();
});
