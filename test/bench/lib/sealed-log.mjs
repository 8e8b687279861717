import { createHash, hash, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { prepareDataFile } from '../../../dist/event-store/sqlite/data-file.js';
import { canonicalBytes } from '../../../dist/ledger/canonical.js';
import { ANONYMOUS } from '../../../dist/record/anonymous.js';
import { readContent } from '../../../dist/therapy/content.js';
import { replacePersonalValues } from '../../../dist/therapy/personal.js';
import { NO_HEAD, seal } from '../../../dist/therapy/seal.js';
import { careOf } from './care.mjs';

const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

/** What stands beside an event in the log; of its form only the check can be told without a key. */
function blobOf(disclosures) {
  const rest = randomBytes(12 + disclosures.join('~').length + 16);
  const check = createHash('sha256').update(rest).digest().subarray(0, 16);
  return Buffer.concat([Buffer.of(1), check, rest]);
}

/** One event as it is stored, its personal values as digests. */
function stored(therapyId, id, content, head, now) {
  const disclosures = [];
  const hidden = replacePersonalValues(content, (value, { name }) => {
    const disclosure = base64url(canonicalBytes([base64url(randomBytes(16)), name, value]));
    disclosures.push(disclosure);
    return { $sd: hash('sha256', disclosure, 'base64url') };
  });
  const made = seal(therapyId, id, hidden, head, now, ANONYMOUS);
  return { ...made, disclosures: disclosures.length > 0 ? blobOf(disclosures) : null };
}

/** Writes so many events of so many therapies straight into a new log, all mixed, with the table's own checks. */
export function writeLog(directory, therapies, each) {
  const database = new DatabaseSync(prepareDataFile(directory));
  const insert = database.prepare(
    'INSERT INTO events (stream_id, revision, id, type, hash, bytes, disclosures) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const contents = Array.from({ length: Math.min(therapies, 20) }, (_, seed) =>
    careOf(each, seed + 1).map((body) => readContent(body, { defaultSourceKind: 'manual' }).content),
  );
  const heads = Array.from({ length: therapies }, () => NO_HEAD);
  let bytes = 0;
  database.exec('BEGIN IMMEDIATE');
  for (let index = 0; index < each; index++)
    for (let therapy = 0; therapy < therapies; therapy++) {
      const id = `0199aaaa-${String(therapy).padStart(8, '0')}-${String(index).padStart(12, '0')}`;
      const content = contents[therapy % contents.length][index];
      const now = Date.UTC(2026, 0, 1) + index;
      const made = stored(`t-${therapy}`, id, content, heads[therapy], now);
      const { type, revision, recordedAt } = made.sealed;
      insert.run(`t-${therapy}`, revision, id, type, made.hash, made.bytes, made.disclosures);
      heads[therapy] = { revision, hash: made.hash, recordedAt: Date.parse(recordedAt) };
      bytes += made.bytes.length;
    }
  database.exec('COMMIT');
  database.close();
  return { events: therapies * each, bytes };
}
