import { cosignedAt } from '../../ledger/cosignature.js';
import { parseNote } from '../../ledger/signed-note.js';
import { type VerifierKey, verifierKeyText } from '../../ledger/verifier-key.js';
import type { Checkpoint } from '../../publication/signing/checkpoint.js';
import type { LedgerState } from '../../publication/ledger-health.js';
import type { TreeState } from '../../publication/tree/tree-keeper.js';
import type { VerificationDto } from '../../api/verification.dto.js';
import type { PolicyDto } from '../../answers/dto/policy.dto.js';
import type { Keeping } from '../../record/holding.js';
import type { Page } from '../shell/page.js';

/** A signature under a checkpoint, and whose it is. */
export interface SignatureView {
  readonly name: string;
  readonly keyId: string;
  readonly by: 'current-key' | 'earlier-key' | 'witness';
  /** Of a witness: when, as it says. */
  readonly at?: number;
}

/** What verifying the log found, and how it went. */
export interface Verified extends VerificationDto {
  readonly problemCount: number;
  readonly therapies: number;
  /** Streams of no therapy. */
  readonly streamsOfNone: number;
  /** How many checkpoints the log was compared with, and how many events they cover. */
  readonly checkpoints: number;
  readonly covered: number;
  readonly at: number;
  readonly tookMs: number;
  /** Another one was running, and this one waited for it. */
  readonly hasWaited: boolean;
}

/** All that the service says of the integrity of its own log. */
export interface IntegrityView {
  readonly ledger: LedgerState;
  /** Why nothing can be recorded for now. */
  readonly refusal: string | undefined;
  readonly tree: TreeState;
  readonly published: Checkpoint | undefined;
  /** By which checkpoints of this log verify, the current one first. */
  readonly keys: readonly VerifierKey[];
  readonly cosigned: readonly { readonly key: VerifierKey; readonly size: number }[];
  /** Undefined where the keys cannot be read. */
  readonly keeping: Keeping | undefined;
  readonly policies: readonly PolicyDto[];
  /** How many verifications run or wait. */
  readonly verifying: number;
  readonly verified?: Verified;
  readonly live?: Page['live'];
}

/** Whose signatures stand under a checkpoint. */
export const signaturesUnder = (
  { note }: Checkpoint,
  keys: readonly VerifierKey[],
): readonly SignatureView[] =>
  parseNote(Buffer.from(note)).signatures.map(({ name, keyId, signature }) => {
    const index = keys.findIndex((key) => key.name === name && key.keyId === keyId);
    if (index >= 0) return { name, keyId, by: index === 0 ? 'current-key' : 'earlier-key' };
    return { name, keyId, by: 'witness', at: cosignedAt(signature) };
  });

export const keyTexts = (keys: readonly VerifierKey[]): readonly string[] => keys.map(verifierKeyText);
