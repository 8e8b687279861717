import { hash } from 'node:crypto';

/** Nodes of the tree are kept as strings of 32 characters, a byte each: a third of the cost of buffers. */
export type Node = string;

const NODE_BYTES = 32;
const pair = Buffer.alloc(1 + 2 * NODE_BYTES, 1);

function node(left: Node, right: Node): Node {
  pair.write(left, 1, 'latin1');
  pair.write(right, 1 + NODE_BYTES, 'latin1');
  return hash('sha256', pair, 'binary');
}

/** Of a leaf whose bytes are the UTF-8 of a text. */
export const quickLeaf = (text: string): Node => hash('sha256', `\0${text}`, 'binary');

export const nodeOf = (bytes: Uint8Array): Node => Buffer.from(bytes).toString('latin1');

/** Adds a perfect tree to the roots of perfect trees, the largest first, of which there have been `size` so far. */
function grow(peaks: Node[], size: number, added: Node): void {
  let top = added;
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) top = node(peaks.pop()!, top);
  peaks.push(top);
}

const EMPTY: Node = hash('sha256', '', 'binary');

const rootOf = (peaks: readonly Node[]): Buffer =>
  Buffer.from(peaks.length > 0 ? peaks.reduceRight((right, left) => node(left, right)) : EMPTY, 'latin1');

/** An RFC 6962 tree that grows leaf by leaf and knows its root at each size. */
export class QuickTree {
  size = 0;
  private readonly peaks: Node[] = [];

  add(leaf: Node): void {
    grow(this.peaks, this.size, leaf);
    this.size += 1;
  }

  root(): Buffer {
    return rootOf(this.peaks);
  }
}

/** So many leaves are one block: a perfect tree. Parts of a log that are verified apart begin with a block. */
export const BLOCK = 4096;

/** A size at which the root is wanted. */
export interface Mark {
  /** Full blocks before it. */
  readonly blocks: number;
  /** Roots of the perfect trees after them. */
  readonly rest: readonly Node[];
}

/** Part of an RFC 6962 tree, grown leaf by leaf: its full blocks, and what comes after them. */
export class PartialTree {
  readonly blocks: Node[] = [];
  private peaks: Node[] = [];
  private inBlock = 0;

  get size(): number {
    return this.blocks.length * BLOCK + this.inBlock;
  }

  add(leaf: Node): void {
    grow(this.peaks, this.inBlock, leaf);
    this.inBlock += 1;
    if (this.inBlock < BLOCK) return;
    this.blocks.push(this.peaks[0]!);
    this.peaks = [];
    this.inBlock = 0;
  }

  mark(): Mark {
    return { blocks: this.blocks.length, rest: [...this.peaks] };
  }
}

/**
 * The roots at each mark, base64.
 * @param marks in order, by blocks from the beginning of the whole tree
 */
export function rootsAt(blocks: readonly Node[], marks: readonly Mark[]): readonly string[] {
  const peaks: Node[] = [];
  let size = 0;
  return marks.map((mark) => {
    for (; size < mark.blocks; size += 1) grow(peaks, size, blocks[size]!);
    return rootOf([...peaks, ...mark.rest]).toString('base64');
  });
}
