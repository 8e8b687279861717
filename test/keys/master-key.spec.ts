import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../../src/config/setting.js';
import { KeyFile } from '../../src/keys/key-file.js';
import { masterKeyOf } from '../../src/keys/master-key.js';
import { scratch } from './support.js';

let directory: string;
let remove: () => void;
beforeEach(() => ({ directory, remove } = scratch()));
afterEach(() => remove());

const KEY = randomBytes(32);

it.each([
  ['hexadecimal', KEY.toString('hex')],
  ['capitals', KEY.toString('hex').toUpperCase()],
  ['base64', KEY.toString('base64')],
  ['with a line end', `${KEY.toString('hex')}\n`],
])('is given as %s, in the environment or in a file', (_form, text) => {
  expect(masterKeyOf({ dataDir: directory, masterKey: text })).toEqual(KEY);
  const masterKeyFile = join(directory, 'elsewhere');
  writeFileSync(masterKeyFile, text);
  expect(masterKeyOf({ dataDir: directory, masterKeyFile })).toEqual(KEY);
  // Neither makes another.
  expect(existsSync(join(directory, 'master.key'))).toBe(false);
});

it('is made once where none is given, for its owner alone', () => {
  const made = masterKeyOf({ dataDir: directory });
  expect(made).toHaveLength(32);
  expect(masterKeyOf({ dataDir: directory })).toEqual(made);
  const file = join(directory, 'master.key');
  expect(readFileSync(file, 'utf8')).toBe(`${made.toString('hex')}\n`);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('is not made anew where keys are there that need the one before', () => {
  KeyFile.open(directory, KEY).close();
  expect(() => masterKeyOf({ dataDir: directory })).toThrow(/was made under a master key that is not there/);
  expect(existsSync(join(directory, 'master.key'))).toBe(false);
});

it('one that was interrupted in the making is made again', () => {
  writeFileSync(join(directory, 'master.key.new'), '0123');
  expect(masterKeyOf({ dataDir: directory })).toHaveLength(32);
  expect(existsSync(join(directory, 'master.key.new'))).toBe(false);
});

it.each([
  ['too short', KEY.toString('hex').slice(2)],
  ['too long', `${KEY.toString('hex')}00`],
  ['no digits', 'Zwiebelfisch'.repeat(6)],
  ['base64 of 31 bytes', KEY.subarray(1).toString('base64')],
  ['empty', ' '],
])('what is %s is refused, and never shown', (_what, text) => {
  const masterKeyFile = join(directory, 'elsewhere');
  writeFileSync(masterKeyFile, text);
  writeFileSync(join(directory, 'master.key'), text);
  for (const given of [{ masterKey: text }, { masterKeyFile }, {}])
    try {
      masterKeyOf({ dataDir: directory, ...given });
      throw new Error('it was taken');
    } catch (error) {
      expect(error).toBeInstanceOf(SettingsError);
      const { message } = error as Error;
      expect(message).toMatch(/holds no master key .*accepted is 32 random bytes as 64 hexadecimal digits/);
      if (text.trim() !== '') expect(message).not.toContain(text.slice(0, 12));
    }
});

it('both settings, or a file that is not there, are refused', () => {
  expect(() => masterKeyOf({ dataDir: directory, masterKey: 'x', masterKeyFile: 'y' })).toThrow(/both set/);
  const masterKeyFile = join(directory, 'nowhere');
  expect(() => masterKeyOf({ dataDir: directory, masterKeyFile })).toThrow(
    /MASTER_KEY_FILE .* cannot be read/,
  );
});
