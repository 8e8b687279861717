import type { RecordedEvent } from '@kurrent/kurrentdb-client';
import { EventsMissing, type StoredEvent, UnknownPosition } from '../port.js';
import type { Origin } from '../origin.js';
import { absentIn } from '../absent.js';
import { MetAliens } from '../met-aliens.js';
import { Beginning } from './beginning.js';
import { Belonging } from './belonging.js';
import { DEFAULT_PREFIX, decode, isAlien } from './codec.js';
import { Connection } from './connection.js';
import { commitIn, commitOf, positionOf } from './position.js';
import { isTombstone } from './server-events.js';

/** Events read from the server at once. */
const PAGE = 1_000;
const DEADLINE_MS = 8_000;
/** For a page of all: behind it the server looks through what others wrote, and nobody waits for an answer meanwhile. */
const LONG_MS = 600_000;

/** Reads the log of a server as it is stored there, keeping nothing in memory; for threads beside the store. */
export class LogReader {
  /** What was left out, more than once where it was met more than once. */
  readonly aliens = new MetAliens();

  /** @param beginning where what is the log's is not judged by somebody else, too */
  constructor(
    private readonly connection: Connection,
    private readonly belonging: Belonging,
    private readonly beginning?: Beginning,
    private readonly limitMs?: number,
  ) {}

  /** @throws Error for a URL that is none */
  static at(url: string, origin?: Origin, prefix = DEFAULT_PREFIX): LogReader {
    const connection = new Connection({ url, prefix, deadlineMs: DEADLINE_MS });
    const belonging = new Belonging(origin);
    return new LogReader(connection, belonging, new Beginning(connection, belonging), LONG_MS);
  }

  /**
   * Events of one stream in order of revision, strictly after one; where the stream was cut, from the log of the server.
   * @param known up to which revision the stream is known to go
   * @throws StoreUnavailable, EventsMissing
   */
  async readStream(
    streamId: string,
    afterRevision = 0,
    limit = Number.POSITIVE_INFINITY,
    known?: number,
  ): Promise<readonly StoredEvent[]> {
    await this.beginning?.read();
    const last = Math.min(known ?? 0, afterRevision + limit);
    const found = await this.ofStream(streamId, afterRevision, limit);
    const mayBeCut = known === undefined && (!found || (afterRevision === 0 && found.length === 0));
    const gapsIn = (events: readonly StoredEvent[]) =>
      absentIn(
        events.map(({ revision }) => revision),
        last,
        afterRevision,
      );
    if (!mayBeCut && gapsIn(found ?? []).length === 0) return found ?? [];
    const whole = await this.ofLog(streamId, afterRevision, limit);
    const gaps = gapsIn(whole);
    if (gaps.length > 0) throw new EventsMissing(streamId, gaps);
    return whole;
  }

  /** Those that the server gives of the stream; undefined where it knows no such stream, or not any more. */
  private async ofStream(
    streamId: string,
    afterRevision: number,
    most: number,
  ): Promise<readonly StoredEvent[] | undefined> {
    const { prefix } = this.connection;
    const found: StoredEvent[] = [];
    // No event stands before the place that it has where there is no alien.
    let at = afterRevision;
    for (let isMore = true; isMore && found.length < most;) {
      const wanted = Math.min(PAGE, most - found.length);
      const page = await this.connection.stream(prefix + streamId, at, wanted);
      if (!page) return undefined;
      const isNext = ({ revision }: StoredEvent) => revision > (found.at(-1)?.revision ?? afterRevision);
      for (const event of this.own(page)) if (isNext(event)) found.push(event);
      at += page.length;
      isMore = page.length === wanted;
    }
    return found;
  }

  /** Those that the log of the server holds of the stream, whatever was made of that. */
  private async ofLog(
    streamId: string,
    afterRevision: number,
    most: number,
  ): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    let from: number | undefined;
    for (let isMore = true; isMore && found.length < most;) {
      const page = await this.connection.allOf(this.connection.prefix + streamId, from, PAGE, this.limitMs);
      const isNext = ({ revision }: StoredEvent) => revision > (found.at(-1)?.revision ?? afterRevision);
      for (const event of this.own(page)) if (isNext(event) && found.length < most) found.push(event);
      from = commitIn(page.at(-1)) ?? from;
      isMore = page.length === PAGE;
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
      const page = await this.connection.all(from, wanted, this.limitMs);
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
      if (isTombstone(recorded)) return [];
      const event = decode(this.connection.prefix, recorded);
      const alien = isAlien(event) ? event : this.belonging.alien(event, recorded);
      if (!alien) return [event as StoredEvent];
      this.aliens.add({ count: 1, first: [alien] });
      return [];
    });
  }

  /** What is under way is given up at once. */
  async close(): Promise<void> {
    await this.connection.close();
  }
}
