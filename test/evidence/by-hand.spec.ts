import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingLog } from './support/ledger.js';
import { timestampAuthority } from './support/authority.js';
import { type ByHand, type Check, OPENSSL_3, byHand } from './support/by-hand.js';
import { packContent } from './support/pack-content.js';
import { filesIn, unpackInto, zipped } from './support/unpacked.js';

if (!OPENSSL_3)
  console.warn('OpenSSL 3 is not installed: the openssl lines of the evidence pack are not run');
const withOpenssl = OPENSSL_3 ? describe : describe.skip;

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'pump-ledger-by-hand-'))));
afterEach(() => rm(folder, { recursive: true }));

/** The last of so many events alone: no line counts them before. */
const ofTree = (events: number): ByHand => ({ env: { count: String(events) }, checks: ['tree'] });

/** What the page's lines say of a pack, in which something was changed after it was made. */
async function saidOf(
  content = packContent(),
  change: (files: Map<string, Buffer>) => void = () => undefined,
  how: ByHand = {},
) {
  const files = new Map(filesIn(await zipped(content)));
  const page = files.get('CHECK.md')!.toString('utf8');
  change(files);
  await unpackInto(folder, files);
  return byHand(folder, page, how);
}

const inside = (name: string, from: string, to: string) => (files: Map<string, Buffer>) => {
  const text = files.get(name)!.toString('utf8');
  if (!text.includes(from)) throw new Error(`${name} does not hold ${from}`);
  files.set(name, Buffer.from(text.replace(from, to)));
};

