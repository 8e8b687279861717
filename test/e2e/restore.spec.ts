import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { listed, manifestBytes, readManifest } from '../../src/backup/manifest.js';
import { contentsOf, filesIn, killed, logIn, withFiles } from './support/backups.js';
import { cli } from './support/command.js';
import { AT_START } from './support/ledger.js';
import { FULL } from '../support/full.js';

/** At any time, beside the one just before the end. */
const KILLS = FULL ? 60 : 0;

let directory: string;
let dataDir: string;
let backup: string;
let keys: string;
let made = 0;
const at = (name: string) => join(directory, name);
/** A directory that is there, with nothing in it. */
const fresh = (): string => {
  const where = at(`fresh-${(made += 1)}`);
  mkdirSync(where);
  return where;
};
/** A copy of the backup, to be spoilt. */
const copied = (): string => {
  const copy = at(`copy-${(made += 1)}`);
  cpSync(backup, copy, { recursive: true });
  return copy;
};
const leavesNothing = (where: string) => expect(contentsOf(where)).toEqual({});

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pump-ledger-restore-'));
  [dataDir, backup, keys] = [at('data'), at('backup'), at('keys.backup')];
  expect((await cli(dataDir, ['import', 'examples/case-report/case-report-a.ndjson'])).code).toBe(0);
  expect((await cli(dataDir, ['checkpoint'])).code).toBe(0);
  expect((await cli(dataDir, ['backup', backup])).code).toBe(0);
  expect((await cli(dataDir, ['backup-keys', keys])).code).toBe(0);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('a damaged backup is refused', () => {
  const spoil = (name: string, how: (bytes: Buffer) => Buffer) => {
    const copy = copied();
    writeFileSync(join(copy, name), how(readFileSync(join(copy, name))));
    return copy;
  };
  const flipped = (bytes: Buffer) => {
    const place = Math.floor(bytes.length / 2);
    bytes[place]! ^= 1;
    return bytes;
  };

  it('whichever file it is, by a bit, by its end, or as a whole', async () => {
    const policies = filesIn(backup).filter((name) => name.startsWith('known-policies/'));
    const tried = filesIn(backup).filter((name) => FULL || !policies.slice(1).includes(name));
    for (const name of tried) {
      const cut = copied();
      truncateSync(join(cut, name), 10);
      const without = copied();
      rmSync(join(without, name));
      // Of policies there are several, and they are all alike.
      const spoilt = policies.includes(name) || !(FULL || name === 'ledger.sqlite') ? [] : [cut, without];
      for (const copy of [spoil(name, flipped), ...spoilt]) {
        const where = fresh();
        const { code, err } = await cli(where, ['restore', copy]);
        const wanted = name === 'manifest.json' && copy === without ? 2 : 7;
        expect([name, code, err]).toEqual([name, wanted, expect.stringContaining(name)]);
        leavesNothing(where);
      }
    }
  });

  /** As somebody would who can write to backups. */
  const forged = async (change: (copy: string) => void, more: object = {}): Promise<string> => {
    const copy = copied();
    change(copy);
    const { format: _, ...manifest } = readManifest(backup);
    const files = await Promise.all(manifest.files.map(({ name }) => listed(copy, name)));
    const { sha256: __, ...rest } = { sha256: '', ...manifest, files, ...more };
    writeFileSync(join(copy, 'manifest.json'), manifestBytes(rest));
    return copy;
  };
  const inLog = (copy: string, sql: string) => {
    const log = new DatabaseSync(join(copy, 'ledger.sqlite'));
    log.exec(`DROP TRIGGER events_never_change; DROP TRIGGER events_never_go; ${sql}`);
    log.close();
  };

  it.each([
    [
      'a changed event',
      "UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), '1000', '2000') AS BLOB)",
    ],
    [
      'personal values of another event',
      `UPDATE events SET disclosures = NULL WHERE position = ${AT_START + 1}`,
    ],
    ['an event less in the middle', 'DELETE FROM events WHERE position = 30'],
    ['events less at the end', 'DELETE FROM events WHERE position > 60'],
  ])('also with a manifest that agrees: %s', async (_what, sql) => {
    const where = fresh();
    const { code, err } = await cli(where, ['restore', await forged((copy) => inLog(copy, sql))]);
    expect([code, err]).toEqual([7, expect.stringMatching(/problems|holds 6\d events/)]);
    leavesNothing(where);
  });

  it('where it is cut, and its manifest says so: its own checkpoint knows', async () => {
    const copy = await forged((one) => inLog(one, 'DELETE FROM events WHERE position > 60'), { events: 60 });
    const { code, err } = await cli(fresh(), ['restore', copy]);
    expect([code, err]).toEqual([
      7,
      expect.stringContaining(`60 events, but its own checkpoint is of ${AT_START + 64}`),
    ]);
  });

  it('with files that no backup has', async () => {
    const { format: _, ...manifest } = readManifest(backup);
    const outside = { name: '../outside', bytes: 0, sha256: '' };
    const copy = copied();
    const { sha256: __, ...rest } = { sha256: '', ...manifest, files: [...manifest.files, outside] };
    writeFileSync(join(copy, 'manifest.json'), manifestBytes(rest));
    expect(await cli(fresh(), ['restore', copy])).toMatchObject({ code: 7 });
  });
});

