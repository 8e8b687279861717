import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError } from '../../src/config/setting.js';
import { KeyFile, UnusableKeyFile } from '../../src/custody/key-file.js';
import { masterKeyOf } from '../../src/custody/master-key.js';

let dataDir: string;
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'pump-ledger-master-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const BYTES = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 8));
const HEX = '0008101820283038404850586068707880889098a0a8b0b8c0c8d0d8e0e8f0f8';

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('was accepted');
}

describe('where the master key comes from', () => {
  it('is made at first start, for its owner alone, and is the same at the next', () => {
    const first = masterKeyOf({ dataDir });
    const file = join(dataDir, 'master.key');
    expect([first.length, statSync(file).mode & 0o777]).toEqual([32, 0o600]);
    expect(readFileSync(file, 'utf8')).toBe(`${first.toString('hex')}\n`);
    expect(masterKeyOf({ dataDir })).toEqual(first);
    expect(first.equals(Buffer.alloc(32))).toBe(false);
  });

  it.each([
    ['hex', HEX],
    ['capital hex', HEX.toUpperCase()],
    ['base64', BYTES.toString('base64')],
    ['a line', `  ${HEX}\n`],
  ])('may be given as %s, from the environment or a file', (_, masterKey) => {
    expect(masterKeyOf({ dataDir, masterKey })).toEqual(BYTES);
    const masterKeyFile = join(dataDir, 'given');
    writeFileSync(masterKeyFile, masterKey);
    expect(masterKeyOf({ dataDir, masterKeyFile })).toEqual(BYTES);
  });

  it.each([HEX.slice(1), `${HEX}00`, BYTES.toString('base64url'), 'geheimes-passwort'])(
    'is refused as %s, without being told',
    (masterKey) => {
      const told = refusal(() => masterKeyOf({ dataDir, masterKey }));
      expect(told).toMatch(/^MASTER_KEY holds no master key .*; accepted is 32 random bytes/);
      expect(told).not.toContain(masterKey);
    },
  );

  it('is refused twice, from a missing file, or where keys exist and theirs is gone', () => {
    const both = refusal(() => masterKeyOf({ dataDir, masterKey: HEX, masterKeyFile: 'x' }));
    expect(both).toMatch(/both set; accepted is one/);
    expect(both).not.toContain(HEX);
    expect(refusal(() => masterKeyOf({ dataDir, masterKeyFile: join(dataDir, 'none') }))).toMatch(
      /MASTER_KEY_FILE .* cannot be read/,
    );
    KeyFile.open(dataDir, masterKeyOf({ dataDir })).close();
    rmSync(join(dataDir, 'master.key'));
    expect(refusal(() => masterKeyOf({ dataDir }))).toMatch(/was made under a master key that is not there/);
    expect(() => statSync(join(dataDir, 'master.key'))).toThrow(/ENOENT/);
  });
});

describe('a key file', () => {
  it('is refused to another master key and not changed; the right one has its keys again', async () => {
    const keys = KeyFile.open(dataDir, BYTES);
    const { key, persisted } = keys.sealing('t');
    await persisted;
    keys.close();
    const file = join(dataDir, 'keys.db');
    const before = readFileSync(file);
    expect(() => KeyFile.open(dataDir, Buffer.alloc(32, 1))).toThrow(UnusableKeyFile);
    expect(() => KeyFile.open(dataDir, Buffer.alloc(32, 1))).toThrow(/another master key: give the one/);
    expect(readFileSync(file)).toEqual(before);
    const again = KeyFile.open(dataDir, BYTES);
    expect(again.opening('t')?.equals(key)).toBe(true);
    again.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is refused where something else stands in its place', () => {
    const file = join(dataDir, 'keys.db');
    writeFileSync(file, 'no database at all, but long enough to be taken for one'.repeat(50));
    expect(() => KeyFile.open(dataDir, BYTES)).toThrow(/keys\.db cannot be used for the keys: file is not/);
    rmSync(file);
    chmodSync(dataDir, 0o700);
  });
});
