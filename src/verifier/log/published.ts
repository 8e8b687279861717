import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readingFrom } from '../../sqlite/open.js';
import { keyLines } from '../check.js';
import type { GivenCheckpoint } from './checkpoints.js';

/** What a data directory says that was published of its log. */
export interface Published {
  readonly checkpoints: readonly GivenCheckpoint[];
  /** From the directory itself: they prove nothing unless they were got elsewhere, too. */
  readonly ownKeys: readonly string[];
}

const NOTHING: readonly GivenCheckpoint[] = [];

/** Every checkpoint that was ever signed. */
function checkpointsIn(file: string): readonly GivenCheckpoint[] {
  if (!existsSync(file)) return NOTHING;
  return readingFrom(file, (database) => {
    const all = database.prepare('SELECT size, origin, root, signatures FROM checkpoints ORDER BY size');
    // Somebody may have written a size beyond all counting.
    all.setReadBigInts(true);
    return all.all().map(({ size, origin, root, signatures }) => {
      const base64 = Buffer.from(root as Uint8Array).toString('base64');
      const note = `${String(origin)}\n${String(size)}\n${base64}\n\n${String(signatures)}`;
      return { note: Buffer.from(note), from: 'checkpoints.sqlite', isForeign: false };
    });
  });
}

/** @throws Error where its files cannot be read */
export function publishedIn(dataDir: string): Published {
  const keyFile = join(dataDir, 'signing', 'verifier-keys.txt');
  return {
    checkpoints: checkpointsIn(join(dataDir, 'checkpoints.sqlite')),
    ownKeys: existsSync(keyFile) ? keyLines(readFileSync(keyFile, 'utf8')) : [],
  };
}
