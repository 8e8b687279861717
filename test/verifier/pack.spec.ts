import { createHash } from 'node:crypto';
import { type Zippable, zipSync } from 'fflate';
import { canonicalBytes } from '../../src/ledger/canonical.js';
import { type Files, type Trust, checkPack } from '../../src/verifier/check.js';
import { unpacked } from '../../src/verifier/pack/unpack.js';
import { log, other, pack, repacked, seen, signer } from './support/made-pack.js';
import { type PackFiles, packOf, withProofs } from './support/pack.js';
import { ORIGIN } from './support/real-log.js';
import { note, textOf } from './support/signer.js';
import { FULL } from '../support/full.js';

const sha256Hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const size = log.rows.length;
const NONE = { keys: [], witnesses: [] };

const codes = (files: Files, trust: Trust = NONE) => checkPack(files, trust).problems.map(({ code }) => code);

/** Besides, the audit is computed and printed anew: that takes most of a second. */
const verifyPack = async (files: Files, trust: Trust = NONE) => (await loadedOnce()).verifyPack(files, trust);

describe('a pack as it was made', () => {
  it('holds, and says what was checked', async () => {
    const { problems, said, limits, warnings } = await verifyPack(pack, {
      keys: [signer.vkey],
      witnesses: [seen.vkey],
    });
    expect([problems, warnings]).toEqual([[], []]);
    const text = said.join('\n');
    expect(text).toContain('Files: 10 of 10');
    expect(text).toMatch(/Events: 10 of the therapy t-1, revisions 1 to 10/);
    expect(text).toContain('the one that you gave signed it');
    expect(text).toContain('cosigned this checkpoint at 2023-11-14T22:13:20.000Z');
    // Two at registration, a serial number, a reason or note in six, two of the correction.
    expect(text).toMatch(/Personal values: \d+ disclosed.*; 0 withheld or erased/);
    expect(text).toContain('recomputed from the events');
    expect(text).toMatch(/made by release 0\.\d+\.\d+, and is checked by release 0/);
    expect(limits.join('\n')).toContain('cannot show that no event of the therapy follows');
  });

  it('holds without personal values', async () => {
    const without = new Map(pack);
    without.delete('disclosures.ndjson');
    const { problems, said } = await verifyPack(withProofs(without));
    expect([problems, said.join()]).toEqual([
      [],
      expect.stringContaining('Personal values: none are in the pack'),
    ]);
    expect(codes(repacked('disclosures.ndjson', () => ''))).toEqual([]);
  });

  it('names what else lies in the folder, and says that its own key proves nothing', async () => {
    const { problems, warnings, limits } = await verifyPack(new Map([...pack, ['.DS_Store', Buffer.of(1)]]));
    expect([problems, warnings]).toEqual([
      [],
      ['.DS_Store is no part of the pack; nothing was checked of it.'],
    ]);
    expect(limits[0]).toContain('key.txt came with the pack and proves nothing by itself');
  });
});

it('finds any single changed byte of any file', () => {
  let state = 11;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const times = FULL ? 500 : 10;
  for (const [name, bytes] of pack)
    for (let time = 0; time < times; time++) {
      const spoilt = Buffer.from(bytes);
      const at = random(spoilt.length);
      spoilt[at] = (bytes[at]! + 1 + random(255)) % 256;
      const { problems } = checkPack(new Map([...pack, [name, spoilt]]), NONE);
      expect([name, at, problems.length > 0]).toEqual([name, at, true]);
    }
}, 600_000);

it('finds each missing file, also by whoever lists the rest anew', () => {
  for (const name of pack.keys()) {
    const without = new Map(pack);
    without.delete(name);
    expect([name, codes(without)]).toEqual([name, expect.arrayContaining(['FILE_MISSING'])]);
    if (name !== 'proofs.json' && name !== 'disclosures.ndjson')
      expect([name, codes(withProofs(without))]).toEqual([name, expect.arrayContaining(['FILE_MISSING'])]);
  }
});

