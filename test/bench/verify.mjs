import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { logFile } from '../../dist/event-store/sqlite/data-file.js';
import { verifyLogInThread } from '../../dist/verifier/log/verify-log-thread.js';
import { inTurn, timed } from './lib/measure.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { writeLog } from './lib/sealed-log.mjs';

const THERAPIES = 5_000;
const EACH = 200;
const ROUNDS = 3;

/** The floor: the same bytes from the same file by the same driver, hashed once, and nothing else. */
function plain(file) {
  const database = new DatabaseSync(file, { readOnly: true });
  let hashed = 0;
  for (const { bytes } of database.prepare('SELECT bytes FROM events ORDER BY position').iterate()) {
    hash('sha256', bytes, 'hex');
    hashed += bytes.length;
  }
  database.close();
  return hashed;
}

export const verify = () =>
  inScratch(async (directory) => {
    const { events, bytes } = writeLog(directory, THERAPIES, EACH);
    heading(
      `Verifying ${events.toLocaleString('en-US')} events, ${Math.round(bytes / 1e6)} MB (ratio: to plain SHA-256)`,
    );
    const file = logFile(directory);
    const { of, ratio, samples } = await inTurn(ROUNDS, {
      plain: () => timed(events, () => plain(file)),
      verify: () =>
        timed(events, async () => {
          const found = await verifyLogInThread({ file, checkpoints: [], keys: [], ownKeys: [] });
          if (found.problemCount > 0 || found.treeSize !== events)
            throw new Error(JSON.stringify(found.problems[0]));
        }),
    });
    line('plain SHA-256 over the same bytes from the same file', {
      value: of('plain').rate,
      unit: 'events/s',
    });
    line('verify: hashes, tree, canonical form, chain, columns, ids', {
      value: of('verify').rate,
      unit: 'events/s',
      ratio: ratio('verify', 'plain'),
      aim: { leastRatio: 0.5 },
    });
    keep('verify', samples);
  });
