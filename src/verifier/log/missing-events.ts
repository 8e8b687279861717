import type { DatabaseSync } from 'node:sqlite';
import { absentIn } from '../../event-store/absent.js';
import { spanText } from '../../event-store/port.js';
import { readingFrom } from '../../sqlite/open.js';
import { ProblemList } from '../problems.js';

const keepsHeads = (database: DatabaseSync): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'heads'").get() !== undefined;

/** Streams that have fewer events than the file says they had. */
const SHORT = `SELECT stream_id, revision FROM heads
  WHERE revision > (SELECT count(*) FROM events WHERE events.stream_id = heads.stream_id AND events.revision <= heads.revision)
  ORDER BY position`;

/** Which revisions of which streams are gone, by what the file says beside the events. */
export function missingEvents(file: string): ProblemList {
  const problems = new ProblemList();
  const look = (database: DatabaseSync) => {
    if (!keepsHeads(database)) return;
    const revisions = database.prepare('SELECT revision FROM events WHERE stream_id = ? ORDER BY revision');
    for (const { stream_id: streamId, revision } of database.prepare(SHORT).all()) {
      const there = revisions.all(streamId!).map(({ revision }) => Number(revision));
      const gone = absentIn(there, Number(revision));
      problems.add(
        'EVENTS_MISSING',
        null,
        () => `revisions ${gone.map(spanText).join(', ')} of ${String(streamId)}`,
      );
    }
  };
  try {
    readingFrom(file, look);
  } catch (error) {
    problems.add('LOG_UNREADABLE', null, () => (error as Error).message);
  }
  return problems;
}