withOpenssl('the openssl lines of the page', () => {
  it('say that everything holds, and each what it looked at', async () => {
    const { ok, notOk } = await saidOf();
    expect(notOk).toEqual([]);
    expect(ok).toEqual([
      ...['CHECK.md', 'audit.json', 'audit.pdf', 'check.mjs', 'checkpoint.txt', 'disclosures.ndjson'].map(
        (name) => `ok: ${name} is as listed`,
      ),
      ...['events.ndjson', 'key.txt', 'policies.ndjson', 'policies/case-report-2024@2.json'].map(
        (name) => `ok: ${name} is as listed`,
      ),
      'ok: the log signed the checkpoint',
      'ok: 5 events of events.ndjson are a chain',
      'ok: event 5 of events.ndjson is in the tree',
      'ok: 2 events of policies.ndjson are a chain',
      'ok: event 2 of policies.ndjson is in the tree',
      'ok: policies/case-report-2024@2.json is as it came into force',
      'ok: event 1: "patientPseudonym"',
      'ok: event 3: "displayed"',
    ]);
  });

  // Trees of one leaf, of powers of two, and with a last leaf at each depth.
  it.each([
    [3, 0],
    [3, 1],
    [3, 5],
    [4, 12],
    [6, 11],
    [9, 0],
  ])('find the last of %i events among %i others', async (events, others) => {
    const { ok, notOk } = await saidOf(packContent(events, others), undefined, ofTree(events));
    expect(notOk).toEqual([]);
    expect(ok).toEqual([`ok: event ${events} of events.ndjson is in the tree`]);
  });

  // In one pack together as far as no change hides another.
  it.each<[string, Check[], ((files: Map<string, Buffer>) => void)[], string[]]>([
    [
      'an event, a proof, a value, the policy and the audit were',
      ['files', 'chain', 'tree', 'policies', 'values'],
      [
        inside('events.ndjson', '"n":0', '"n":1'),
        inside('proofs.json', '"leafIndex":5', '"leafIndex":3'),
        inside('disclosures.ndjson', 'Grüße', 'Grüsse'),
        inside('policies/case-report-2024@2.json', 'false', 'true'),
        inside('audit.json', '2024-05', '2024-04'),
      ],
      [
        'audit.json is as listed',
        'disclosures.ndjson is as listed',
        'events.ndjson is as listed',
        'policies/case-report-2024@2.json is as listed',
        '5 events of events.ndjson are a chain',
        'event 5 of events.ndjson is in the tree',
        'policies/case-report-2024@2.json is as it came into force',
        'event 1: "patientPseudonym"',
      ],
    ],
    [
      'the last event, a disclosure and a policy that came into force were',
      ['chain', 'tree', 'policies', 'values'],
      [
        inside('events.ndjson', '"n":1', '"n":2'),
        inside('disclosures.ndjson', '"disclosure":"W', '"disclosure":"X'),
        inside('policies.ndjson', '"policy":"case-report-2024"', '"policy":"case-report-2025"'),
      ],
      [
        'event 5 of events.ndjson is in the tree',
        'event 2 of policies.ndjson is in the tree',
        'event 1: "patientPseudonym"',
      ],
    ],
  ])('say it where %s changed', async (_, checks, changes, names) => {
    const all = (files: Map<string, Buffer>) => changes.forEach((change) => change(files));
    const { notOk } = await saidOf(packContent(), all, { checks });
    expect(notOk).toEqual(names.map((name) => `NOT OK: ${name}`));
  });

  it('say it where the root was changed', async () => {
    const { env } = ofTree(5);
    const how: ByHand = { env, checks: ['files', 'signature', 'tree'] };
    const { notOk } = await saidOf(packContent(), inside('checkpoint.txt', '\n9\n', '\n8\n'), how);
    expect(notOk).toEqual([
      'NOT OK: checkpoint.txt is as listed',
      'NOT OK: the log signed the checkpoint',
      'NOT OK: event 5 of events.ndjson is in the tree',
    ]);
  });

  it('say it where an event was left out, put in, or swapped', async () => {
    const lines = (edit: (events: string[]) => string[]) => (files: Map<string, Buffer>) => {
      const all = files.get('events.ndjson')!.toString('utf8').trimEnd().split('\n');
      files.set(
        'events.ndjson',
        Buffer.from(
          edit(all)
            .map((line) => `${line}\n`)
            .join(''),
        ),
      );
    };
    for (const edit of [
      (all: string[]) => all.toSpliced(2, 1),
      (all: string[]) => all.toSpliced(2, 0, all[1]!),
      (all: string[]) => [all[0]!, all[2]!, all[1]!, ...all.slice(3)],
    ])
      expect((await saidOf(packContent(), lines(edit), { checks: ['chain'] })).notOk).toContainEqual(
        expect.stringContaining('events of events.ndjson are a chain'),
      );
    const { notOk } = await saidOf(
      packContent(),
      lines((all) => all.slice(0, -1)),
      { checks: ['files', 'chain', 'tree'] },
    );
    // The rest of a chain is a chain, and was in the tree: that nothing comes after it no pack can show.
    expect(notOk).toEqual(['NOT OK: events.ndjson is as listed']);
  });

  it('say it where another log signed', async () => {
    const other = signingLog('log.example/ledger');
    const { notOk } = await saidOf({ ...packContent(), keys: [other.key] }, undefined, {
      checks: ['signature'],
    });
    expect(notOk).toEqual(['NOT OK: the log signed the checkpoint']);
  });

  it('find the key by its id where the log has changed keys', async () => {
    const content = packContent();
    const newer = signingLog('log.example/ledger');
    const { notOk } = await saidOf({ ...content, keys: [newer.key, ...content.keys] }, undefined, {
      checks: ['signature'],
    });
    expect(notOk).toEqual([]);
  });

  it('say when an authority saw the checkpoint, by a certificate that was got elsewhere', async () => {
    const content = packContent();
    const [ours, theirs] = ['ours', 'theirs'].map((name) => join(folder, name));
    for (const place of [ours!, theirs!]) await mkdir(place);
    const timestamp = timestampAuthority(ours!);
    timestampAuthority(theirs!);
    const textOf = (note: string) => note.slice(0, note.indexOf('\n\n') + 1);
    const stamped = (note: string) => ({
      ...content,
      checkpoint: { ...content.checkpoint, timestamp: timestamp(textOf(note)) },
    });
    const said = async (pack: typeof content, by: string, checks: readonly Check[] = []) =>
      saidOf(pack, undefined, {
        env: { authority: join(by, 'ca.pem') },
        checks: [...checks, 'signature', 'timestamp'],
      });
    const { note } = content.checkpoint;
    const { ok, notOk } = await said(stamped(note), ours!, ['files']);
    expect(notOk).toEqual([]);
    expect(ok).toContain('ok: the authority saw the checkpoint');
    expect(ok).toContain('ok: checkpoint.tsr is as listed');
    for (const [pack, by] of [
      [stamped(note), theirs!],
      [stamped(`x${note}`), ours!],
    ] as const)
      expect((await said(pack, by)).notOk).toEqual(['NOT OK: the authority saw the checkpoint']);
  });
});
