import type { DatabaseSync } from 'node:sqlite';
import { type FoundAliens, MOST_SHOWN, NO_ALIENS } from '../../event-store/found-aliens.js';
import type { Origin } from '../../event-store/origin.js';
import { OwnRows, keepsMarks } from '../../event-store/sqlite/own-rows.js';
import { aliensBehind, aliensSetAside } from '../../event-store/sqlite/set-aside.js';
import { inReadTransaction } from '../../sqlite/in-transaction.js';
import { readingFrom } from '../../sqlite/open.js';
import { ProblemList } from '../problems.js';
import { lastPosition } from './rows.js';

/** Where a log ends, and what other programs wrote into its file, which is nothing of it. */
export interface LogEnds {
  readonly last: bigint;
  readonly leftOut: FoundAliens;
  /** So many of these still stand behind its end. */
  readonly behind: number;
}

const keepsAliens = (database: DatabaseSync): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'aliens'").get() !==
  undefined;

const both = (one: FoundAliens, other: FoundAliens): FoundAliens => ({
  count: one.count + other.count,
  first: [...one.first, ...other.first].slice(0, MOST_SHOWN),
});

/** @param origin without which the log ends where its file ends */
export const endsOf = (file: string, origin: Origin | undefined): LogEnds =>
  readingFrom(file, (database) =>
    inReadTransaction(database, () => {
      const setAside = keepsAliens(database) ? aliensSetAside(database) : NO_ALIENS;
      const own = origin && keepsMarks(database) ? new OwnRows(database, origin).last() : undefined;
      if (own === undefined) return { last: lastPosition(database), leftOut: setAside, behind: 0 };
      const behind = aliensBehind(database, own);
      return { last: BigInt(own), leftOut: both(setAside, behind), behind: behind.count };
    }),
  );

export interface OriginsFound extends Pick<ProblemList, 'listed' | 'count'> {
  /** So many of the first events are of an older release, or of a master key that was lost: their origin cannot be told. */
  readonly unchecked: number;
}

/** Whether each event was written by a service of the log, from the first that is known for one of these. */
export function checkOrigins(file: string, last: bigint, origin: Origin): OriginsFound {
  const problems = new ProblemList();
  let leafIndex = 0;
  let firstOwn: number | undefined;
  const look = (database: DatabaseSync) => {
    const rows = database.prepare(
      `SELECT stream_id, revision, hash, ${keepsMarks(database) ? 'mac' : 'NULL AS mac'} FROM events NOT INDEXED WHERE position <= ? ORDER BY position`,
    );
    rows.setReadBigInts(true);
    for (const { stream_id: stream, revision, hash, mac } of rows.iterate(last)) {
      const streamId = String(stream);
      const marked = { streamId, revision: Number(revision), hash: String(hash) };
      const isOwn = mac instanceof Uint8Array && origin.isOwn({ ...marked, mac });
      if (isOwn) firstOwn ??= leafIndex;
      else if (firstOwn !== undefined)
        problems.add('ORIGIN_UNKNOWN', leafIndex, () => `revision ${String(revision)} of ${streamId}`);
      leafIndex += 1;
    }
  };
  try {
    readingFrom(file, look);
  } catch (error) {
    problems.add('LOG_UNREADABLE', leafIndex, () => (error as Error).message);
  }
  const { listed, count } = problems;
  return { listed, count, unchecked: firstOwn ?? leafIndex };
}
