import { type Checkpoint, type VerifierKey, readCheckpoint, signedBy, verifierKey } from '../check.js';
import { ProblemList } from '../problems.js';

/** A signed checkpoint, and where it comes from. */
export interface GivenCheckpoint {
  readonly note: Uint8Array;
  /** Such as a file’s name. */
  readonly from: string;
  /** Whether it was got elsewhere than from the log’s own keeper. */
  readonly isForeign: boolean;
}

interface ReadCheckpoint extends Checkpoint {
  readonly from: string;
  readonly isForeign: boolean;
}

interface CheckpointsFound {
  /** By size, the smallest first. */
  readonly checkpoints: readonly ReadCheckpoint[];
  /** That verified a signature. */
  readonly keys: readonly string[];
  readonly problems: ProblemList;
}

const inWords = ({ size, root, from }: ReadCheckpoint) =>
  `the checkpoint of ${size} events, root ${root.toString('base64')} (${from})`;

function usable(vkeys: readonly string[], problems: ProblemList): readonly VerifierKey[] {
  return vkeys.flatMap((vkey) => {
    const key = verifierKey(vkey);
    if (key && !key.isWitness) return [key];
    problems.add('KEY_UNUSABLE', null, () => `${JSON.stringify(vkey)}; accepted is <name>+<8 hex>+<base64>`);
    return [];
  });
}

/** By a key of the right name, while no line of a known key is wrong. */
function signer(checkpoint: ReadCheckpoint, keys: readonly VerifierKey[]): VerifierKey | 'wrong' | undefined {
  const signed = keys.map((key) => ({ key, ...signedBy(checkpoint, key) }));
  if (signed.some(({ outcome }) => outcome === 'invalid')) return 'wrong';
  return signed.find(({ outcome, key }) => outcome === 'valid' && key.name === checkpoint.origin)?.key;
}

/**
 * Verifies the signature of each, and that all are of one log.
 * @param keys got elsewhere; the largest checkpoint must be signed by one of them, where there are any
 * @param ownKeys those that the log's keeper names; enough for older checkpoints, which the largest one includes
 */
export function readCheckpoints(
  given: readonly GivenCheckpoint[],
  keys: readonly string[],
  ownKeys: readonly string[],
): CheckpointsFound {
  const problems = new ProblemList();
  const trusted = usable(keys, problems);
  const own = usable(ownKeys, problems);
  const used = new Set<string>();
  const checkpoints = given.flatMap(({ note, from, isForeign }): ReadCheckpoint[] => {
    const read = readCheckpoint(note);
    if (!read) problems.add('CHECKPOINT_UNREADABLE', null, () => from);
    return read ? [{ ...read, from, isForeign }] : [];
  });
  const largest = checkpoints.reduce((most, { size }) => Math.max(most, size), 0);
  for (const checkpoint of checkpoints) {
    const isEnough = trusted.length === 0 || checkpoint.size < largest;
    const by = signer(checkpoint, trusted) ?? (isEnough ? signer(checkpoint, own) : undefined);
    if (by === 'wrong') problems.add('SIGNATURE_INVALID', null, () => inWords(checkpoint));
    else if (by) used.add(by.vkey);
    else
      problems.add('KEY_MISMATCH', null, () => {
        const names = checkpoint.signatures.map(({ name, keyId }) => `${name}+${keyId}`).join(', ');
        return `${inWords(checkpoint)} is signed by ${names}`;
      });
  }
  checkpoints.sort((a, b) => a.size - b.size);
  checkpoints.forEach((checkpoint, index) => {
    const before = checkpoints[index - 1];
    if (before && before.size === checkpoint.size && !before.root.equals(checkpoint.root))
      problems.add('HISTORY_FORKED', null, () => `${inWords(before)} and ${inWords(checkpoint)}`);
    if (before && before.origin !== checkpoint.origin)
      problems.add('HISTORY_FORKED', null, () => `${before.origin} and ${checkpoint.origin}`);
  });
  return { checkpoints, keys: [...used], problems };
}

/**
 * Compares checkpoints with the roots that the stored bytes give.
 * @param rootOf base64; undefined beyond the last leaf
 * @returns the size of the largest that is as signed
 */
export function compareCheckpoints(
  checkpoints: readonly ReadCheckpoint[],
  treeSize: number,
  rootOf: (size: number) => string | undefined,
  problems: ProblemList,
): number {
  let covered = 0;
  for (const checkpoint of checkpoints) {
    const { size, root, isForeign } = checkpoint;
    const computed = rootOf(size);
    if (computed === root.toString('base64')) covered = size;
    else if (size > treeSize)
      problems.add('LOG_TRUNCATED', null, () => `it holds ${treeSize}, but there is ${inWords(checkpoint)}`);
    else if (isForeign)
      problems.add(
        'HISTORY_FORKED',
        null,
        () => `of ${size} events this log gives the root ${computed}, but there is ${inWords(checkpoint)}`,
      );
    else
      problems.add(
        'CHECKPOINT_CONTRADICTED',
        null,
        () =>
          `of ${size} events it gives the root ${computed}, but there is ${inWords(checkpoint)}; up to ${covered} events it is as signed`,
      );
  }
  return covered;
}
