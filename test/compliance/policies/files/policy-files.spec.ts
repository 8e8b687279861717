import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedPolicies } from '../../../../src/compliance/policies/index.js';
import { SettingsError } from '../../../../src/config/setting.js';
import { PolicyFiles, checkedPolicyFile } from '../../../../src/compliance/policies/files/policy-files.js';
import { exampleText, ourHospital } from './our-hospital.js';

const NOW = Date.parse('2026-01-02T10:00:00Z');
let dataDir: string;
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'pump-ledger-policies-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const shipped = shippedPolicies.map(({ policy }) => `${policy.id}@${policy.version}`);
const strict = shippedPolicies.find(({ policy }) => policy.id === 'strict')!;

const given = (name: string) => join(dataDir, 'policies', name);
const kept = (name: string) => join(dataDir, 'known-policies', name);

function put(name: string, content: string | Uint8Array | object): string {
  mkdirSync(join(dataDir, 'policies'), { recursive: true });
  const bytes =
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
  writeFileSync(given(name), bytes);
  return given(name);
}

function load(): PolicyFiles {
  const files = PolicyFiles.read(dataDir, NOW);
  files.keep();
  return files;
}

const known = (files: PolicyFiles) =>
  files.book.versions.map(({ policy, origin }) => `${origin} ${policy.id}@${policy.version}`);

function refusal(run: () => unknown = () => PolicyFiles.read(dataDir, NOW)): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split('\n');
    throw error;
  }
  throw new Error('was accepted');
}