describe('whoever lists the files anew is found by', () => {
  const events = Buffer.from(pack.get('events.ndjson')!).toString();
  const disclosed = Buffer.from(pack.get('disclosures.ndjson')!).toString().split('\n');
  const last = events.trimEnd().split('\n').at(-1)!;
  const proofs = JSON.parse(Buffer.from(pack.get('proofs.json')!).toString()) as {
    leaves: { hashes: string[]; leafIndex: number }[];
  };
  const withLeaves = (leaves: object[]) => withProofs(pack, { ...proofs, leaves });

  it.each([
    [
      'an event changed',
      repacked('events.ndjson', (text) => text.replace('"dailyDoseMcg":104', '"dailyDoseMcg":904')),
      'INCLUSION_UNPROVEN',
    ],
    [
      'the last event left out',
      withProofs(
        new Map([
          ...withLeaves(proofs.leaves.slice(0, -1)),
          ['events.ndjson', Buffer.from(events.replace(`${last}\n`, ''))],
          [
            'disclosures.ndjson',
            Buffer.from(disclosed.filter((line) => !line.includes('"revision":10')).join('\n')),
          ],
        ]),
      ),
      undefined,
    ],
    [
      'an event of the middle left out',
      withProofs(
        new Map([
          ...withLeaves(
            proofs.leaves.slice(0, 9).map((leaf, index) => ({
              ...proofs.leaves[index < 4 ? index : index + 1],
              revision: index + 1,
            })),
          ),
          [
            'events.ndjson',
            Buffer.from(
              events
                .split('\n')
                .filter((_, index) => index !== 4)
                .join('\n'),
            ),
          ],
        ]),
      ),
      'PREVIOUS_HASH_MISMATCH',
    ],
    ['an event twice', repacked('events.ndjson', (text) => `${text}${last}\n`), 'REVISION_MISMATCH'],
    [
      'the proof of another leaf',
      withLeaves(
        proofs.leaves.map((leaf, index) => (index === 2 ? { ...leaf, leafIndex: leaf.leafIndex + 1 } : leaf)),
      ),
      'INCLUSION_UNPROVEN',
    ],
    [
      'another root',
      withProofs(pack, { ...proofs, rootHash: Buffer.alloc(32).toString('base64') }),
      'CHECKPOINT_MISMATCH',
    ],
    ['another key', repacked('key.txt', () => `${other.vkey}\n`), 'SIGNATURE_INVALID'],
    ['no key', repacked('key.txt', () => ''), 'KEY_UNUSABLE'],
    [
      'another size signed',
      repacked('checkpoint.txt', (text) => text.replace(`\n${size}\n`, `\n${size + 1}\n`)),
      'SIGNATURE_INVALID',
    ],
    [
      'a disclosure’s value changed',
      repacked('disclosures.ndjson', (text) => text.replace('"value":"p-1"', '"value":"p-2"')),
      'DISCLOSURE_MISMATCH',
    ],
    [
      'a disclosure moved',
      repacked('disclosures.ndjson', (text) =>
        text.replace('"pointer":"/data/indication"', '"pointer":"/data/aetiology"'),
      ),
      'DISCLOSURE_MISMATCH',
    ],
    [
      'a disclosure twice',
      repacked('disclosures.ndjson', (text) => `${text}${text.trimEnd().split('\n').at(-1)}\n`),
      'DISCLOSURE_UNREADABLE',
    ],
    [
      'a timestamp of another text',
      withProofs(new Map([...pack, ['checkpoint.tsr', Buffer.alloc(90)]])),
      'TIMESTAMP_MISMATCH',
    ],
    [
      'another policy',
      repacked(`policies/case-report-2024@2.json`, (text) => text.replace('"value":300', '"value":900')),
      'POLICY_MISMATCH',
    ],
    [
      'an audit changed',
      repacked('audit.json', (text) => text.replace('"severity":"', '"severity":"in')),
      'AUDIT_HASH_MISMATCH',
    ],
    [
      'a signature that nobody recorded',
      repacked('audit.json', (text) => text.replace('"signatures":[]', '"signatures":[{"eventId":"e-1"}]')),
      'SIGNATURE_NOT_RECORDED',
    ],
  ] as const)('%s', async (_, files, code) => {
    if (code !== undefined) return expect(codes(files)).toContain(code);
    // A pack cannot show that no later event exists: only that what it holds is in the tree.
    const { problems } = await verifyPack(files);
    expect(problems.map((problem) => problem.code)).toEqual(['FACTS_HASH_MISMATCH', 'AUDIT_MISMATCH']);
  });

  it('an audit written anew with its hash: only who recomputes it sees that', async () => {
    const forged = await packOf(log, 't-1', {
      signers: [signer],
      forge(audit) {
        (audit['findings'] as unknown[]).length = 0;
        const { auditHash: _, signatures: _s, reviews: _r, ...hashed } = audit;
        audit['auditHash'] = sha256Hex(canonicalBytes(hashed));
      },
    });
    expect(checkPack(forged, NONE).problems).toEqual([]);
    const { problems } = await verifyPack(forged);
    expect(problems.map(({ code }) => code)).toEqual(['AUDIT_MISMATCH']);
    expect(problems[0]!.detail).toContain('findings');
  });

  it('all signed anew with another key: only a key got elsewhere tells', async () => {
    const forged = await packOf(log, 't-1', { signers: [other] });
    expect((await verifyPack(forged)).problems).toEqual([]);
    expect(codes(forged, { keys: [signer.vkey], witnesses: [] })).toEqual(['KEY_MISMATCH']);
    expect(codes(forged, { keys: [], witnesses: [seen.vkey] })).toEqual(['WITNESS_MISMATCH']);
    expect(codes(pack, { keys: ['nonsense'], witnesses: [] })).toContain('KEY_UNUSABLE');
  });
});

