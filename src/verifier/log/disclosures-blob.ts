import { createHash } from 'node:crypto';
import type { ProblemList } from '../problems.js';

/** Those of one owner, and those of several. */
const [ONE, SEVERAL] = [1, 2];
const CHECK_END = 17;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** In canonical JSON it stands nowhere but in place of a personal value: quotes inside texts are escaped. */
const DIGEST = '{"$sd":"';

/**
 * The first bytes of what is stored encrypted are a hash of the event's hash and the rest (with the version before it where
 * it is of several owners), so that no key is needed to see it changed or moved to another event.
 */
function isIntact(eventHash: string, blob: Uint8Array): boolean {
  const [version] = blob;
  if ((version !== ONE && version !== SEVERAL) || blob.length < CHECK_END + NONCE_BYTES + TAG_BYTES)
    return false;
  const check = Buffer.from(blob.buffer, blob.byteOffset + 1, CHECK_END - 1).toString('latin1');
  const made = createHash('sha256').update(eventHash, 'latin1');
  if (version === SEVERAL) made.update(blob.subarray(0, 1));
  made.update(blob.subarray(CHECK_END));
  return made.digest('binary').startsWith(check);
}

/**
 * What can be told of encrypted personal values without their key.
 * @param eventHashes the stored and the computed one: where they differ, that is told already
 */
export function checkBlob(
  leafIndex: number,
  text: string,
  eventHashes: readonly string[],
  blob: Uint8Array | null,
  problems: ProblemList,
): void {
  const hidesSome = text.includes(DIGEST);
  if (blob === null) {
    if (hidesSome) problems.add('DISCLOSURES_MISSING', leafIndex, () => 'the column is empty');
  } else if (!hidesSome) problems.add('DISCLOSURES_UNEXPECTED', leafIndex, () => 'the column is not empty');
  else if (!eventHashes.some((eventHash) => isIntact(eventHash, blob)))
    problems.add(
      'DISCLOSURES_CHANGED',
      leafIndex,
      () => 'their check is not that of this event and the bytes after it',
    );
}
