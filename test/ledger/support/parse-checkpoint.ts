import type { TreeHead } from '../../../src/ledger/checkpoint.js';
import { HASH_BYTES } from '../../../src/ledger/hashes.js';
import { strictBase64 } from '../../../src/ledger/note-parts.js';

interface CheckpointText extends TreeHead {
  /** Further lines, whatever they say. */
  readonly extensions: readonly string[];
}

/** A text that is no checkpoint; the message completes "the checkpoint …". */
export class MalformedCheckpoint extends Error {}

/** @throws MalformedCheckpoint */
export function parseCheckpoint(text: string): CheckpointText {
  if (!text.endsWith('\n')) throw new MalformedCheckpoint('does not end in a newline');
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  if (!origin || size === undefined || root === undefined || extensions.includes(''))
    throw new MalformedCheckpoint('is not of three lines that are not empty: origin, size, root');
  if (!/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw new MalformedCheckpoint('has a size that is no whole number of leaves');
  const rootHash = strictBase64(root);
  if (rootHash?.length !== HASH_BYTES)
    throw new MalformedCheckpoint(`has a root that is not the base64 of ${HASH_BYTES} bytes`);
  return { origin, size: Number(size), rootHash, extensions };
}
