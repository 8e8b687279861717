import { inTransaction } from '../../sqlite/in-transaction.js';
import { openDatabase } from '../../sqlite/open.js';
import type { LogReader } from './log-reader.js';

const PAGE = 1_000;

/** The columns of the log in SQLite without what it promises of them: what is stored is copied, whatever it is. */
const TABLE = `CREATE TABLE events (
  position INTEGER PRIMARY KEY, stream_id TEXT, revision INTEGER, id TEXT, type TEXT, hash TEXT, bytes BLOB, disclosures BLOB
)`;

/**
 * Copies a log as the server has it stored into a new SQLite database, where what verifies logs can read it.
 * @throws StoreUnavailable
 */
export async function copyLog(log: LogReader, file: string): Promise<void> {
  const database = openDatabase(file);
  try {
    database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${TABLE}`);
    const insert = database.prepare('INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
    let after: string | undefined;
    for (let isMore = true; isMore;) {
      const page = await log.readAll(after, PAGE);
      inTransaction(database, () => {
        for (const { streamId, revision, id, type, hash, bytes, disclosures } of page)
          insert.run(streamId, revision, id, type, hash, bytes, disclosures ?? null);
      });
      after = page.at(-1)?.position ?? after;
      isMore = page.length === PAGE;
    }
  } finally {
    database.close();
  }
}
