import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FULL } from '../support/full.js';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { verifyTiles } from '../../src/verifier/tiles/verify-tiles.js';
import { entriesIn, pathOf } from '../../src/verifier/tiles/layout.js';
import { ORIGIN, RealLog, checkpointNote, newDirectory, removeDirectories } from './support/real-log.js';
import { logSigner } from './support/signer.js';
import { leafOf, mth } from './support/tree.js';

afterAll(removeDirectories);

const log = RealLog.of(30, 19);
for (const version of shippedPolicies) log.adopt(version);
const SIZE = log.rows.length;
const signer = logSigner(ORIGIN);

/** By the definition of the layout: MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l]). */
function tilesOf(size: number): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([['checkpoint', Buffer.from(checkpointNote(log, size, signer))]]);
  const leaves = log.rows.slice(0, size).map(({ bytes }) => leafOf(bytes));
  const suffix = (width: number) => (width === 256 ? '' : `.p/${width}`);
  for (let from = 0; from < size; from += 256) {
    const entries = log.rows.slice(from, Math.min(size, from + 256));
    const parts = entries.flatMap(({ bytes }) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      return [length, bytes];
    });
    const name = String(from / 256).padStart(3, '0');
    files.set(`tile/entries/${name}${suffix(entries.length)}`, Buffer.concat(parts));
    files.set(`tile/0/${name}${suffix(entries.length)}`, Buffer.concat(leaves.slice(from, from + 256)));
  }
  const full = Math.floor(size / 256);
  if (full > 0)
    files.set(
      `tile/1/000.p/${full}`,
      Buffer.concat(Array.from({ length: full }, (_, n) => mth(leaves.slice(n * 256, (n + 1) * 256)))),
    );
  return files;
}

function directoryOf(files: ReadonlyMap<string, Uint8Array>): string {
  const directory = newDirectory();
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), bytes);
  }
  return directory;
}

const verify = (directory: string, more: { keys?: string[]; foreign?: string[] } = {}) =>
  verifyTiles({
    directory,
    keys: more.keys ?? [signer.vkey],
    checkpoints: (more.foreign ?? []).map((text) => ({
      note: Buffer.from(text),
      from: 'elsewhere',
      isForeign: true,
    })),
  });

const files = tilesOf(SIZE);

it('names files as the layout does', () => {
  expect(pathOf(0, 1_234_067, 256)).toBe('tile/0/x001/x234/067');
  expect(pathOf('entries', 5, 12)).toBe('tile/entries/005.p/12');
  expect(entriesIn(Buffer.of(0, 1, 65, 0, 0))).toEqual([Buffer.from('A'), Buffer.alloc(0)]);
  expect(entriesIn(Buffer.of(0, 2, 65))).toBeUndefined();
  expect(entriesIn(Buffer.of(0))).toBeUndefined();
});

it.each([1, 255, 256, 257, 512, SIZE])('a tree of %d events holds', (size) => {
  const of = tilesOf(size);
  const found = verify(directoryOf(of));
  expect(found).toMatchObject({
    treeSize: size,
    rootHash: log.root(size).toString('base64'),
    tiles: of.size - 1,
    problems: [],
    warnings: [],
  });
});

it('holds also where partial tiles gave way to whole ones, or are kept beside them', () => {
  const grown = new Map([...tilesOf(300), ...files, ['checkpoint', tilesOf(300).get('checkpoint')!]]);
  for (const name of ['tile/entries/001.p/44', 'tile/0/001.p/44', 'tile/1/000.p/1']) grown.delete(name);
  const found = verify(directoryOf(grown), { foreign: [checkpointNote(log, 100, signer)] });
  expect(found).toMatchObject({ treeSize: 300, problems: [{ code: 'TILE_MISSING' }] });
  const kept = verify(directoryOf(new Map([...tilesOf(300), ...files])));
  expect(kept).toMatchObject({ treeSize: SIZE, problems: [], warnings: [] });
});

it('finds a flipped bit in any file, and a file that is missing', () => {
  let state = 5;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const directory = directoryOf(files);
  for (const [name, bytes] of files) {
    const file = join(directory, name);
    for (let time = 0; time < (FULL ? 10 : 2); time++) {
      const spoilt = Buffer.from(bytes);
      spoilt[random(spoilt.length)]! ^= 1 << random(8);
      writeFileSync(file, spoilt);
      expect([name, verify(directory).problems.length > 0]).toEqual([name, true]);
    }
    writeFileSync(file, bytes);
    if (name === 'checkpoint') continue;
    rmSync(file);
    expect([name, verify(directory).problems[0]!.code]).toEqual([name, 'TILE_MISSING']);
    writeFileSync(file, bytes);
  }
  expect(verify(directory).problems).toEqual([]);
});

it('finds the leaf whose entry is another than its tile says', () => {
  const directory = directoryOf(files);
  const file = join(directory, 'tile/0/001');
  const tile = readFileSync(file);
  tile[32 * 7]! ^= 1;
  writeFileSync(file, tile);
  expect(verify(directory).problems).toEqual([
    expect.objectContaining({ code: 'TILE_MISMATCH', leafIndex: 256 + 7 }),
  ]);
});

it('finds another key, and another history', () => {
  const directory = directoryOf(files);
  const other = logSigner(ORIGIN);
  expect(verify(directory, { keys: [other.vkey] }).problems.map(({ code }) => code)).toEqual([
    'KEY_MISMATCH',
  ]);
  const longer = RealLog.of(31, 19);
  for (const size of [300, SIZE])
    expect(
      verify(directory, { foreign: [checkpointNote(longer, size, signer)] }).problems.map(({ code }) => code),
    ).toContain('HISTORY_FORKED');
  expect(
    verify(directory, { foreign: [checkpointNote(longer, longer.rows.length, signer)] }).problems.map(
      ({ code }) => code,
    ),
  ).toEqual(['LOG_TRUNCATED']);
});
