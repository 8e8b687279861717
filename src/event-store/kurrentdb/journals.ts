import { randomUUID } from 'node:crypto';
import { type JSONType, type RecordedEvent, jsonEvent } from '@kurrent/kurrentdb-client';
import { type JournalEvent, type Journals, type SideStreamEvent, StoreUnavailable } from '../port.js';
import type { Connection } from './connection.js';

/** The streams beside the log that are read where they are needed, on the connection of the log. */
export class KurrentJournals implements Journals {
  constructor(private readonly connection: Connection) {}

  async append(stream: string, expected: number, events: readonly JournalEvent[]): Promise<boolean> {
    const made = events.map(({ type, data }) =>
      jsonEvent({ id: randomUUID(), type, data: data as JSONType }),
    );
    const outcome = await this.connection.append(stream, expected, made);
    if (outcome.kind === 'stored') return true;
    if (outcome.kind === 'wrong-revision' && !outcome.mayBeOurs) return false;
    const [found] = (await this.connection.stream(stream, expected, 1)) ?? [];
    if (!found && outcome.kind === 'unknown') throw outcome.cause;
    return found?.id === made[0]!.id;
  }

  async read(stream: string, after: number, limit: number): Promise<readonly SideStreamEvent[]> {
    return ((await this.connection.stream(stream, after, limit)) ?? []).map(eventIn);
  }

  cut(stream: string, upTo: number): Promise<void> {
    return this.connection.cut(stream, upTo);
  }
}

function eventIn({ streamId: stream, revision, type, data }: RecordedEvent): SideStreamEvent {
  if (typeof data !== 'object')
    throw new StoreUnavailable(
      `KurrentDB holds an event that this service did not write: revision ${revision} of the stream ${stream}`,
    );
  return { stream, revision: Number(revision) + 1, type, data };
}
