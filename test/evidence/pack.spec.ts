import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOf } from './support/ledger.js';
import { DISPLAYED, PSEUDONYM, packContent } from './support/pack-content.js';
import { filesIn, zipped } from './support/unpacked.js';

const content = packContent();
const KNOWN_AT = Date.UTC(2024, 5, 1, 22, 30);
let files: ReadonlyMap<string, Buffer>;
beforeAll(async () => void (files = filesIn(await zipped(content))));
const textOf = (name: string) => files.get(name)!.toString('utf8');

describe('an evidence pack', () => {
  it('has its files at the top, in order of their names', () => {
    expect([...files.keys()]).toEqual([
      'CHECK.md',
      'audit.json',
      'audit.pdf',
      'check.mjs',
      'checkpoint.txt',
      'disclosures.ndjson',
      'events.ndjson',
      'key.txt',
      'policies.ndjson',
      'policies/case-report-2024@2.json',
      'proofs.json',
    ]);
  });

  it('has the events in their own bytes, one a line', async () => {
    const bytes: Buffer[] = [];
    for await (const events of content.events())
      for (const event of events) bytes.push(Buffer.from(event.bytes));
    expect(textOf('events.ndjson')).toBe(bytes.map((event) => `${event.toString('utf8')}\n`).join(''));
    expect(textOf('policies.ndjson')).toBe(
      content.policyEvents.map(({ bytes }) => `${Buffer.from(bytes).toString('utf8')}\n`).join(''),
    );
    expect(textOf('key.txt')).toBe(`${content.keys[0]}\n`);
    expect(textOf('checkpoint.txt')).toBe(content.checkpoint.note);
  });

  it('proves each event, in the exact form of its format', () => {
    // RFC 8785 by hand: the order of members, no spaces, no newline at the end.
    const { origin, size, rootHash } = content.checkpoint;
    const listed = [...files]
      .filter(([name]) => name !== 'proofs.json')
      .map(([name, bytes]) => `"${name}":"${createHash('sha256').update(bytes).digest('hex')}"`);
    const proofs = (leafIndexes: readonly number[], name: string) =>
      leafIndexes
        .map((leafIndex, index) => {
          const hashes = pathOf(leafIndex, content.leaves).map((hash) => `"${hash.toString('base64')}"`);
          return `{"hashes":[${hashes.join(',')}],"leafIndex":${leafIndex},"${name}":${index + 1}}`;
        })
        .join(',');
    expect(textOf('proofs.json')).toBe(
      `{"files":{${listed.join(',')}},"format":"pump-ledger-evidence-2","leaves":[${proofs([0, 2, 3, 4, 5], 'revision')}],` +
        `"origin":"${origin}","policies":[${proofs([7, 8], 'streamRevision')}],"rootHash":"${rootHash.toString('base64')}","therapyId":"p-17","treeSize":${size}}`,
    );
  });

  it('tells each personal value, where it stands and by what it is checked', () => {
    expect(textOf('disclosures.ndjson')).toBe(
      `{"digest":"${PSEUDONYM.digest}","disclosure":"${PSEUDONYM.disclosure}","eventId":"e1","name":"patientPseudonym","pointer":"/data/patientPseudonym","revision":1,"value":"Grüße, \\"p\\" \\\\ 17]"}\n` +
        `{"digest":"${DISPLAYED.digest}","disclosure":"${DISPLAYED.disclosure}","eventId":"e3","name":"displayed","pointer":"/data/a~1b/0/displayed","revision":3,"value":{"revision":3,"value":"a, b"}}\n`,
    );
  });

  it('does not tell a value of which the event holds no digest', async () => {
    const stray = {
      ...content,
      async *events() {
        for await (const events of content.events())
          yield events.map((event) => ({ ...event, disclosures: [PSEUDONYM.disclosure] }));
      },
    };
    await expect(zipped(stray)).rejects.toThrow('of no digest in the event');
  });

  it('without personal values has no file of them, and says so', async () => {
    const without = filesIn(await zipped({ ...content, personal: false }));
    expect(without.has('disclosures.ndjson')).toBe(false);
    const page = without.get('CHECK.md')!.toString('utf8');
    expect(page).toContain('Personal values were left out.');
    expect(page).not.toContain('disclosures.ndjson');
    expect(textOf('CHECK.md')).not.toContain('left out. A digest');
  });

  it('of an erased patient has an empty file of them', async () => {
    const erased = {
      ...content,
      async *events() {
        for await (const events of content.events())
          yield events.map((event) => ({ ...event, disclosures: [] }));
      },
    };
    expect(filesIn(await zipped(erased)).get('disclosures.ndjson')).toEqual(Buffer.alloc(0));
  });

  it('is the same bytes again, and is dated by what was known', async () => {
    const zip = await zipped(content, KNOWN_AT);
    expect(Buffer.compare(zip, await zipped(content, KNOWN_AT))).toBe(0);
    expect(Buffer.compare(zip, await zipped(content, KNOWN_AT + 86_400_000))).not.toBe(0);
    // DOS time and date of the first file's header: noon is 12 << 11; 2024-06-01 is (44 << 9) | (6 << 5) | 1.
    expect(zip.readUInt16LE(10)).toBe(24_576);
    expect(zip.readUInt16LE(12)).toBe(22_721);
  });

  it('is a zip to others, too', async () => {
    if (spawnSync('unzip', ['-v']).error) return console.warn('unzip is not installed: not tried with it');
    const folder = await mkdtemp(join(tmpdir(), 'pump-ledger-zip-'));
    await writeFile(join(folder, 'pack.zip'), await zipped(content, KNOWN_AT));
    const { status, stdout } = spawnSync('unzip', ['-t', join(folder, 'pack.zip')]);
    expect([status, stdout.toString()]).toEqual([0, expect.stringContaining('No errors detected')]);
    await rm(folder, { recursive: true });
  });
});
