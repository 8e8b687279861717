import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { hash } from 'node:crypto';
import { type Problem, leafHash, readCheckpoint, textOf } from '../check.js';
import { type GivenCheckpoint, compareCheckpoints, readCheckpoints } from '../log/checkpoints.js';
import { EventChecks, isTherapy } from '../log/event-checks.js';
import { type Node, QuickTree, nodeOf } from '../log/quick-tree.js';
import { MOST_PROBLEMS, ProblemList, inOrder } from '../problems.js';
import { HASH_BYTES, WIDTH, entriesIn, pathOf } from './layout.js';

interface TilesOptions {
  /** With `checkpoint` and `tile/`. */
  readonly directory: string;
  /** Got elsewhere. */
  readonly checkpoints: readonly GivenCheckpoint[];
  readonly keys: readonly string[];
}

interface TilesFound {
  readonly treeSize: number;
  /** Base64, as the entries give it. */
  readonly rootHash: string;
  readonly therapies: number;
  readonly tiles: number;
  readonly keys: readonly string[];
  readonly warnings: readonly string[];
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

/** The files of a log, and which of them were looked at. */
class TileFiles {
  readonly problems = new ProblemList();
  private readonly seen = new Map<string, Uint8Array>();

  constructor(private readonly directory: string) {}

  get count(): number {
    return this.seen.size;
  }

  /** A whole one may have taken the place of a partial one. */
  read(level: number | 'entries', index: number, width: number): Uint8Array | undefined {
    for (const path of new Set([pathOf(level, index, width), pathOf(level, index, WIDTH)])) {
      const file = join(this.directory, path);
      if (!existsSync(file)) continue;
      const bytes = readFileSync(file);
      this.seen.set(path, bytes);
      return bytes;
    }
    const first = index * WIDTH ** (level === 'entries' ? 1 : level + 1);
    this.problems.add('TILE_MISSING', first, () => pathOf(level, index, width));
    return undefined;
  }

  /** Partial ones of smaller trees are the beginning of what was looked at; of others nothing can be told. */
  others(): readonly string[] {
    const unknown: string[] = [];
    for (const entry of readdirSync(join(this.directory, 'tile'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name)
        .slice(this.directory.length)
        .split(sep)
        .filter(Boolean)
        .join('/');
      if (this.seen.has(path)) continue;
      const whole = path.replace(/\.p\/\d+$/, '');
      const larger = [...this.seen].find(([name]) => name === whole || name.startsWith(`${whole}.p/`))?.[1];
      const bytes = readFileSync(join(this.directory, path));
      if (!larger) unknown.push(path);
      else if (Buffer.compare(larger.subarray(0, bytes.length), bytes) !== 0)
        this.problems.add('TILE_MISMATCH', null, () => path);
    }
    return unknown;
  }
}

/** Rebuilds the tiles of every level from the leaves and compares them with the files. */
class Levels {
  private readonly levels: { nodes: Node[]; index: number }[] = [];

  constructor(private readonly files: TileFiles) {}

  add(node: Node, level = 0): void {
    const current = (this.levels[level] ??= { nodes: [], index: 0 });
    current.nodes.push(node);
    if (current.nodes.length < WIDTH) return;
    this.compare(level);
    const tile = new QuickTree();
    for (const one of current.nodes) tile.add(one);
    this.levels[level] = { nodes: [], index: current.index + 1 };
    this.add(nodeOf(tile.root()), level + 1);
  }

  end(): void {
    this.levels.forEach(({ nodes }, level) => {
      if (nodes.length > 0) this.compare(level);
    });
  }

  private compare(level: number): void {
    const { nodes, index } = this.levels[level]!;
    const stored = this.files.read(level, index, nodes.length);
    if (!stored) return;
    const wrong = nodes.findIndex((node, place) => {
      const at = place * HASH_BYTES;
      return nodeOf(stored.subarray(at, at + HASH_BYTES)) !== node;
    });
    const isSized = stored.length === nodes.length * HASH_BYTES || stored.length === WIDTH * HASH_BYTES;
    if (wrong < 0 && isSized) return;
    const leaf = (index * WIDTH + Math.max(0, wrong)) * WIDTH ** level;
    this.files.problems.add('TILE_MISMATCH', leaf, () => pathOf(level, index, nodes.length));
  }
}

/** Verifies a directory in the layout of tlog-tiles: entries, tiles of all levels, root and signature. */
export function verifyTiles({ directory, checkpoints, keys }: TilesOptions): TilesFound {
  const note = readFileSync(join(directory, 'checkpoint'));
  const own = { note, from: 'checkpoint', isForeign: false };
  const signed = readCheckpoints([own, ...checkpoints], keys, []);
  const treeSize = readCheckpoint(note)?.size ?? 0;
  const files = new TileFiles(directory);
  const levels = new Levels(files);
  const checks = new EventChecks();
  const tree = new QuickTree();
  const sizes = new Set(signed.checkpoints.map(({ size }) => size));
  const roots = new Map<number, string>();
  const mark = () => void (sizes.has(tree.size) && roots.set(tree.size, tree.root().toString('base64')));
  mark();
  for (let bundle = 0; tree.size < treeSize; bundle += 1) {
    const width = Math.min(WIDTH, treeSize - tree.size);
    const bytes = files.read('entries', bundle, width);
    const entries = bytes && entriesIn(bytes);
    if (!entries || entries.length < width || (entries.length !== width && entries.length !== WIDTH)) {
      if (bytes) files.problems.add('TILE_MISMATCH', tree.size, () => pathOf('entries', bundle, width));
      break;
    }
    for (const entry of entries.slice(0, width)) {
      checks.check(tree.size, textOf(entry), hash('sha256', entry, 'hex'));
      const leaf = nodeOf(leafHash(entry));
      tree.add(leaf);
      levels.add(leaf);
      mark();
    }
  }
  levels.end();
  const compared = new ProblemList();
  compareCheckpoints(signed.checkpoints, tree.size, (size) => roots.get(size), compared);
  const unknown = files.others();
  const lists = [files.problems, checks.problems, signed.problems, compared];
  return {
    treeSize: tree.size,
    rootHash: tree.root().toString('base64'),
    therapies: [...checks.heads.keys()].filter(isTherapy).length,
    tiles: files.count,
    keys: signed.keys,
    warnings: unknown.map((path) => `${path} is beyond the checkpoint; nothing was checked of it.`),
    problems: inOrder(lists.flatMap(({ listed }) => listed)).slice(0, MOST_PROBLEMS),
    problemCount: lists.reduce((sum, { count }) => sum + count, 0),
  };
}
