import type { RecordedEvent } from '@kurrent/kurrentdb-client';
import { type StoredEvent, UnknownPosition } from '../port.js';
import type { Origin } from '../origin.js';
import { MetAliens } from './aliens.js';
import { Beginning } from './beginning.js';
import { Belonging } from './belonging.js';
import { DEFAULT_PREFIX, decode, isAlien } from './codec.js';
import { Connection } from './connection.js';
import { commitIn, commitOf, positionOf } from './position.js';

/** Events read from the server at once. */
const PAGE = 1_000;
const DEADLINE_MS = 10_000;

/** Reads the log of a server as it is stored there, keeping nothing in memory; for threads beside the store. */
export class LogReader {
  /** What was left out, more than once where it was met more than once. */
  readonly aliens = new MetAliens();

  /** @param beginning where what is the log's is not judged by somebody else, too */
  constructor(
    private readonly connection: Connection,
    private readonly belonging: Belonging,
    private readonly beginning?: Beginning,
  ) {}

  /** @throws Error for a URL that is none */
  static at(url: string, origin?: Origin, prefix = DEFAULT_PREFIX): LogReader {
    const connection = new Connection({ url, prefix, deadlineMs: DEADLINE_MS });
    const belonging = new Belonging(origin);
    return new LogReader(connection, belonging, new Beginning(connection, belonging));
  }

  /** Events of one stream in order of revision, strictly after one. @throws StoreUnavailable */
  async readStream(streamId: string, afterRevision = 0, limit?: number): Promise<readonly StoredEvent[]> {
    const { prefix } = this.connection;
    await this.beginning?.read();
    const found: StoredEvent[] = [];
    const most = limit ?? Number.POSITIVE_INFINITY;
    // No event stands before the place that it has where there is no alien.
    let at = afterRevision;
    for (let isMore = true; isMore && found.length < most;) {
      const wanted = Math.min(PAGE, most - found.length);
      const page = await this.connection.stream(prefix + streamId, at, wanted);
      const isNext = ({ revision }: StoredEvent) => revision > (found.at(-1)?.revision ?? afterRevision);
      for (const event of this.own(page)) if (isNext(event)) found.push(event);
      at += page.length;
      isMore = page.length === wanted;
    }
    return found;
  }

  /** Events of all streams in the global order, strictly after a position. @throws UnknownPosition, StoreUnavailable */
  async readAll(afterPosition: string | undefined, limit: number): Promise<readonly StoredEvent[]> {
    await this.beginning?.read();
    const found: StoredEvent[] = [];
    let from = afterPosition === undefined ? undefined : commitOf(afterPosition);
    for (let isMore = true; isMore && found.length < limit;) {
      const before = from === undefined ? 0 : 1;
      const wanted = limit - found.length + before;
      const page = await this.connection.all(from, wanted);
      // The server reads from a position on, and says nothing of whether something is there.
      if (from !== undefined && commitIn(page[0]) !== from) throw new UnknownPosition(positionOf(from));
      found.push(...this.own(page.slice(before)));
      from = commitIn(page.at(-1)) ?? from;
      isMore = page.length === wanted;
    }
    return found;
  }

  /** What is of the log among events that the server gave. @throws StoreUnavailable */
  own(page: readonly RecordedEvent[]): readonly StoredEvent[] {
    return page.flatMap((recorded) => {
      const event = decode(this.connection.prefix, recorded);
      const alien = isAlien(event) ? event : this.belonging.alien(event, recorded);
      if (!alien) return [event as StoredEvent];
      this.aliens.add(alien);
      return [];
    });
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
