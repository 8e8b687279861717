import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyFile } from '../../src/custody/key-file.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { integrityOf } from './acknowledged.js';
import { killAll, says, start } from './child.js';

/** No file may grow past 1 MiB: as on a full disk, what fails is the write itself. */
const FULL = 'ulimit -S -f 1024';

function canLift(): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

(canLift() ? describe : describe.skip)('a log on a disk without space', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-full-'));
  afterAll(() => {
    killAll();
    rmSync(directory, { recursive: true, force: true });
  });

  it('refuses appends whole, says so, and goes on when there is space', async () => {
    const child = start('filler.ts', [directory], FULL);
    await says(child, /waiting\n/);
    const [, acknowledged, stored] =
      /^full StoreUnavailable, acknowledged (\d+), stored (\d+), ping StoreUnavailable$/m
        .exec(child.output())!
        .map(Number);
    expect(acknowledged).toBeGreaterThan(50);
    expect(stored).toBe(acknowledged);
    expect(child.output()).toMatch(/^still full StoreUnavailable$/m);

    execFileSync('prlimit', ['--pid', String(child.process.pid), '--fsize=unlimited:']);
    child.process.stdin!.write('go on\n');
    expect(await child.ended).toBe(0);
    expect(child.output()).toContain(`space ping fine, append fine, stored ${acknowledged! + 3}`);

    const store = await openSqliteEventStore({ directory });
    expect(await store.head('s')).toMatchObject({ revision: acknowledged! + 3 });
    await store.close();
    expect(integrityOf(directory)).toBe('ok');
  });
});

(canLift() ? describe : describe.skip)('a key file on a disk without space', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-full-keys-'));
  afterAll(() => {
    killAll();
    rmSync(directory, { recursive: true, force: true });
  });

  it('refuses keys whole and says so, and goes on when there is space; what was to be destroyed is', async () => {
    const child = start('key-filler.ts', [directory], FULL);
    await says(child, /waiting\n/);
    const [, acknowledged] = /^full KeysUnavailable, made (\d+), erasing \w+$/m
      .exec(child.output())!
      .map(Number);
    expect(acknowledged).toBeGreaterThan(1_000);
    expect(child.output()).toMatch(/^others there$/m);

    execFileSync('prlimit', ['--pid', String(child.process.pid), '--fsize=unlimited:']);
    child.process.stdin!.write('go on\n');
    expect(await child.ended).toBe(0);
    expect(child.output()).toContain(`space make fine, erasing fine, made ${acknowledged! + 200}`);

    const keys = KeyFile.open(directory, Buffer.alloc(32, 9));
    const name = (number: number) => String(number).padStart(60, 'x');
    expect(keys.opening(name(0))).toBeUndefined();
    for (let number = 1; number < acknowledged! + 200; number++)
      expect(keys.opening(name(number))).toBeDefined();
    keys.close();
  });
});
