import { type StoredEvent, UnknownPosition } from '../port.js';
import { DEFAULT_PREFIX, decode } from './codec.js';
import { Connection } from './connection.js';
import { commitOf } from './position.js';

/** Events read from the server at once. */
const PAGE = 1_000;
const DEADLINE_MS = 10_000;

/** Reads the log of a server as it is stored there, keeping nothing in memory; for threads beside the store. */
export class LogReader {
  constructor(private readonly connection: Connection) {}

  /** @throws Error for a URL that is none */
  static at(url: string, prefix = DEFAULT_PREFIX): LogReader {
    return new LogReader(new Connection({ url, prefix, deadlineMs: DEADLINE_MS }));
  }

  /** Events of one stream in order of revision, strictly after one. @throws StoreUnavailable */
  async readStream(streamId: string, afterRevision = 0, limit?: number): Promise<readonly StoredEvent[]> {
    const { prefix } = this.connection;
    const found: StoredEvent[] = [];
    const most = limit ?? Number.POSITIVE_INFINITY;
    for (let isMore = true; isMore && found.length < most;) {
      const wanted = Math.min(PAGE, most - found.length);
      const page = await this.connection.stream(prefix + streamId, afterRevision + found.length, wanted);
      for (const recorded of page) found.push(decode(prefix, recorded));
      isMore = page.length === wanted;
    }
    return found;
  }

  /** Events of all streams in the global order, strictly after a position. @throws UnknownPosition, StoreUnavailable */
  async readAll(afterPosition: string | undefined, limit: number): Promise<readonly StoredEvent[]> {
    const { connection } = this;
    const read = async (from: number | undefined, most: number) =>
      (await connection.all(from, most)).map((recorded) => decode(connection.prefix, recorded));
    if (afterPosition === undefined) return read(undefined, limit);
    // The server reads from a position on, and says nothing of whether something is there.
    const [before, ...events] = await read(commitOf(afterPosition), limit + 1);
    if (before?.position !== afterPosition) throw new UnknownPosition(afterPosition);
    return events;
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
