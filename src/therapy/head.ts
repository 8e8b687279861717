import { GENESIS_HASH } from '../ledger/hashes.js';
import type { Instant } from './envelope.js';

/** The last event of a therapy, as far as the next one joins it. */
export interface Head {
  readonly revision: number;
  readonly hash: string;
  readonly recordedAt: Instant;
}

export const NO_HEAD: Head = { revision: 0, hash: GENESIS_HASH, recordedAt: Number.NEGATIVE_INFINITY };
