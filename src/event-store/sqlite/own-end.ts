/** In tests Node runs this file as it is for the writer's thread. */
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../sqlite/in-transaction.ts';
import type { Origin } from '../origin.ts';
import { OwnRows } from './own-rows.ts';
import { type FoundAliens, NO_ALIENS } from '../found-aliens.ts';
import { setAsideBehind } from './set-aside.ts';

/** Where the log ends, for the one who writes to it: whatever stands behind what he wrote is somebody else's. */
export class OwnEnd {
  private readonly rows: OwnRows;
  private readonly lastRow;

  constructor(
    private readonly database: DatabaseSync,
    origin: Origin,
    private committed: number,
  ) {
    this.rows = new OwnRows(database, origin);
    this.lastRow = database.prepare('SELECT max(position) AS position FROM events');
    this.lastRow.setReadBigInts(true);
  }

  get position(): number {
    return this.committed;
  }

  /** Sets aside what others wrote since, and goes on behind the log's own end; all in one transaction. */
  after<Result>(work: () => Result): { readonly result: Result; readonly aliens: FoundAliens } {
    const { end, ...done } = inTransaction(this.database, () => {
      const aliens = this.clear();
      return { aliens, result: work(), end: this.last() };
    });
    this.committed = end;
    return done;
  }

  /** @throws Error where the end is gone: what came behind it would take its place. */
  private clear(): FoundAliens {
    if (this.last() < this.committed) throw new Error('the last events of the log are gone from its file');
    if (this.last() <= this.committed) return NO_ALIENS;
    // A commit that seemed to fail may have been stored.
    const end = this.rows.last(this.committed) ?? this.committed;
    return this.last() > end ? setAsideBehind(this.database, end) : NO_ALIENS;
  }

  private last(): number {
    return Number(this.lastRow.get()!['position'] ?? 0);
  }
}
