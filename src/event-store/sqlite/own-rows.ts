import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Origin } from '../origin.js';

type Row = Readonly<Record<string, SQLOutputValue>>;

const MARKED = 'SELECT position, stream_id, revision, hash, mac FROM events WHERE mac IS NOT NULL';

/** Files of an older release keep nothing by which an origin is told. */
export const keepsMarks = (database: DatabaseSync): boolean =>
  database.prepare("SELECT 1 FROM pragma_table_info('events') WHERE name = 'mac'").get() !== undefined;

const isOwnRow = (origin: Origin, { stream_id, revision, hash, mac }: Row): boolean =>
  origin.isOwn({
    streamId: stream_id as string,
    revision: Number(revision),
    hash: hash as string,
    ...(mac !== null && { mac: mac as Uint8Array }),
  });

/**
 * Which rows the services of the log wrote: from the first that is known for theirs, every later one must be. Those before it
 * are of an older release, or of a master key that was lost, and believed.
 */
export class OwnRows {
  private readonly upwards: StatementSync;
  private readonly downwards: StatementSync;
  private firstOwn: number | undefined;
  /** None up to here is known for theirs. */
  private looked = 0;

  constructor(
    database: DatabaseSync,
    private readonly origin: Origin,
  ) {
    this.upwards = database.prepare(`${MARKED} AND position > ? AND position <= ? ORDER BY position`);
    this.downwards = database.prepare(`${MARKED} AND position > ? ORDER BY position DESC`);
    // Somebody may have written numbers beyond all counting.
    for (const statement of [this.upwards, this.downwards]) statement.setReadBigInts(true);
  }

  /** The position of the first that is known for theirs, up to a position; undefined where there is none. */
  private first(last: number): number | undefined {
    if (this.firstOwn === undefined && this.looked < last) {
      this.firstOwn = this.search(this.upwards, this.looked, last);
      this.looked = last;
    }
    return this.firstOwn;
  }

  /** The position of the last that is known for theirs, after a position; undefined where there is none. */
  last(after = 0): number | undefined {
    return this.search(this.downwards, after);
  }

  /**
   * A row among some that is not to be believed.
   * @param last gives the position of the last row of the log
   */
  otherAmong(rows: readonly Row[], last: () => number): Row | undefined {
    const others = rows.filter((row) => row.mac === null || !isOwnRow(this.origin, row));
    if (others.length === 0) return undefined;
    const first = this.first(last());
    return first === undefined ? undefined : others.find(({ position }) => Number(position) >= first);
  }

  private search(statement: StatementSync, ...bounds: number[]): number | undefined {
    for (const row of statement.iterate(...bounds))
      if (isOwnRow(this.origin, row) && Number.isSafeInteger(Number(row.position)))
        return Number(row.position);
    return undefined;
  }
}
