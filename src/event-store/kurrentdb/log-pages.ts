import type { RecordedEvent } from '@kurrent/kurrentdb-client';
import { Semaphore } from '../../waiting/semaphore.js';
import { NoAnswer } from './calls.js';
import type { Connection } from './connection.js';
import type { Follower } from './follower.js';
import { commitIn } from './position.js';

const READS_AT_ONCE = 12;

/** Pages of the log as the server stores them, by the positions that the index knows. */
export class LogPages {
  /** @param limitMs for the answer of one page */
  constructor(
    private readonly connection: Connection,
    private readonly follower: Follower,
    private readonly limitMs: number,
  ) {}

  /**
   * What the server holds of these events, and others in their streams. It answers a filtered read when it found one more
   * than was wanted, or came to its end, before which there may be many events of others: so the last of the log is read
   * by its place, and all are where there is no answer.
   */
  async recorded(first: number, limit: number): Promise<readonly RecordedEvent[]> {
    const { index } = this.follower;
    const last = index.count - 1;
    if (first + limit <= last) return this.pageOf(first, limit);
    // Some of them may be gone, so that fewer are found.
    if (this.follower.cuts.all.length > 0) return this.each(first, limit);
    const before = last - first;
    const page = before > 0 ? await this.pageOf(first, before) : [];
    const isReached = page.length < before || commitIn(page.at(-1)) === index.positionAt(last - 1);
    if (before > 0 && !isReached) return page;
    const end = index.positionAt(last);
    return [...page.filter((recorded) => commitIn(recorded)! < end), ...(await this.each(last, 1))];
  }

  private async pageOf(first: number, limit: number): Promise<readonly RecordedEvent[]> {
    const { index } = this.follower;
    try {
      return await this.connection.all(index.positionAt(first), limit, this.limitMs);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return this.each(first, limit);
    }
  }

  /** The same, each by its place. */
  private async each(first: number, limit: number): Promise<readonly RecordedEvent[]> {
    const { index } = this.follower;
    const positions = Array.from({ length: limit }, (_, at) => index.positionAt(first + at));
    const turns = new Semaphore(READS_AT_ONCE);
    const found = await Promise.all(
      positions.map((position) => turns.run(() => this.connection.at(position))),
    );
    return found.filter((recorded) => recorded !== undefined);
  }
}
