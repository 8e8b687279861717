import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { RecordChecks, type SealedPart } from '../../access/log/record-checks.js';
import type { Subtree } from '../../ledger/running-root.js';
import { TileNodes } from '../../ledger/tile-nodes.js';
import { TILE_HEIGHT, TILE_WIDTH } from '../../ledger/tile-store.js';
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

interface Event {
  readonly type?: unknown;
  readonly data?: Partial<SealedPart> & { readonly service?: string };
}

interface Part extends SealedPart {
  readonly isPruned: boolean;
  /** Of which service; empty where there is one log for all. */
  readonly log: string;
}

/** What the ledger says of the logs, the newest last; what cannot be read there is for the check of the ledger to say. */
function partsIn(ledger: string): readonly Part[] {
  const rows = readingFrom(ledger, (database) =>
    database.prepare('SELECT bytes FROM events WHERE stream_id = ? ORDER BY revision').all(STREAM),
  );
  return rows.flatMap(({ bytes }) => {
    try {
      const { type, data } = JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as Event;
      const { size = 0, root = '', service: log = '' } = data ?? {};
      return size > 0 ? [{ size, root, log, isPruned: type === 'AccessLogPruned' }] : [];
    } catch {
      return [];
    }
  });
}

/** The hashes of records that are gone, from the tree that was kept; of a copy that began behind them, its edge alone. */
function addGone(database: DatabaseSync, log: string, pruned: number, checks: RecordChecks): void {
  const tiles = database
    .prepare('SELECT number, hashes FROM tiles WHERE log = ? AND level = 0 ORDER BY number')
    .all(log);
  const whole = tiles.filter(({ number }, index) => number === index);
  const count = whole.reduce((sum, { hashes }) => sum + (hashes as Uint8Array).length / HASH_BYTES, 0);
  if (count < pruned) return checks.goneTo(pruned, subtreesIn(database, log, pruned));
  for (const { hashes } of whole)
    for (let at = 0; at < (hashes as Uint8Array).length && checks.size < pruned; at += HASH_BYTES)
      checks.gone(Buffer.from(hashes as Uint8Array).subarray(at, at + HASH_BYTES));
}

/** The whole subtrees of the first so many leaves, the highest first. */
function subtreesIn(database: DatabaseSync, log: string, size: number): readonly Subtree[] {
  const read = database.prepare('SELECT hashes FROM tiles WHERE log = ? AND level = ? AND number = ?');
  const subtrees: Subtree[] = [];
  for (let height = 52; height >= 0; height -= 1) {
    const index = Math.floor(size / 2 ** height);
    if (index % 2 === 0) continue;
    const within = height % TILE_HEIGHT;
    const first = (index - 1) * 2 ** within;
    const place = [Math.floor(height / TILE_HEIGHT), Math.floor(first / TILE_WIDTH)] as const;
    const hashes = Buffer.from(read.get(log, ...place)!['hashes'] as Uint8Array);
    const hash = new TileNodes(hashes).node(within, (first % TILE_WIDTH) / 2 ** within);
    subtrees.push({ height, hash });
  }
  return subtrees;
}

function read(database: DatabaseSync, log: string, checks: RecordChecks): number {
  const [logs] = database.prepare('SELECT pruned FROM logs WHERE log = ?').all(log);
  const pruned = Number(logs?.['pruned'] ?? 0);
  addGone(database, log, pruned, checks);
  const therapies = database.prepare(
    'SELECT therapy_id FROM therapies WHERE position = ? ORDER BY therapy_id',
  );
  const rows = database
    .prepare('SELECT position, n, at, kind, status, code, hash, bytes FROM records WHERE log = ? ORDER BY n')
    .iterate(log);
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
}

const logsIn = (database: DatabaseSync): readonly string[] =>
  database
    .prepare('SELECT log FROM logs UNION SELECT DISTINCT log FROM records')
    .all()
    .map(({ log }) => String(log));

const of = (log: string, what: string): string => (log === '' ? what : `${what} (of service ${log})`);

/**
 * Reads every stored record of who looked anew, and compares it with what the ledger sealed.
 * @param ledger the database of the ledger
 * @returns undefined where there is no such log, and the ledger knows of none
 */
export function verifyAccessLog(ledger: string, file: string): AccessLogFound | undefined {
  const parts = partsIn(ledger);
  const isThere = existsSync(file);
  if (!isThere && parts.length === 0) return undefined;
  const problems = new ProblemList();
  const found = { records: 0, pruned: 0, sealed: 0 };
  const check = (log: string, database?: DatabaseSync) => {
    const own = parts.filter((part) => part.log === log);
    const checks = new RecordChecks(own, (code, what) => problems.add(code, null, () => of(log, what)));
    if (database) found.pruned += read(database, log, checks);
    checks.end();
    found.records += checks.size;
    found.sealed += Math.max(0, ...own.filter(({ isPruned }) => !isPruned).map(({ size }) => size));
  };
  const sealed = parts.map(({ log }) => log);
  try {
    if (isThere)
      readingFrom(file, (database) => {
        for (const log of new Set([...sealed, ...logsIn(database)])) check(log, database);
        for (const fault of faultsIn(database))
          problems.add('FILE_DAMAGED', null, () => `access.sqlite: ${fault}`);
      });
    else for (const log of new Set(sealed)) check(log);
  } catch (error) {
    problems.add('LOG_UNREADABLE', null, () => `access.sqlite: ${(error as Error).message}`);
  }
  return { ...found, listed: problems.listed, count: problems.count };
}