describe('a data directory that has something is left as it is', () => {
  const refused = async (where: string, words: readonly string[], why: RegExp, code = 2) => {
    const before = contentsOf(where);
    const said = await cli(where, ['restore', ...words]);
    expect([said.code, said.err]).toEqual([code, expect.stringMatching(why)]);
    expect(contentsOf(where)).toEqual(before);
  };

  it('a log, or what is left of one', async () => {
    await refused(
      withFiles(fresh(), dataDir, 'ledger.sqlite'),
      [backup],
      /ledger\.sqlite is there already: move it aside/,
    );
    const where = fresh();
    writeFileSync(join(where, 'ledger.sqlite-wal'), 'older pages');
    await refused(where, [backup], /ledger\.sqlite-wal is there, left of another database/);
  });

  it('keys, and keys without or with another master key', async () => {
    const both = withFiles(fresh(), dataDir, 'keys.db', 'master.key');
    await refused(both, [backup, '--keys', keys], /keys\.db is there already: move it aside/);
    await refused(
      withFiles(fresh(), dataDir, 'keys.db'),
      [backup],
      /needs the master key under which it was made/,
    );
    await refused(fresh(), [backup, '--keys', keys], /needs the master key under which it was made/);
    const other = fresh();
    writeFileSync(join(other, 'master.key'), '0'.repeat(64));
    await refused(other, [backup, '--keys', keys], /was made under another master key/);
    await refused(fresh(), [backup, '--keys', at('nowhere')], /nowhere is not there/);
  });

  it('another log’s name, less checkpoints, fewer verifier keys, another policy', async () => {
    const origin = withFiles(fresh(), backup, 'signing/origin');
    writeFileSync(join(origin, 'signing/origin'), 'example.org/another\n');
    await refused(origin, [backup], /origin names another log than the backup/);
    const less = withFiles(fresh(), backup, 'checkpoints.sqlite');
    const file = new DatabaseSync(join(less, 'checkpoints.sqlite'));
    file.exec('DROP TRIGGER checkpoints_never_go; DELETE FROM checkpoints');
    file.close();
    await refused(less, [backup], /knows less of what was published than the backup/);
    const fewer = withFiles(fresh(), backup, 'signing/verifier-keys.txt');
    writeFileSync(join(fewer, 'signing/verifier-keys.txt'), '');
    await refused(fewer, [backup], /lacks verifier keys that the backup has/);
    const policy = withFiles(fresh(), backup, 'known-policies/strict@2.json');
    writeFileSync(join(policy, 'known-policies/strict@2.json'), '{}');
    await refused(policy, [backup], /strict@2\.json is another than the one in the backup/);
  });

  it('what is no backup', () =>
    refused(fresh(), [dataDir], /is no backup: its manifest\.json cannot be read/));

  it('what is as in the backup may be there already', async () => {
    const where = fresh();
    cpSync(backup, where, { recursive: true });
    rmSync(join(where, 'ledger.sqlite'));
    expect((await cli(where, ['restore', backup])).code).toBe(0);
  });

  it('nor is a backup written over what is there, or made of nothing', async () => {
    expect(await cli(dataDir, ['backup', backup])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/already/),
    });
    expect(await cli(dataDir, ['backup-keys', keys])).toMatchObject({ code: 2 });
    expect(await cli(fresh(), ['backup', at('of-nothing')])).toMatchObject({ code: 5 });
    expect(await cli(fresh(), ['backup-keys', at('of-nothing')])).toMatchObject({ code: 2 });
  });
});

describe('whatever is killed', () => {
  it('a backup is there whole, or not at all', async () => {
    const kills = [
      { atRename: 1 },
      ...Array.from({ length: KILLS }, (_, kill) => ({ afterMs: 250 + (kill * 900) / KILLS })),
    ];
    for (const [index, kill] of kills.entries()) {
      const target = at(`killed-${index}`);
      const { code } = await killed(dataDir, ['backup', target], kill);
      if (index === 0) expect([code, filesIn(target)]).toEqual([null, []]);
      if (filesIn(target).length === 0) continue;
      for (const file of readManifest(target).files) expect(await listed(target, file.name)).toEqual(file);
    }
  });

  it('before each file that is put in place, there is no log yet, and it can be done again', async () => {
    const parts = readManifest(backup).files.length + 1;
    const { 'manifest.json': _manifest, 'ledger.sqlite': _log, ...others } = contentsOf(backup);
    const all = Array.from({ length: parts + 1 }, (_, index) => index + 1);
    // Each takes some seconds: the last one, when all others are in their place.
    for (const part of FULL ? all : [parts]) {
      const where = withFiles(fresh(), dataDir, 'master.key', 'signing/private-key.pem');
      const before = contentsOf(where);
      const { code } = await killed(where, ['restore', backup, '--keys', keys], { atRename: part });
      expect(contentsOf(where)).toMatchObject(before);
      // One renaming for each part, and no more.
      expect([part, code, filesIn(where).includes('ledger.sqlite')]).toEqual(
        part <= parts ? [part, null, false] : [part, 0, true],
      );
      if (part === parts)
        expect(contentsOf(where)).toMatchObject({ ...others, 'keys.db': expect.any(String) });
      // Those that were put there before the kill are kept.
      const keysOption = filesIn(where).includes('keys.db') ? [] : ['--keys', keys];
      if (part <= parts)
        expect(await cli(where, ['restore', backup, ...keysOption])).toMatchObject({ code: 0, err: '' });
      expect(logIn(where)).toEqual(logIn(dataDir));
      expect(filesIn(where).filter((name) => name.startsWith('.'))).toEqual([]);
      expect(contentsOf(where)).toMatchObject({ ...others, 'ledger.sqlite': expect.any(String) });
    }
  });
});
