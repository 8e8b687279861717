import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { shippedPolicies } from '../../../src/compliance/policies/index.js';
import type { Json } from './client.js';

/** Entries of the ledger that the first start of a service makes: the shipped policies come into force. */
export const AT_START = shippedPolicies.length;

/** An answer in plain text. */
export async function text(url: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(url);
  return { status: answer.status, text: await answer.text() };
}

export interface Noted {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly signatures: readonly string[];
}

/** The parts of a checkpoint. */
export function partsOf(note: string): Noted {
  const [origin, size, root, blank, ...signatures] = note.trimEnd().split('\n');
  expect(blank).toBe('');
  return { origin: origin!, size: Number(size), root: root!, signatures };
}

/** What /health/ready says of the ledger, ready or not. */
export async function ledgerHealth(
  baseUrl: string,
): Promise<{ readonly status: number; readonly ledger: Json }> {
  const answer = await fetch(`${baseUrl}/health/ready`);
  const body = (await answer.json()) as Json;
  return { status: answer.status, ledger: body['ledger'] as Json };
}

/** Asks again until it is so. */
export async function eventually<Value>(
  ask: () => Promise<Value>,
  isSo: (value: Value) => boolean,
  limitMs = 60_000,
): Promise<Value> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const value = await ask();
    if (isSo(value)) return value;
    if (Date.now() > deadline) throw new Error(`it did not come to be; last seen: ${JSON.stringify(value)}`);
    await pause(50);
  }
}

/** Puts the log of one data directory, and nothing else of it, into another. */
export async function putLog(from: string, to: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) {
    await rm(join(to, `ledger.sqlite${suffix}`), { force: true });
    await cp(join(from, `ledger.sqlite${suffix}`), join(to, `ledger.sqlite${suffix}`), {
      force: true,
      recursive: true,
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}

/** Changes the log as whoever has the file can: takes what guards it away, and puts it back. */
export function tampered(dataDir: string, change: (log: DatabaseSync) => void): void {
  const log = new DatabaseSync(join(dataDir, 'ledger.sqlite'));
  const triggers = log.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) log.exec(`DROP TRIGGER ${String(name)}`);
  change(log);
  for (const { sql } of triggers) log.exec(String(sql));
  log.close();
}
