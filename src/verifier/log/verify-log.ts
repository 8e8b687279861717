import type { Origin } from '../../event-store/origin.js';
import type { FoundAliens } from '../../event-store/found-aliens.js';
import type { Problem } from '../check.js';
import type { AccessLogFound } from './access-log.js';
import { MOST_PROBLEMS, ProblemList, inOrder } from '../problems.js';
import { type GivenCheckpoint, compareCheckpoints, readCheckpoints } from './checkpoints.js';
import { EventChecks, isTherapy } from './event-checks.js';
import { type OpenDisclosures, checkOpened } from './opened-disclosures.js';
import type { PartAsked, PartFound } from './part.js';
import { BLOCK, type Mark, type Node, rootsAt } from './quick-tree.js';
import { type OriginsFound, endsOf } from './origins.js';

export interface LogOptions {
  /** The database. */
  readonly file: string;
  readonly checkpoints: readonly GivenCheckpoint[];
  /** Verifier keys of the log that were got elsewhere. */
  readonly keys: readonly string[];
  /** Those that its keeper names. */
  readonly ownKeys: readonly string[];
  /** Without it nothing is decrypted. */
  readonly open?: OpenDisclosures;
  /** By which the log's services know what they wrote; without it that is not checked. */
  readonly origin?: Origin;
  /** The database of who looked, whether it is there or not; without it that is not checked. */
  readonly accesses?: string;
}

/** What was found in a log. */
export interface LogFound {
  readonly treeSize: number;
  /** Base64. */
  readonly rootHash: string;
  readonly therapies: number;
  /** Streams of no therapy, such as that of the policies. */
  readonly streamsOfNone: number;
  readonly checkpoints: number;
  /** So many events are covered by a checkpoint that is as signed. */
  readonly covered: number;
  /** Keys that verified a signature. */
  readonly keys: readonly string[];
  /** Of so many of the first events it cannot be told whether a service of the log wrote them. */
  readonly originsUnchecked: number;
  /** What other programs wrote into the file, which is nothing of the log. */
  readonly leftOut: FoundAliens;
  /** So many of these still stand behind its end. */
  readonly behind: number;
  /** Who looked; undefined where that was never written down. */
  readonly accesses?: Omit<AccessLogFound, 'listed' | 'count'>;
  /** By leaf, those about none last; not more than some hundred. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

type Found = Pick<ProblemList, 'listed' | 'count'>;

/** How the work is done: in threads, or here. */
export interface LogWork {
  part(asked: PartAsked): Promise<PartFound>;
  repeatedIds(file: string, last: bigint): Promise<Found>;
  file(file: string): Promise<Found>;
  missing(file: string): Promise<Found>;
  origins(file: string, last: bigint, origin: Origin): Promise<OriginsFound>;
  accesses(file: string, accesses: string): Promise<AccessLogFound | undefined>;
}

/** Fewer are not worth a second thread. */
const LEAST_SHARED = 16 * BLOCK;
/** The other part looks for repeated ids, too. */
const FIRST_SHARE = 0.52;

interface Whole {
  readonly treeSize: number;
  readonly therapies: number;
  readonly streamsOfNone: number;
  /** At the sizes that were asked for, as far as there are so many leaves, and at the end. */
  readonly roots: readonly string[];
}

function joined(parts: readonly PartFound[], problems: ProblemList[]): Whole {
  const blocks: Node[] = [];
  const marks: Mark[] = [];
  const checks = new EventChecks(new Map(parts[0]!.heads));
  const streams = new Set(checks.heads.keys());
  parts.forEach((part, index) => {
    if (index > 0) for (const opening of part.openings) checks.follow(opening);
    for (const streamId of part.heads.keys()) streams.add(streamId);
    const isLast = index === parts.length - 1;
    // Only the last one ends where the whole ends.
    for (const { blocks: before, rest } of isLast ? part.marks : part.marks.slice(0, -1))
      marks.push({ blocks: blocks.length + before, rest });
    blocks.push(...part.blocks);
  });
  problems.push(checks.problems);
  const therapies = [...streams].filter(isTherapy).length;
  return {
    treeSize: parts.reduce((sum, { leaves }) => sum + leaves, 0),
    therapies,
    streamsOfNone: streams.size - therapies,
    roots: rootsAt(blocks, marks),
  };
}

async function partsOf(asked: PartAsked, work: LogWork): Promise<readonly PartFound[]> {
  const { last, sizes } = asked;
  if (last < LEAST_SHARED || last > Number.MAX_SAFE_INTEGER) return [await work.part(asked)];
  const split = Math.round((Number(last) * FIRST_SHARE) / BLOCK) * BLOCK;
  const parts = await Promise.all([
    work.part({ ...asked, last: BigInt(split), sizes: sizes.filter((size) => size <= split) }),
    work.part({ ...asked, after: split, sizes: sizes.filter((size) => size > split) }),
  ]);
  // Where events are missing the leaves after them are others than their positions say.
  return parts[0].leaves === split ? parts : [await work.part(asked)];
}

/**
 * Verifies a database: reads every stored byte anew, and needs nothing but it, checkpoints and public keys.
 * @throws Error where the file is no log
 */
export async function verifyLog(
  { file, checkpoints, keys, ownKeys, open, origin, accesses }: LogOptions,
  workFor: (last: bigint) => LogWork,
): Promise<LogFound> {
  const { last, leftOut, behind } = endsOf(file, origin);
  const work = workFor(last);
  const signed = readCheckpoints(checkpoints, keys, ownKeys);
  const sizes = [...new Set(signed.checkpoints.map(({ size }) => size))];
  const [parts, ids, ofFile, missing, origins, looked] = await Promise.all([
    partsOf({ file, after: 0, last, sizes }, work),
    work.repeatedIds(file, last),
    work.file(file),
    work.missing(file),
    origin && work.origins(file, last, origin),
    accesses === undefined ? undefined : work.accesses(file, accesses),
  ]);
  const more: ProblemList[] = [signed.problems];
  const { treeSize, therapies, streamsOfNone, roots } = joined(parts, more);
  const reached = sizes.filter((size) => size <= treeSize);
  const rootBySize = new Map(reached.map((size, index) => [size, roots[index]!]));
  const compared = new ProblemList();
  const rootOf = (size: number) => rootBySize.get(size);
  const covered = compareCheckpoints(signed.checkpoints, treeSize, rootOf, compared);
  const opened = open ? [await checkOpened(file, last, open)] : [];
  const all = [
    ...more,
    compared,
    ids,
    ofFile,
    missing,
    ...opened,
    ...(origins ? [origins] : []),
    ...(looked ? [looked] : []),
  ];
  const problems = [...parts.flatMap(({ problems }) => problems), ...all.flatMap(({ listed }) => listed)];
  return {
    treeSize,
    rootHash: roots.at(-1)!,
    therapies,
    streamsOfNone,
    checkpoints: signed.checkpoints.length,
    covered,
    keys: signed.keys,
    originsUnchecked: origins?.unchecked ?? treeSize,
    leftOut,
    behind,
    ...(looked && { accesses: { records: looked.records, pruned: looked.pruned, sealed: looked.sealed } }),
    problems: inOrder(problems).slice(0, MOST_PROBLEMS),
    problemCount: [...parts.map(({ problemCount }) => problemCount), ...all.map(({ count }) => count)].reduce(
      (sum, count) => sum + count,
    ),
  };
}
