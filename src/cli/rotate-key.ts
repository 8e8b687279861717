import { verifierKeyText } from '../ledger/verifier-key.js';
import { Checkpoints } from '../publication/signing/checkpoints.js';
import { Publisher } from '../publication/publisher.js';
import { SigningKeys } from '../publication/signing/signing-keys.js';
import { type CheckpointAnswer, SIGNING, checkpointAnswer, showCheckpoint } from './checkpoint.js';
import type { Invocation } from './invocation.js';
import { inSession } from './session.js';

interface Rotated {
  /** Verifier keys, the new one first. */
  readonly keys: readonly string[];
  /** Signed by the new key and the one before. */
  readonly checkpoint: CheckpointAnswer;
}

/** Replaces the signing key. */
export const rotateKey = (invocation: Invocation): Promise<Rotated> =>
  inSession({ invocation, create: false, modules: SIGNING }, async (app) => {
    await app.get(Checkpoints, { strict: false }).rotateKey();
    const signed = await app.get(Publisher, { strict: false }).publishNow();
    const keys = app.get(SigningKeys, { strict: false }).verifierKeys.map(verifierKeyText);
    return { keys, checkpoint: checkpointAnswer(signed) };
  });

export const showRotated = ({ keys: [key, ...older], checkpoint }: Rotated): string =>
  [
    `${key} signs from now on.`,
    `Tell whoever holds an older verifier key; these stay valid for what they signed:`,
    ...older,
    '',
    showCheckpoint(checkpoint),
  ].join('\n');
