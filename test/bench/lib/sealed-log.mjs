import { generateKeySync, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { prepareDataFile } from '../../../dist/event-store/sqlite/data-file.js';
import { sealDisclosures } from '../../../dist/custody/disclosure-cipher.js';
import { ANONYMOUS } from '../../../dist/record/anonymous.js';
import { readContent } from '../../../dist/therapy/content.js';
import { NO_HEAD } from '../../../dist/therapy/head.js';
import { seal } from '../../../dist/therapy/seal.js';
import { careOf } from './care.mjs';

/** Different histories; the others repeat them under other names. */
const MOST_HISTORIES = 20;
const salt = () => randomBytes(16).toString('base64url');

/** Writes so many events of so many therapies straight into a new log, all mixed, in one transaction. */
export function writeLog(directory, therapies, each) {
  const database = new DatabaseSync(prepareDataFile(directory));
  const insert = database.prepare(
    'INSERT INTO events (stream_id, revision, id, type, hash, bytes, disclosures) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const contents = Array.from({ length: Math.min(therapies, MOST_HISTORIES) }, (_, seed) =>
    careOf(each, seed + 1).map((body) => readContent(body, { defaultSourceKind: 'manual' }).content),
  );
  const keys = Array.from({ length: therapies }, () => generateKeySync('aes', { length: 256 }));
  const heads = Array.from({ length: therapies }, () => NO_HEAD);
  let bytes = 0;
  database.exec('BEGIN IMMEDIATE');
  for (let index = 0; index < each; index++)
    for (let therapy = 0; therapy < therapies; therapy++) {
      const therapyId = `t-${therapy}`;
      const id = `0199aaaa-${String(therapy).padStart(8, '0')}-${String(index).padStart(12, '0')}`;
      const content = contents[therapy % contents.length][index];
      const made = seal(
        therapyId,
        id,
        content,
        heads[therapy],
        Date.UTC(2026, 0, 1) + index,
        ANONYMOUS,
        salt,
      );
      const { type, revision, recordedAt } = made.sealed;
      const disclosures =
        made.disclosures.length > 0 ? sealDisclosures(keys[therapy], made.hash, made.disclosures) : null;
      insert.run(therapyId, revision, id, type, made.hash, made.bytes, disclosures);
      heads[therapy] = { revision, hash: made.hash, recordedAt: Date.parse(recordedAt) };
      bytes += made.bytes.length;
    }
  database.exec('COMMIT');
  database.close();
  return { events: therapies * each, bytes };
}
