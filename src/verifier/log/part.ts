import { hash } from 'node:crypto';
import { type Problem, leafHash, textOf } from '../check.js';
import { checkBlob } from './disclosures-blob.js';
import { EventChecks, type Head, type Link } from './event-checks.js';
import { type Mark, type Node, PartialTree, nodeOf, quickLeaf } from './quick-tree.js';
import { openReadOnly } from '../../sqlite/open.js';
import { bytesAt, eachRow, isExact } from './rows.js';

/** Which events of a log are looked at: those after a position that a block of the tree ends with, up to another. */
export interface PartAsked {
  readonly file: string;
  /** Before the first; 0 for the beginning. */
  readonly after: number;
  readonly last: bigint;
  /** Sizes of the whole tree at which its root is wanted, in order. */
  readonly sizes: readonly number[];
}

export interface PartFound {
  readonly leaves: number;
  readonly blocks: readonly Node[];
  /** At the sizes that were asked for, as far as there are so many leaves, and at the end. */
  readonly marks: readonly Mark[];
  readonly heads: ReadonlyMap<string, Head>;
  readonly openings: readonly Link[];
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

/** Reads every stored byte anew, computes every hash from the bytes, and compares what stands beside them. */
export function checkPart({ file, after, last, sizes }: PartAsked): PartFound {
  const database = openReadOnly(file);
  const tree = new PartialTree();
  const checks = new EventChecks(new Map(), after > 0);
  const { problems } = checks;
  const marks: Mark[] = [];
  const wanted = sizes.filter((size) => size > after || after === 0);
  let due = 0;
  let expected = after + 1;
  const mark = () => {
    for (; wanted[due] === after + tree.size; due += 1) marks.push(tree.mark());
  };
  mark();
  try {
    eachRow(database, after === 0 ? undefined : BigInt(after), last, (row) => {
      const position = row[0];
      const text = row[6];
      const leafIndex = after + tree.size;
      if (position !== expected)
        problems.add(
          'POSITION_GAP',
          leafIndex,
          () => `${position} stands where ${leafIndex + 1} was to come`,
        );
      expected = Number(position) + 1;
      const exact = isExact(text);
      const content = exact ? text : bytesAt(database, position);
      tree.add(exact ? quickLeaf(text) : nodeOf(leafHash(content as Uint8Array)));
      const computed = hash('sha256', content, 'hex');
      const stated = { streamId: row[1], revision: row[2], id: row[3], type: row[4], hash: row[5] };
      checks.check(leafIndex, exact ? text : textOf(content as Uint8Array), computed, stated);
      checkBlob(leafIndex, text, [row[5], computed], row[7], problems);
      mark();
    });
  } catch (error) {
    problems.add('LOG_UNREADABLE', after + tree.size, () => (error as Error).message);
  } finally {
    database.close();
  }
  marks.push(tree.mark());
  return {
    leaves: tree.size,
    blocks: tree.blocks,
    marks,
    heads: checks.heads,
    openings: checks.openings,
    problems: problems.listed,
    problemCount: problems.count,
  };
}