describe('what is read', () => {
  it('the shipped policies alone where there is no folder', () => {
    const files = load();
    expect(known(files)).toEqual(shipped.map((name) => `shipped ${name}`));
    expect(readdirSync(join(dataDir, 'known-policies')).sort()).toEqual(
      shipped.map((name) => `${name}.json`).sort(),
    );
    for (const { policy, sha256: hash } of shippedPolicies)
      expect(sha256(readFileSync(kept(`${policy.id}@${policy.version}.json`)))).toBe(hash);
  });

  it('a hospital’s own, with the hash of the file’s bytes, which are kept as they are', () => {
    put('whatever it is called.json', exampleText);
    const files = load();
    expect(known(files)).toEqual([...shipped.map((name) => `shipped ${name}`), 'hospital our-hospital@1']);
    expect(files.book.find('our-hospital@1', 0)!.sha256).toBe(sha256(exampleText));
    for (const { policy, sha256: hash } of files.book.versions)
      expect(sha256(files.bytesOf(`${policy.id}@${policy.version}`)!)).toBe(hash);
    expect(files.bytesOf('our-hospital@2')).toBeUndefined();
    expect(readFileSync(kept('our-hospital@1.json'), 'utf8')).toBe(exampleText);
    expect(readdirSync(join(dataDir, 'known-policies')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('nothing is written by reading', () => {
    put('a.json', exampleText);
    PolicyFiles.read(dataDir, NOW);
    expect(readdirSync(dataDir)).toEqual(['policies']);
  });

  it('hidden files are ignored, links followed, and a byte order mark is taken', () => {
    put('.swp', 'x');
    const elsewhere = join(dataDir, 'elsewhere');
    writeFileSync(elsewhere, `\uFEFF${exampleText}`);
    symlinkSync(elsewhere, given('link.json'));
    expect(load().book.find('our-hospital@1', 0)!.sha256).toBe(sha256(`\uFEFF${exampleText}`));
  });

  it('a second version beside the first', () => {
    put('1.json', exampleText);
    put('2.json', ourHospital({ '/version': '2', '/inForceFrom': '2027-01-01' }));
    const { book } = load();
    const inForce = (at: string) => book.find('our-hospital', Date.parse(at))?.policy.version;
    expect(['2026-01-01T23:59:59Z', '2026-01-02T00:00:00Z', '2027-01-01T00:00:00Z'].map(inForce)).toEqual([
      undefined,
      '1',
      '2',
    ]);
  });
});

describe('what was loaded once', () => {
  it('stays known when its file is removed, and is said to be', () => {
    const file = put('a.json', exampleText);
    expect(load().removed).toEqual([]);
    rmSync(file);
    const files = load();
    expect(files.removed.map(({ policy }) => policy.id)).toEqual(['our-hospital']);
    expect(files.book.find('our-hospital', Date.parse('2027-01-01'))).toMatchObject({
      origin: 'hospital',
      sha256: sha256(exampleText),
    });
  });

  it('may come back under another name', () => {
    rmSync((put('a.json', exampleText), load(), given('a.json')));
    put('b.json', exampleText);
    expect(load().removed).toEqual([]);
  });

  it.each([
    ['another figure', exampleText.replace('"value": 200', '"value": 250')],
    ['another space', `${exampleText} `],
  ])('is refused with %s, by both hashes', (_, changed) => {
    const file = put('a.json', exampleText);
    load();
    put('a.json', changed);
    const [line, ...more] = refusal();
    expect(more).toEqual([]);
    for (const part of [file, 'our-hospital@1', sha256(exampleText), sha256(changed), 'another version'])
      expect(line).toContain(part);
  });

  it('has a date that no other version may take', () => {
    rmSync((put('a.json', ourHospital({ '/inForceFrom': '2026-02-01' })), load(), given('a.json')));
    const file = put('b.json', ourHospital({ '/version': '2', '/inForceFrom': '2026-02-01T00:00:00Z' }));
    expect(refusal()).toEqual([
      `${file} at /inForceFrom: is in force from the same instant as our-hospital@1 (${kept('our-hospital@1.json')}); accepted is another inForceFrom for each version of our-hospital.`,
    ]);
  });

  it('a shipped one with other figures than this release has is refused', () => {
    load();
    writeFileSync(kept('strict@2.json'), JSON.stringify({ ...strict.policy, title: 'of another release' }));
    expect(refusal()).toEqual([
      expect.stringContaining(`strict@2 with the SHA-256 ${strict.sha256}, but strict@2`),
    ]);
  });

  it('is not taken under another name than its own', () => {
    load();
    writeFileSync(kept('ours@1.json'), exampleText);
    expect(refusal()).toEqual([
      `${kept('ours@1.json')}: holds our-hospital@1; accepted is the name our-hospital@1.json.`,
    ]);
  });

  it('a write that was cut off is done again', () => {
    load();
    rmSync(kept('strict@2.json'));
    writeFileSync(kept('.strict@2.json.unfinished'), '{"id":');
    load();
    expect(sha256(readFileSync(kept('strict@2.json')))).toBe(strict.sha256);
  });

  it('a folder that cannot be written is named', () => {
    const files = PolicyFiles.read(dataDir, NOW);
    writeFileSync(join(dataDir, 'known-policies'), '');
    expect(refusal(() => files.keep())).toEqual([
      expect.stringMatching(/known-policies" cannot keep .*EEXIST/),
    ]);
  });
});

describe('what is refused', () => {
  it.each<[string, string | Uint8Array | object, RegExp]>([
    [
      'a.json',
      ourHospital({ '/tip/overlapHours/value': -6 }),
      / at \/tip\/overlapHours\/value: -6 must be a number of hours above 0 and at most 8760\.$/,
    ],
    ['a.json', ourHospital({ '/titel': 'x' }), / at \/titel: is not a known property; known are id, /],
    ['a.json', ourHospital({ '/inForceFrom': 'soon' }), / at \/inForceFrom: "soon" must be an RFC 3339/],
    ['a.json', '[]', / at its top: must be an object\.$/],
    ['a.json', '', / at line 1, column 1: is not JSON here; expected is a value\.$/],
    [
      'a.json',
      '{\n  "id": "a",\n  "id" "b"\n}',
      / at line 3, column 8: is not JSON here; expected is ":"\.$/,
    ],
    [
      'a.json',
      exampleText.replace('"version"', '"id": "x",\n"version"'),
      / at line 3, column 3: "id" stands twice/,
    ],
    ['a.json', new Uint8Array([0x7b, 0xff, 0x7d]), /: is not UTF-8 throughout/],
    ['a.json', exampleText + ' '.repeat(1024 * 1024), /: has \d+ bytes; accepted are at most 1048576\.$/],
    ['a.JSON', exampleText, /: is not a policy’s name; accepted are names that end in \.json/],
    ['readme.txt', 'x', /: is not a policy’s name/],
  ])('%s: case %#', (name, content, message) => {
    const file = put(name, content);
    const [line, ...more] = refusal();
    expect(more).toEqual([]);
    expect(line!.startsWith(file)).toBe(true);
    expect(line!.slice(file.length)).toMatch(message);
  });

  it('two files of one version', () => {
    const [one, two] = [put('a.json', exampleText), put('b.json', exampleText)];
    expect(refusal()).toEqual([
      `${two}: holds our-hospital@1, as does ${one}; accepted is one file a version.`,
    ]);
  });

  it('two versions without a date that are read on one day', () => {
    const one = put('a.json', ourHospital());
    const file = put('b.json', ourHospital({ '/version': '2' }));
    expect(refusal()).toEqual([
      `${file}: is in force from the same instant as our-hospital@1 (${one}); accepted is another inForceFrom for each version of our-hospital.`,
    ]);
  });

  it.each([
    [
      'another version',
      () => ({ ...ourHospital({ '/version': '9', '/inForceFrom': '2027' }), id: 'strict' }),
    ],
    ['a version that is shipped', () => ({ ...ourHospital(), id: 'case-report-2024', version: '2' })],
    ['the very bytes of a shipped one', () => (load(), readFileSync(kept('strict@2.json')))],
  ])('the id of a shipped policy for %s', (_, content) => {
    const file = put('a.json', content());
    const [line, ...more] = refusal();
    expect(more).toEqual([]);
    expect(line).toMatch(
      /^.* at \/id: "(strict|case-report-2024)" is the id of a policy that is shipped with this service, and reserved for its versions; accepted is an id of your own, such as our-\1\.$/,
    );
    expect(line!.startsWith(file)).toBe(true);
    expect(refusal(() => checkedPolicyFile(file, dataDir, NOW))).toEqual([line]);
  });

  it('what was put among the kept ones under the id of a shipped policy', () => {
    load();
    writeFileSync(kept('strict@3.json'), JSON.stringify({ ...ourHospital(), id: 'strict', version: '3' }));
    expect(refusal()).toEqual([expect.stringMatching(/strict@3\.json at \/id: "strict" is the id/)]);
  });

  it('directories, links to nowhere, and a folder that is a file', () => {
    mkdirSync(given('d.json'), { recursive: true });
    symlinkSync(join(dataDir, 'nowhere'), given('l.json'));
    expect(refusal()).toEqual([
      expect.stringMatching(/d\.json: is not a file/),
      expect.stringMatching(/l\.json: cannot be read \(ENOENT\)/),
    ]);
    rmSync(join(dataDir, 'policies'), { recursive: true });
    writeFileSync(join(dataDir, 'policies'), '');
    expect(refusal()).toEqual([expect.stringMatching(/policies: cannot be read \(ENOTDIR\)/)]);
  });

  it('a long pointer is shown whole, an endless one is cut', () => {
    const group = 'g'.repeat(64);
    const place = `/drugs/baclofen/increases/${group}/aetiologies`;
    put('a.json', ourHospital({ [`/drugs/baclofen/increases/${group}`]: {}, [`/${'x'.repeat(5000)}`]: 1 }));
    const lines = refusal();
    expect(lines[0]).toContain(` at ${place}: is required`);
    expect(lines.at(-1)!.length).toBeLessThan(1500);
  });

  it('every fault of every file, the first 20 of them in a line each', () => {
    put('a.json', ourHospital({ '/id': 'line\nbreak' }));
    put('b.json', Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`x\n${index}`, index])));
    const lines = refusal();
    expect(lines).toHaveLength(21);
    expect(lines[0]).toMatch(/a\.json at \/id: "line\\nbreak" must be an id/);
    expect(lines[20]).toMatch(/^… and \d+ more such faults\.$/);
  });
});

describe('a file that is checked before it is put there', () => {
  it('is judged beside what is known, and kept nowhere', () => {
    const file = join(dataDir, 'draft');
    writeFileSync(file, exampleText);
    expect(checkedPolicyFile(file, dataDir, NOW)).toMatchObject({ sha256: sha256(exampleText) });
    expect(readdirSync(dataDir)).toEqual(['draft']);
    put('a.json', exampleText);
    load();
    writeFileSync(file, `${exampleText}\n`);
    expect(refusal(() => checkedPolicyFile(file, dataDir, NOW))).toEqual([
      expect.stringContaining('our-hospital@1 is known with'),
    ]);
    expect(refusal(() => checkedPolicyFile(join(dataDir, 'none'), dataDir, NOW))).toEqual([
      expect.stringContaining('none: cannot be read (ENOENT)'),
    ]);
  });
});
