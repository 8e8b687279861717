import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import {
  canonicalJson,
  canonicalMembers,
  leafHash,
  readCheckpoint,
  readDisclosure,
  rootByInclusion,
  signedBy,
  verifierKey,
} from '../../src/verifier/check.js';
import {
  BLOCK,
  type Mark,
  PartialTree,
  QuickTree,
  nodeOf,
  rootsAt,
} from '../../src/verifier/log/quick-tree.js';
import { logSigner, note, textOf, witness } from './support/signer.js';
import { leafOf, mth, path } from './support/tree.js';

const leavesOf = (count: number) => Array.from({ length: count }, (_, n) => leafOf(Buffer.from(`leaf ${n}`)));

describe('the tree of RFC 6962', () => {
  // The leaves and roots that the reference implementation is tested with.
  const LEAVES = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const ROOTS = {
    0: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  };

  it('has the known roots', () => {
    const tree = new QuickTree();
    const roots: Record<number, string> = { 0: tree.root().toString('hex') };
    for (const leaf of LEAVES) {
      tree.add(nodeOf(leafHash(Buffer.from(leaf, 'hex'))));
      roots[tree.size] = tree.root().toString('hex');
    }
    expect(roots).toMatchObject(ROOTS);
  });

  it('grows as the definition says', () => {
    const leaves = leavesOf(70);
    const tree = new QuickTree();
    for (const leaf of leaves) {
      tree.add(nodeOf(leaf));
      expect(tree.root()).toEqual(mth(leaves.slice(0, tree.size)));
    }
  });

  it('is the same from parts that were counted apart', () => {
    const leaves = leavesOf(3 * BLOCK + 5);
    const sizes = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 7, leaves.length];
    const expected = sizes.map((size) => mth(leaves.slice(0, size)).toString('base64'));
    for (const split of [BLOCK, 2 * BLOCK, 3 * BLOCK]) {
      const marks: Mark[] = [];
      const blocks: string[] = [];
      for (const [from, to] of [
        [0, split],
        [split, leaves.length],
      ] as const) {
        const part = new PartialTree();
        const mark = () => {
          const size = from + part.size;
          if (sizes.includes(size) && (size > from || from === 0))
            marks.push({ ...part.mark(), blocks: blocks.length + part.mark().blocks });
        };
        mark();
        for (const leaf of leaves.slice(from, to)) {
          part.add(nodeOf(leaf));
          mark();
        }
        blocks.push(...part.blocks);
      }
      expect(rootsAt(blocks, marks)).toEqual(expected);
    }
  });

  it('takes every inclusion proof and no other', () => {
    for (let size = 1; size <= 20; size++) {
      const leaves = leavesOf(size);
      const root = mth(leaves);
      for (let index = 0; index < size; index++) {
        const hashes = path(index, leaves);
        expect(rootByInclusion(leaves[index]!, index, size, hashes)).toEqual(root);
        const wrong = [
          rootByInclusion(leaves[index]!, index, size, [...hashes, root]),
          hashes.length > 0 ? rootByInclusion(leaves[index]!, index, size, hashes.slice(1)) : undefined,
          rootByInclusion(leaves[index]!, size, size, hashes),
          rootByInclusion(leafOf(Buffer.of(9)), index, size, hashes),
          ...hashes.map((_, at) =>
            rootByInclusion(leaves[index]!, index, size, hashes.with(at, leafOf(Buffer.of(8)))),
          ),
          ...leaves.flatMap((_, other) =>
            other === index ? [] : [rootByInclusion(leaves[index]!, other, size, hashes)],
          ),
        ];
        for (const computed of wrong) expect(computed?.equals(root) ?? false).toBe(false);
      }
    }
  });
});

/** Any character; those of fast-check itself take seconds to make. */
const character = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((point) => String.fromCodePoint(point));

describe('RFC 8785', () => {
  it('is what another implementation writes', () =>
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: character }), (value) =>
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(
          canonicalize(JSON.parse(JSON.stringify(value))),
        ),
      ),
    ));

  it.each([
    '{"a":1} ',
    '{"b":1,"a":1}',
    '{"a":1,"a":1}',
    '{"a":1.0}',
    '{"a":-0}',
    '{"a":"\\u0041"}',
    '{"a":"\\ud800"}',
    '\ufeff{}',
    '[]',
    '{"a":1e2}',
    '{"a":"\\/"}',
    '',
  ])('is not %j', (text) => expect(canonicalMembers(Buffer.from(text))).toBeUndefined());

  it('is not what is no UTF-8', () => {
    expect(canonicalMembers(Buffer.from('{"a":"\u00fc"}'))).toEqual({ a: 'ü' });
    expect(canonicalMembers(Buffer.from('{"a":"\u00fc"}', 'latin1'))).toBeUndefined();
  });
});

describe('signed checkpoints', () => {
  const signer = logSigner('example.org/log');
  const text = textOf('example.org/log', 3, mth(leavesOf(3)));
  const good = note(text, signer);
  const read = (of: string) => readCheckpoint(Buffer.from(of));

  it('reads the key of a public log', () => {
    // The Go checksum database’s, as its clients have it built in.
    const vkey = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    expect(verifierKey(vkey)).toMatchObject({ name: 'sum.golang.org', id: '033de0ae', isWitness: false });
    expect(verifierKey(vkey.replace('033de0ae', '033de0af'))).toBeUndefined();
    expect(verifierKey(`${vkey}=`)).toBeUndefined();
  });

  it('knows who signed', () => {
    const seen = witness('w.example', 5);
    const both = read(note(text, signer, seen))!;
    expect(signedBy(both, verifierKey(signer.vkey)!)).toEqual({ outcome: 'valid' });
    expect(signedBy(both, verifierKey(seen.vkey)!)).toEqual({ outcome: 'valid', at: new Date(5_000) });
    expect(signedBy(both, verifierKey(logSigner('example.org/log').vkey)!).outcome).toBe('absent');
    const other = read(good.replace('\n3\n', '\n4\n'))!;
    expect(signedBy(other, verifierKey(signer.vkey)!).outcome).toBe('invalid');
  });

  it.each([
    ['no blank line', good.replace('\n\n', '\n')],
    ['no newline at the end', good.slice(0, -1)],
    ['no signature', `${text}\n`],
    ['a size with a zero before it', good.replace('\n3\n', '\n03\n')],
    ['a root that is none', good.replace(/\n3\n./, '\n3\n')],
    ['a carriage return', good.replace('\n3\n', '\r\n3\n')],
    ['a hyphen for a dash', good.replace('—', '-')],
    ['base64 with bits to spare', good.replace(/.=\n\n/, 'B=\n\n')],
    ['an empty line in it', good.replace('\n3\n', '\n\n3\n')],
  ])('has none with %s', (_, spoilt) => {
    expect(read(good)).toBeDefined();
    expect(read(spoilt)).toBeUndefined();
  });
});

it('reads a disclosure in its one form only', () => {
  const of = (text: string) => readDisclosure(Buffer.from(text).toString('base64url'));
  const salt = 'abcdefghijklmnopqrstuv';
  expect(of(`["${salt}","reason","tone"]`)).toEqual({ name: 'reason', value: 'tone' });
  for (const text of [
    `["${salt}","reason"]`,
    `["short","reason","tone"]`,
    `["${salt}", "reason","tone"]`,
    `["${salt}",1,"tone"]`,
  ])
    expect(of(text)).toBeUndefined();
  expect(
    readDisclosure(`${Buffer.from(`["${salt}","reason","tone"]`).toString('base64url')}=`),
  ).toBeUndefined();
});
