import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { RecordChecks, type SealedPart } from '../../access/log/record-checks.js';
import { faultsIn } from '../../sqlite/integrity.js';
import { readingFrom } from '../../sqlite/open.js';
import { ProblemList } from '../problems.js';

/** What was found in a log of who looked. */
export interface AccessLogFound extends Pick<ProblemList, 'listed' | 'count'> {
  readonly records: number;
  /** So many of them went after their time. */
  readonly pruned: number;
  /** So many are covered by a seal in the ledger. */
  readonly sealed: number;
}

/** The stream of the ledger, as its file names it. */
const STREAM = '~access';
const HASH_BYTES = 32;
/** Of each record, the log that is the only one of its file. */
const ONLY = '';

interface Event {
  readonly type?: unknown;
  readonly data?: Partial<SealedPart>;
}

/** What the ledger says of the log, the newest last; what cannot be read there is for the check of the ledger to say. */
function partsIn(ledger: string): readonly (SealedPart & { readonly isPruned: boolean })[] {
  const rows = readingFrom(ledger, (database) =>
    database.prepare('SELECT bytes FROM events WHERE stream_id = ? ORDER BY revision').all(STREAM),
  );
  return rows.flatMap(({ bytes }) => {
    try {
      const { type, data } = JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as Event;
      const { size = 0, root = '' } = data ?? {};
      return size > 0 ? [{ size, root, isPruned: type === 'AccessLogPruned' }] : [];
    } catch {
      return [];
    }
  });
}

/** The hashes of records that are gone, from the tree that was kept. */
function addGone(database: DatabaseSync, pruned: number, checks: RecordChecks): void {
  const tiles = database
    .prepare('SELECT hashes FROM tiles WHERE log = ? AND level = 0 ORDER BY number')
    .iterate(ONLY);
  for (const { hashes } of tiles)
    for (let at = 0; at < (hashes as Uint8Array).length && checks.size < pruned; at += HASH_BYTES)
      checks.gone(Buffer.from(hashes as Uint8Array).subarray(at, at + HASH_BYTES));
}

function read(file: string, checks: RecordChecks): number {
  return readingFrom(file, (database) => {
    const [logs] = database.prepare('SELECT pruned FROM logs WHERE log = ?').all(ONLY);
    const pruned = Number(logs?.['pruned'] ?? 0);
    addGone(database, pruned, checks);
    const therapies = database.prepare(
      'SELECT therapy_id FROM therapies WHERE position = ? ORDER BY therapy_id',
    );
    const rows = database
      .prepare(
        'SELECT position, n, at, kind, status, code, hash, bytes FROM records WHERE log = ? ORDER BY n',
      )
      .iterate(ONLY);
    for (const { position, n, at, kind, status, code, hash, bytes } of rows)
      checks.next({
        n: Number(n),
        at: Number(at),
        kind: String(kind),
        status: Number(status),
        code: code === null ? null : String(code),
        hash: String(hash),
        bytes: bytes as Uint8Array,
        therapies: therapies.all(position!).map((row) => String(row['therapy_id'])),
      });
    return pruned;
  });
}

/**
 * Reads every stored record of who looked anew, and compares it with what the ledger sealed.
 * @param ledger the database of the ledger
 * @returns undefined where there is no such log, and the ledger knows of none
 */
export function verifyAccessLog(ledger: string, file: string): AccessLogFound | undefined {
  const parts = partsIn(ledger);
  const sealed = Math.max(0, ...parts.filter(({ isPruned }) => !isPruned).map(({ size }) => size));
  const problems = new ProblemList();
  const checks = new RecordChecks(parts, (code, what) => problems.add(code, null, () => what));
  if (!existsSync(file)) {
    if (parts.length === 0) return undefined;
    checks.end();
    return { records: 0, pruned: 0, sealed, listed: problems.listed, count: problems.count };
  }
  let pruned = 0;
  try {
    pruned = read(file, checks);
    for (const fault of readingFrom(file, faultsIn))
      problems.add('FILE_DAMAGED', null, () => `access.sqlite: ${fault}`);
    checks.end();
  } catch (error) {
    problems.add('LOG_UNREADABLE', null, () => `access.sqlite: ${(error as Error).message}`);
  }
  return { records: checks.size, pruned, sealed, listed: problems.listed, count: problems.count };
}