it('tells a cosignature that is not over this checkpoint', () => {
  const root = log.root();
  const text = textOf(ORIGIN, log.rows.length, root);
  const spoilt = note(text, signer) + seen.line(text.replace('\n', 'x\n'));
  const files = withProofs(new Map([...pack, ['checkpoint.txt', Buffer.from(spoilt)]]));
  expect(codes(files, { keys: [], witnesses: [seen.vkey] })).toEqual(['WITNESS_MISMATCH']);
  expect(codes(files)).toEqual([]);
});

describe('zipped', () => {
  const zipped = (files: PackFiles) => zipSync(Object.fromEntries(files) as Zippable);

  it('is the same', () => {
    const files = unpacked(zipped(pack));
    expect(codes(files)).toEqual([]);
    for (const [name, bytes] of pack)
      expect([name, Buffer.compare(files.get(name)!, bytes)]).toEqual([name, 0]);
  });

  it('is not unpacked where it is none, has a name twice, or is a bomb', () => {
    expect(() => unpacked(Buffer.from('PK nonsense'))).toThrow('no zip');
    const twice = Buffer.from(
      zipped(
        new Map([
          ['a.txt', Buffer.of(1)],
          ['b.txt', Buffer.of(2)],
        ]),
      ),
    );
    for (let at = twice.indexOf('b.txt'); at >= 0; at = twice.indexOf('b.txt')) twice.write('a.txt', at);
    expect(() => unpacked(twice)).toThrow('twice');
    const many = new Map(Array.from({ length: 1_001 }, (_, n) => [`${n}`, Buffer.alloc(0)]));
    expect(() => unpacked(zipped(many))).toThrow('more than');
    const bomb = Buffer.from(zipped(new Map([['a.txt', Buffer.alloc(100_000)]])));
    // The central directory says how much will come out.
    bomb.writeUInt32LE(0x7fffffff, bomb.lastIndexOf('PK\u0001\u0002') + 24);
    expect(() => unpacked(bomb)).toThrow('more than');
  });
});

describe('what follows from the release and the rest of the pack, exchanged by who lists the files anew,', () => {
  it('is found', async () => {
    const files = new Map(pack);
    for (const [name, where] of [
      ['audit.pdf', (bytes: Buffer) => bytes.length - 40],
      ['CHECK.md', (bytes: Buffer) => bytes.indexOf('It cannot show')],
      ['check.mjs', (bytes: Buffer) => bytes.indexOf('problem(')],
    ] as const) {
      const bytes = Buffer.from(pack.get(name)!);
      bytes[where(bytes)]! ^= 1;
      files.set(name, bytes);
    }
    const { problems } = await verifyPack(withProofs(files));
    expect(problems.map(({ code, detail }) => [code, detail])).toEqual(
      ['audit.pdf', 'CHECK.md', 'check.mjs'].map((name) => ['MADE_OTHERWISE', expect.stringContaining(name)]),
    );
  });

  it('is said not to be judged where another release made it', async () => {
    const old = repacked('check.mjs', (text) => text.replace(/^.*\n/, '// pump-ledger 0.0.1, check.mjs\n'));
    const { problems, warnings, said } = await verifyPack(old);
    expect(problems).toEqual([]);
    expect(warnings.join()).toContain('audit.pdf, CHECK.md and check.mjs were not judged');
    expect(said.join()).not.toContain('made anew');
  });

  it('is said not to be judged where the audit does not follow', async () => {
    const other = repacked('audit.json', (text) => text.replace('"severity":"', '"severity":"in'));
    const { warnings } = await verifyPack(other);
    expect(warnings.join()).toContain('audit.pdf and CHECK.md were not judged');
  });
});
