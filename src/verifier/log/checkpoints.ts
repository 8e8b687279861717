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

export interface ReadCheckpoint extends Checkpoint {
  readonly from: string;
  readonly isForeign: boolean;
}

export interface CheckpointsFound {
  /** By size, the smallest first. */
  readonly checkpoints: readonly ReadCheckpoint[];
  /** That verified a signature. */
  readonly keys: readonly string[];
  readonly problems: ProblemList;
}

const shown = ({ size, root, from }: ReadCheckpoint) =>
  `the checkpoint of ${size} events, root ${root.toString('base64')} (${from})`;

function usable(vkeys: readonly string[], problems: ProblemList): readonly VerifierKey[] {
  return vkeys.flatMap((vkey) => {
    const key = verifierKey(vkey);
    if (key && !key.isWitness) return [key];
    problems.add('KEY_UNUSABLE', null, () => `${JSON.stringify(vkey)}; accepted is <name>+<8 hex>+<base64>`);
    return [];
  });
}

/** Verifies the signature of each, by any of the keys, and that all are of one log. */
export function readCheckpoints(
  given: readonly GivenCheckpoint[],
  vkeys: readonly string[],
): CheckpointsFound {
  const problems = new ProblemList();
  const keys = usable(vkeys, problems);
  const used = new Set<string>();
  const checkpoints: ReadCheckpoint[] = [];
  for (const { note, from, isForeign } of given) {
    const read = readCheckpoint(note);
    if (!read) {
      problems.add('CHECKPOINT_UNREADABLE', null, () => from);
      continue;
    }
    const checkpoint = { ...read, from, isForeign };
    checkpoints.push(checkpoint);
    const signed = keys.map((key) => ({ key, ...signedBy(read, key) }));
    const by = signed.find(({ outcome, key }) => outcome === 'valid' && key.name === read.origin);
    if (by && !signed.some(({ outcome }) => outcome === 'invalid')) used.add(by.key.vkey);
    else if (signed.some(({ outcome }) => outcome === 'invalid'))
      problems.add('SIGNATURE_INVALID', null, () => shown(checkpoint));
    else
      problems.add('KEY_MISMATCH', null, () => {
        const names = read.signatures.map(({ name, keyId }) => `${name}+${keyId}`).join(', ');
        return `${shown(checkpoint)} is signed by ${names}`;
      });
  }
  checkpoints.sort((a, b) => a.size - b.size);
  checkpoints.forEach((checkpoint, index) => {
    const before = checkpoints[index - 1];
    if (before && before.size === checkpoint.size && !before.root.equals(checkpoint.root))
      problems.add('HISTORY_FORKED', null, () => `${shown(before)} and ${shown(checkpoint)}`);
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
      problems.add('LOG_TRUNCATED', null, () => `it holds ${treeSize}, but there is ${shown(checkpoint)}`);
    else if (isForeign)
      problems.add(
        'HISTORY_FORKED',
        null,
        () => `of ${size} events this log gives the root ${computed}, but there is ${shown(checkpoint)}`,
      );
    else
      problems.add(
        'CHECKPOINT_CONTRADICTED',
        null,
        () =>
          `of ${size} events it gives the root ${computed}, but there is ${shown(checkpoint)}; up to ${covered} events it is as signed`,
      );
  }
  return covered;
}
