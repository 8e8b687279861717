import { DatabaseSync } from 'node:sqlite';
import { prepareDataFile } from '../../../dist/event-store/sqlite/data-file.js';
import { timed, warmAndTimed } from './measure.mjs';

/** As the service's own writer sets them. */
const PRAGMAS =
  'PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA wal_autocheckpoint = 4000';

/**
 * The floor: stored events into the service's own tables and indexes with the same durability, and nothing else.
 * Without triggers nothing checks revisions, ids and positions.
 */
export async function writeRaw(directory, events, batch, { triggers }) {
  const database = new DatabaseSync(prepareDataFile(directory));
  try {
    database.exec(PRAGMAS);
    if (!triggers) dropTriggers(database);
    const insert = database.prepare(
      'INSERT INTO events (stream_id, revision, id, type, hash, bytes) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const put = (event) =>
      insert.run(event.streamId, event.revision, event.id, event.type, event.hash, event.bytes);
    const begin = database.prepare('BEGIN IMMEDIATE');
    const commit = database.prepare('COMMIT');
    const write = (part) => {
      for (let from = 0; from < part.length; from += batch) {
        if (batch > 1) begin.run();
        for (const event of part.slice(from, from + batch)) put(event);
        if (batch > 1) commit.run();
      }
    };
    const [warm, rest] = warmAndTimed(events);
    write(warm);
    return await timed(rest.length, () => write(rest));
  } finally {
    database.close();
  }
}

function dropTriggers(database) {
  const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
}
