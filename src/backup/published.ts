import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readingFrom } from '../sqlite/open.js';
import type { GivenCheckpoint } from '../verifier/log/checkpoints.js';
import { publishedIn } from '../verifier/log/published.js';
import { CHECKPOINTS } from './parts.js';

/** The checkpoint of the most events that was ever signed. */
export interface LastCheckpoint {
  readonly size: number;
  /** ms since 1970. */
  readonly signedAt: number;
}

export function lastCheckpointIn(directory: string): LastCheckpoint | undefined {
  const file = join(directory, CHECKPOINTS);
  if (!existsSync(file)) return undefined;
  const sql = 'SELECT size, signed_at FROM checkpoints ORDER BY size DESC LIMIT 1';
  const row = readingFrom(file, (database) => database.prepare(sql).get());
  return row && { size: Number(row['size']), signedAt: Number(row['signed_at']) };
}

const textOf = ({ note }: GivenCheckpoint): string => Buffer.from(note).toString();

/** What the directories know to be published, each once, but for checkpoints of more events than there can be. */
export function publishedInAll(directories: readonly string[], events: number) {
  const all = directories.map(publishedIn);
  const checkpoints = all.flatMap((published) => published.checkpoints);
  const once = new Map(checkpoints.map((checkpoint) => [textOf(checkpoint), checkpoint]));
  return {
    checkpoints: [...once.values()].filter(
      (checkpoint) => Number(textOf(checkpoint).split('\n')[1]) <= events,
    ),
    ownKeys: [...new Set(all.flatMap(({ ownKeys }) => ownKeys))],
  };
}
