import { HASH_BYTES } from './hashes.js';
import { strictBase64 } from './note-parts.js';

/** What a log says of its tree at one size. */
export interface TreeHead {
  /** Names the log. */
  readonly origin: string;
  /** Leaves. */
  readonly size: number;
  /** 32 bytes. */
  readonly rootHash: Buffer;
}

export interface CheckpointText extends TreeHead {
  /** Further lines, whatever they say. */
  readonly extensions: readonly string[];
}

/** A text that is no checkpoint; the message completes "the checkpoint …". */
export class MalformedCheckpoint extends Error {}

/** The text that is signed (C2SP tlog-checkpoint). */
export const checkpointText = ({ origin, size, rootHash }: TreeHead): string =>
  `${origin}\n${size}\n${rootHash.toString('base64')}\n`;

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
