import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError } from '../../src/config/setting.js';
import { COSIGNATURE_KEY, NOTE_KEY, verifierKeyText } from '../../src/ledger/verifier-key.js';
import { readWitnesses } from '../../src/publication/witnesses/witnesses.js';
import { keyPair } from '../ledger/support/keys.js';

let directory: string;
beforeAll(() => void (directory = mkdtempSync(join(tmpdir(), 'pump-ledger-witnesses-'))));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const file = () => join(directory, 'witnesses.txt');
function read(text: string) {
  writeFileSync(file(), text);
  return readWitnesses(file());
}
const vkey = (name: string, type = COSIGNATURE_KEY) => verifierKeyText(keyPair(name, type).key);

it('reads lines with comments, spaces and line ends of any kind', () => {
  const [a, b] = [vkey('a.example'), vkey('b.example/w')];
  const found = read(
    `# whom we ask\r\n\r\n${a}   http://127.0.0.1:1/x/ # the first\r\n  ${b}\thttps://b.example\n`,
  );
  expect(found.map(({ key, url }) => [verifierKeyText(key), url])).toEqual([
    [a, 'http://127.0.0.1:1/x/add-checkpoint'],
    [b, 'https://b.example/add-checkpoint'],
  ]);
});

it('names the line of each fault', () => {
  const good = vkey('a.example');
  const text = [
    `${good} https://a.example`,
    good,
    `${good} https://a.example more`,
    'a+b https://a.example',
    `${vkey('c.example', NOTE_KEY)} https://c.example`,
    `${vkey('d.example')} ftp://d.example`,
    `${vkey('d.example')} https://d.example?x`,
    `${vkey('d.example')} https://me:secret@d.example`,
    `${good} https://elsewhere.example`,
    `${good.replace(/\+[0-9a-f]{8}\+/, '+00000000+')} https://a.example`,
  ].join('\n');
  const faults = (() => {
    try {
      return read(text);
    } catch (error) {
      expect(error).toBeInstanceOf(SettingsError);
      return (error as Error).message.split('\n');
    }
  })();
  const line = (number: number, why: string) =>
    expect.stringMatching(new RegExp(`^WITNESSES_FILE: line ${number} of .*witnesses\\.txt ${why}.*\\.$`));
  expect(JSON.stringify(faults)).not.toContain('secret');
  expect(faults).toEqual([
    line(2, 'is not of the form'),
    line(3, 'is not of the form'),
    line(4, 'begins with "a\\+b", which as a verifier key is not of the form'),
    line(5, 'names a key of type 01'),
    line(6, 'has another submission prefix than a URL of http or https'),
    line(7, 'has another submission prefix than .*, and without query'),
    line(8, 'has another submission prefix than a URL of http or https without user and password'),
    line(9, 'names a\\.example for the second time'),
    line(10, 'begins with .* says key id 00000000, but its name and key make another'),
  ]);
});

it('refuses a file without witnesses, and none at all', () => {
  expect(() => read('# nobody\n')).toThrow(/names no witness; accepted is one/);
  expect(() => readWitnesses(join(directory, 'nowhere'))).toThrow(
    /WITNESSES_FILE is ".*", which cannot be read \(ENOENT\)/,
  );
});
