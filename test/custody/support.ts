import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Erasure } from '../../src/custody/key-file.js';
import { FULL } from '../support/full.js';

/** Copies with one bit flipped: each bit at full size, and otherwise some bit of each byte. */
export function* flipped(bytes: Uint8Array): Generator<Buffer> {
  for (let bit = 0; bit < bytes.length * 8; bit += FULL ? 1 : 7) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    yield changed;
  }
}

/** A directory for one test. */
export function scratch(): { readonly directory: string; readonly remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-keys-'));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

export const MASTER = randomBytes(32);

export const erasureOf = (therapyId: string): Erasure => ({
  therapyId,
  eventId: `erasure-of-${therapyId}`,
  reason: 'asked for',
  authority: 'DPO',
  at: Date.UTC(2025, 2, 7),
  by: 'tester',
});

/** Asks the file on a connection of its own. */
export function asking<Result>(directory: string, ask: (database: DatabaseSync) => Result): Result {
  const database = new DatabaseSync(join(directory, 'keys.db'));
  try {
    return ask(database);
  } finally {
    database.close();
  }
}

export const wrappedIn = (directory: string): ReadonlyMap<string, Buffer> =>
  asking(directory, (database) => {
    const rows = database.prepare('SELECT therapy_id, wrapped FROM keys').all();
    return new Map(
      rows.map((row) => [row['therapy_id'] as string, Buffer.from(row['wrapped'] as Uint8Array)]),
    );
  });
