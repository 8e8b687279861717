import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, butNotShown, filesIn, keyLines } from '../verifier/check.js';
import type { GivenCheckpoint } from '../verifier/log/checkpoints.js';
import { publishedIn } from '../verifier/log/published.js';
import { unpackedFile } from '../verifier/pack/unpack.js';
import { verifyPack } from '../verifier/pack/verify-pack.js';
import { problemOf } from '../verifier/problems.js';
import { verifyTiles } from '../verifier/tiles/verify-tiles.js';
import type { LogFound } from '../verifier/log/verify-log.js';
import { verifyLogInThread } from '../verifier/log/verify-log-thread.js';
import { UsageError } from './exit.js';
import { type Env, leftOutIn, originIn, unknownOrigins } from './origins.js';

export interface VerifyOptions {
  readonly key?: readonly string[];
  readonly witness?: readonly string[];
  readonly checkpoint?: readonly string[];
}

/** What was found at one path. */
interface Verified {
  readonly path: string;
  readonly kind: 'database' | 'tiles' | 'evidence pack';
  readonly ok: boolean;
  /** What was checked and found, in plain sentences. */
  readonly said: readonly string[];
  readonly warnings: readonly string[];
  /** What this check cannot prove, whatever it found. */
  readonly limits: readonly string[];
  /** Of an evidence pack: policies of which it does not show that they came into force in the ledger. */
  readonly unshown?: readonly string[];
  /** Of a data directory: of so many of the first events it cannot be told whether a service of the log wrote them. */
  readonly originsUnchecked?: number;
  /** Of a data directory: the first events of other programs in its file, which are nothing of the log. */
  readonly leftOut?: readonly LeftOut[];
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

type Found = Omit<Verified, 'path' | 'ok'>;

interface LeftOut {
  readonly stream: string;
  /** Its number there, from 0. */
  readonly number: number;
  readonly why: string;
}

interface Given {
  readonly keys: readonly string[];
  readonly witnesses: readonly string[];
  readonly checkpoints: readonly GivenCheckpoint[];
  readonly env: Env;
}

const LOG = 'ledger.sqlite';
const ZIP = 'PK';

const count = (number: number, what: string): string =>
  `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;

function readGiven(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** A key itself, or a file with one a line. */
const keysOf = (given: readonly string[] = []): readonly string[] =>
  given.flatMap((text) => (existsSync(text) ? keyLines(readGiven(text).toString()) : [text]));

const signedWith = (keys: readonly string[], wasGiven: boolean): string =>
  wasGiven
    ? `It is signed by the key that you gave: ${keys.join(', ')}`
    : `It is signed by ${keys.join(', ')}, which proves nothing unless you compare that key with one got elsewhere (--key).`;

const lookedAt = ({ records, pruned, sealed }: NonNullable<LogFound['accesses']>): string =>
  `Who looked: ${count(records - pruned, 'record')}, each read anew and hashed${pruned > 0 ? `, after ${pruned} that went after their time` : ''}; the first ${sealed} are as the ledger sealed them, unless problems say otherwise.`;

function refuseWitnesses({ witnesses }: Given): void {
  if (witnesses.length > 0)
    throw new UsageError(
      '--witness is for evidence packs; of data directories and tiles cosignatures are not checked.',
    );
}

async function verifyDatabase(path: string, directory: string, file: string, given: Given): Promise<Found> {
  refuseWitnesses(given);
  const { checkpoints, ownKeys } = publishedIn(directory);
  const origin = originIn(directory, given.env);
  const found = await verifyLogInThread({
    file,
    checkpoints: [...checkpoints, ...given.checkpoints],
    keys: given.keys,
    ownKeys,
    ...(origin && { origin }),
    accesses: join(directory, 'access.sqlite'),
  });
  const { treeSize, therapies, streamsOfNone, rootHash, covered, keys, originsUnchecked, leftOut } = found;
  return {
    kind: 'database',
    said: [
      `${path}: ${count(treeSize, 'event')} of ${therapies === 1 ? '1 therapy' : `${therapies.toLocaleString('en-US')} therapies`}${streamsOfNone > 0 ? ' and of the ledger itself' : ''}, each read anew and hashed; root ${rootHash}.`,
      found.checkpoints === 0
        ? 'No checkpoint was there to compare it with.'
        : `Compared with ${count(found.checkpoints, 'signed checkpoint')}: ${count(covered, 'event')} are as signed, ${count(treeSize - covered, 'event')} not under a checkpoint yet.`,
      ...(keys.length > 0 ? [signedWith(keys, given.keys.length > 0)] : []),
      ...(originsUnchecked < treeSize ? ['What services of this log wrote is known by its master key.'] : []),
      ...(found.accesses ? [lookedAt(found.accesses)] : []),
      ...(leftOut.count > 0 ? [leftOutIn(leftOut)] : []),
    ],
    warnings:
      found.checkpoints === 0
        ? [
            'without a checkpoint nothing shows that the end of the log is still there, or that it was not written anew.',
          ]
        : [],
    limits: [
      ...unknownOrigins(found, origin !== undefined),
      'Who has the data directory and the signing key can write another history with other checkpoints: compare with a checkpoint that was got elsewhere (--checkpoint).',
      'The lists of all therapies were not looked at, for which the service’s key is needed: it compares them with their seals when it starts, and by POST /v1/ledger/verify.',
    ],
    originsUnchecked,
    leftOut: leftOut.first.map(({ stream, at, why }) => ({ stream, number: at, why })),
    problems: found.problems,
    problemCount: found.problemCount,
  };
}

function verifyDirectory(path: string, given: Given): Found {
  refuseWitnesses(given);
  if (given.keys.length === 0)
    throw new UsageError(`${path} holds tiles, and no key with them; give the log’s with --key.`);
  const found = verifyTiles({ directory: path, checkpoints: given.checkpoints, keys: given.keys });
  const { treeSize, tiles, rootHash, keys } = found;
  return {
    kind: 'tiles',
    said: [
      `${path}: ${count(treeSize, 'entry').replace('entrys', 'entries')}, ${count(tiles, 'file')} of tiles rebuilt from them; root ${rootHash}.`,
      ...(keys.length > 0 ? [signedWith(keys, true)] : []),
    ],
    warnings: found.warnings,
    limits: ['Whether others are shown the same tree is seen by comparing checkpoints (--checkpoint).'],
    problems: found.problems,
    problemCount: found.problemCount,
  };
}

async function verifyEvidence(read: () => ReturnType<typeof filesIn>, given: Given): Promise<Found> {
  if (given.checkpoints.length > 0)
    throw new UsageError(
      '--checkpoint is for a data directory or tiles: a pack holds too little of the log to be compared with another checkpoint.',
    );
  try {
    const found = await verifyPack(read(), { keys: given.keys, witnesses: given.witnesses });
    return { kind: 'evidence pack', ...found, problemCount: found.problems.length };
  } catch (error) {
    const problems = [problemOf('PACK_UNREADABLE', null, (error as Error).message)];
    return { kind: 'evidence pack', said: [], warnings: [], limits: [], problems, problemCount: 1 };
  }
}

function beginsWith(file: string, text: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const begin = Buffer.alloc(text.length);
    readSync(handle, begin);
    return begin.toString('latin1') === text;
  } finally {
    closeSync(handle);
  }
}

async function found(path: string, given: Given): Promise<Found> {
  const stat = statSync(path, { throwIfNoEntry: false });
  const has = (name: string) => existsSync(join(path, name));
  if (stat?.isDirectory()) {
    if (has(LOG)) return verifyDatabase(path, path, join(path, LOG), given);
    if (has('proofs.json')) return verifyEvidence(() => filesIn(path), given);
    if (has('checkpoint') && has('tile')) return verifyDirectory(path, given);
  } else if (stat?.isFile()) {
    if (beginsWith(path, ZIP)) return verifyEvidence(() => unpackedFile(path), given);
    if (beginsWith(path, 'SQLite format 3')) return verifyDatabase(path, join(path, '..'), path, given);
  }
  throw new UsageError(
    `${path} is nothing that can be verified; accepted are a data directory or its ${LOG}, a directory of tiles, and an evidence pack, zipped or not.`,
  );
}

/** Verifies each path by what it is. */
export async function verifyPaths(
  paths: readonly string[],
  options: VerifyOptions,
  env: Env,
): Promise<readonly Verified[]> {
  const given: Given = {
    keys: keysOf(options.key),
    witnesses: keysOf(options.witness),
    checkpoints: (options.checkpoint ?? []).map((file) => ({
      note: readGiven(file),
      from: file,
      isForeign: true,
    })),
    env,
  };
  const all: Verified[] = [];
  for (const path of paths) {
    const one = await found(path, given);
    all.push({ path, ok: one.problemCount === 0, ...one });
  }
  return all;
}

function show(verified: Verified): string {
  const { path, kind, ok, said, warnings, limits, unshown = [], problems, problemCount } = verified;
  const listed = problems.map(
    ({ code, leafIndex, detail }) =>
      `  ${code}${leafIndex === null ? '' : ` at leaf ${leafIndex}`}: ${detail}`,
  );
  const more = problemCount - problems.length;
  return [
    ...said,
    ...warnings.map((warning) => `Warning: ${warning}`),
    ...limits.map((limit) => `Mind: ${limit}`),
    ok
      ? `${path}: OK, everything that was checked of this ${kind} holds${butNotShown({ unshown })}.`
      : `${path}: ${count(problemCount, 'problem')}:`,
    ...listed,
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
}

export const showVerified = (all: readonly Verified[]): string => all.map(show).join('\n\n');
