import { parseNote } from '../ledger/signed-note.js';
import { type VerifierKey, verifierKeyText } from '../ledger/verifier-key.js';
import type { Checkpoint } from '../publication/signing/checkpoint.js';
import type { PrintedCheckpoint } from '../answers/report.js';

/** A checkpoint for print: with the log's own signatures alone, since others may be added to it later. */
export function printedCheckpoint(
  { origin, size, rootHash, text, ownNote }: Checkpoint,
  known: readonly VerifierKey[],
): PrintedCheckpoint {
  const [first] = parseNote(Buffer.from(ownNote)).signatures;
  const key = known.find(({ keyId }) => keyId === first?.keyId);
  if (!key) throw new Error(`the checkpoint of ${size} events is signed by no key of this log`);
  return {
    origin,
    size,
    rootHash: rootHash.toString('base64'),
    signatures: ownNote.slice(text.length).trim().split('\n'),
    key: verifierKeyText(key),
  };
}
