import { EMPTY_ROOT, leafHash, nodeHash, sha256 } from '../../src/ledger/hashes.js';
import { MerkleTree } from '../../src/ledger/merkle-tree.js';
import { MemoryTiles } from './support/memory-tiles.js';

/**
 * The tree that the implementations of Certificate Transparency test themselves by: transparency-dev/merkle,
 * testonly/constants.go and reference_test.go.
 */
const INPUTS = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));

const LEAVES = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
  '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
  'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658',
  'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  '46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1',
];

const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** Of the third and fourth leaf, the fifth and sixth, the seventh and eighth, and the last four. */
const [TWO_THREE, FOUR_FIVE, SIX_SEVEN, LAST_FOUR] = [
  '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
] as const;

const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));

function treeOf(inputs: readonly Buffer[]): MerkleTree {
  const tree = new MerkleTree(new MemoryTiles());
  tree.append(inputs.map(leafHash));
  return tree;
}
const tree = treeOf(INPUTS);

it('hashes leaves and nodes as published', () => {
  expect(hex(INPUTS.map(leafHash))).toEqual(LEAVES);
  const [left, right] = LEAVES.slice(2, 4).map((hash) => Buffer.from(hash, 'hex'));
  expect(nodeHash(left!, right!).toString('hex')).toBe(TWO_THREE);
  expect(EMPTY_ROOT.toString('hex')).toBe(ROOTS[0]);
  // FIPS 180-4, "abc".
  expect(sha256(Buffer.from('abc')).toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

it('has the published roots, as a tree of that size and within a larger one', () => {
  expect(ROOTS.map((_, size) => treeOf(INPUTS.slice(0, size)).root().toString('hex'))).toEqual(ROOTS);
  expect(ROOTS.map((_, size) => tree.root(size).toString('hex'))).toEqual(ROOTS);
});

it.each([
  [0, 1, []],
  [0, 2, [LEAVES[1]]],
  [1, 2, [LEAVES[0]]],
  [2, 3, [ROOTS[2]]],
  [1, 5, [LEAVES[0], TWO_THREE, LEAVES[4]]],
  [0, 8, [LEAVES[1], TWO_THREE, LAST_FOUR]],
  [5, 8, [LEAVES[4], SIX_SEVEN, ROOTS[4]]],
])('proves leaf %i in a tree of %i as published', (leafIndex, treeSize, published) => {
  expect(hex(tree.inclusion(leafIndex, treeSize))).toEqual(published);
});

it.each([
  [1, 1, []],
  [1, 8, [LEAVES[1], TWO_THREE, LAST_FOUR]],
  [2, 5, [TWO_THREE, LEAVES[4]]],
  [6, 8, [FOUR_FIVE, SIX_SEVEN, ROOTS[4]]],
])('proves that a tree of %i begins one of %i as published', (from, to, published) => {
  expect(hex(tree.consistency(from, to))).toEqual(published);
});
