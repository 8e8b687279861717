import { createHash } from 'node:crypto';
import { logFile } from '../../../src/event-store/sqlite/data-file.js';
import { canonicalBytes } from '../../../src/ledger/canonical.js';
import type { Origin } from '../../../src/event-store/origin.js';
import type { Problem } from '../../../src/verifier/check.js';
import type { OpenDisclosures } from '../../../src/verifier/log/opened-disclosures.js';
import { publishedIn } from '../../../src/verifier/log/published.js';
import { verifyLog } from '../../../src/verifier/log/verify-log.js';
import { workHere } from '../../../src/verifier/log/work-here.js';
import { type LogRow, RealLog } from './real-log.js';
import { FULL } from '../../support/full.js';

export const THERAPIES = FULL ? 50 : 12;

/** What is attacked. */
export const log = RealLog.of(THERAPIES, FULL ? 80 : 25);
export const SIZE = log.rows.length;
/** Of the checkpoints that were signed. */
export const SIZES = [1, 100, Math.floor(SIZE / 2), SIZE - 7, SIZE];
/** Where it is attacked: somewhere inside, in a therapy that goes on afterwards, at an event without personal values. */
export const K = log.rows.findIndex(
  ({ disclosures, bytes }, index) =>
    index >= SIZE / 2 + 30 && disclosures === null && Buffer.from(bytes).includes('nurse'),
);

interface Elsewhere {
  readonly keys?: readonly string[];
  /** Checkpoints. */
  readonly foreign?: readonly string[];
  readonly open?: OpenDisclosures;
  readonly origin?: Origin;
}

/** Verifies a data directory, with what was got elsewhere. */
export function verify(
  { directory }: { readonly directory: string },
  { keys = [], foreign = [], open, origin }: Elsewhere = {},
) {
  const { checkpoints, ownKeys } = publishedIn(directory);
  const got = foreign.map((text) => ({ note: Buffer.from(text), from: 'elsewhere', isForeign: true }));
  const checked = [...checkpoints, ...got];
  return verifyLog(
    { file: logFile(directory), checkpoints: checked, keys, ownKeys, open, origin },
    () => workHere,
  );
}

export const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
export const copies = (): LogRow[] => log.rows.map((row) => ({ ...row }));
export const membersOf = ({ bytes }: LogRow) =>
  JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;

/** The event of a row with members changed, in canonical form and with its hash redone. */
export function resealed(row: LogRow, change: (event: Record<string, unknown>) => void): LogRow {
  const event = membersOf(row);
  change(event);
  const bytes = canonicalBytes(event);
  const hash = hex(bytes);
  return { ...row, bytes, hash, disclosures: row.disclosures && recheckedFor(hash, row.disclosures) };
}

/** Encrypted values with the check of another event, which takes no key. */
export function recheckedFor(hash: string, disclosures: Uint8Array): Uint8Array {
  const blob = Buffer.from(disclosures);
  createHash('sha256').update(hash).update(blob.subarray(17)).digest().copy(blob, 1, 0, 16);
  return blob;
}

/** Everything as if all had been recorded like this: links, revisions, times, positions, hashes and columns. */
export function relinked(rows: readonly LogRow[]): LogRow[] {
  const heads = new Map<string, { hash: string; revision: number; recordedAt: string }>();
  return rows.map((row, index) => {
    const head = heads.get(row.stream_id) ?? { hash: '0'.repeat(64), revision: 0, recordedAt: '' };
    const revision = head.revision + 1;
    const made = resealed(row, (event) => {
      event['previousHash'] = head.hash;
      event['revision'] = revision;
      if (String(event['recordedAt']) < head.recordedAt) event['recordedAt'] = head.recordedAt;
    });
    const { id, type, recordedAt } = membersOf(made) as Record<string, string>;
    heads.set(row.stream_id, { hash: made.hash, revision, recordedAt: recordedAt! });
    return { ...made, id: id!, type: type!, revision, position: index + 1 };
  });
}

export const codesOf = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);
export const codesAt = (problems: readonly Problem[], leaf: number): string[] =>
  codesOf(problems.filter(({ leafIndex }) => leafIndex === leaf));
