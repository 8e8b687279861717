import { ProblemList } from '../problems.js';
import { openReadOnly } from '../../sqlite/open.js';

/** Ids that a therapy has twice, by what stands beside the bytes: that the bytes say the same is seen elsewhere. */
export function repeatedIds(file: string, last: bigint): ProblemList {
  const problems = new ProblemList();
  const database = openReadOnly(file);
  try {
    // The index may have been made to lie.
    const repeated = database.prepare(
      'SELECT stream_id, id FROM events NOT INDEXED WHERE position <= ? GROUP BY stream_id, id HAVING count(*) > 1',
    );
    const places = database.prepare(
      `SELECT (SELECT count(*) FROM events AS before WHERE before.position < events.position) AS leaf
        FROM events NOT INDEXED WHERE stream_id = ? AND id = ? ORDER BY position LIMIT -1 OFFSET 1`,
    );
    for (const { stream_id: therapyId, id } of repeated.all(last))
      for (const { leaf } of places.all(therapyId!, id!))
        problems.add('ID_REPEATED', Number(leaf), () => `${String(id)} in ${String(therapyId)}`);
  } catch (error) {
    problems.add('LOG_UNREADABLE', null, () => (error as Error).message);
  } finally {
    database.close();
  }
  return problems;
}
