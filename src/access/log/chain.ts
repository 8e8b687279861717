import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import { GENESIS_HASH } from '../../ledger/hashes.js';
import type { AccessRecord, Entry, LogHead } from './record.js';

export const NO_RECORD: LogHead = { n: 0, hash: GENESIS_HASH, at: '' };

/** A record in its place. */
export interface Chained {
  readonly record: AccessRecord;
  /** RFC 8785 JSON: what is stored, and what was hashed. */
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** The next record of a log: never earlier than the one before, whatever the clock of its writer says. */
export function recordAfter(head: LogHead, entry: Entry): Chained {
  const at = entry.at < head.at ? head.at : entry.at;
  const record: AccessRecord = { ...entry, at, n: head.n + 1, previous: head.hash };
  const bytes = canonicalBytes(record);
  return { record, bytes, hash: sha256Hex(bytes) };
}

export const headOf = ({ record: { n, at }, hash }: Chained): LogHead => ({ n, at, hash });

/** What stands in stored bytes. */
export const recordIn = (bytes: Uint8Array): AccessRecord =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as AccessRecord;
