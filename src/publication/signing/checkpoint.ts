import type { TreeHead } from '../../ledger/checkpoint.js';

/** What this log signed of its tree at one size. */
export interface Checkpoint extends TreeHead {
  /** What was signed, up to the blank line. */
  readonly text: string;
  /** With all signatures. */
  readonly note: string;
  /** With the log's own signatures only. */
  readonly ownNote: string;
  /** ms since 1970. */
  readonly signedAt: number;
  /** What a timestamp authority answered, RFC 3161 in DER. */
  readonly timestamp?: Buffer;
}
