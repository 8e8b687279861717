import { randomUUID } from 'node:crypto';
import { type JSONType, jsonEvent } from '@kurrent/kurrentdb-client';
import {
  type Json,
  type SideStreamEvent,
  type SideStreams,
  StoreUnavailable,
  StreamClosed,
} from '../port.js';
import { within } from '../../waiting/within.js';
import type { SideStream } from './side-stream.js';
import type { Connection } from './connection.js';
import type { Follower } from './follower.js';

/** The streams beside those of the therapies, on the connection of the log. */
export class KurrentSideStreams implements SideStreams {
  constructor(
    private readonly connection: Connection,
    private readonly follower: Follower,
    private readonly streams: readonly SideStream[],
    private readonly limitMs: number,
  ) {}

  append(stream: string, expected: number, type: string, data: Json): Promise<boolean> {
    const late = () => new StoreUnavailable(`KurrentDB did not answer within ${this.limitMs} ms`);
    return within(this.limitMs, this.appended(stream, expected, type, data), late);
  }

  private async appended(stream: string, expected: number, type: string, data: Json): Promise<boolean> {
    const id = randomUUID();
    const event = jsonEvent({ id, type, data: data as JSONType });
    const outcome = await this.connection.append(stream, expected, [event]).catch((error: unknown) => {
      if (error instanceof StreamClosed) throw new StoreUnavailable(error.message, { cause: error });
      throw error;
    });
    if (outcome.kind === 'stored' && outcome.position !== undefined) {
      await this.follower.awaited(this.follower.upTo(outcome.position));
      return true;
    }
    let isStored = outcome.kind === 'stored';
    if (outcome.kind === 'unknown' || (outcome.kind === 'wrong-revision' && outcome.mayBeOurs)) {
      const [found] = (await this.connection.stream(stream, expected, 1)) ?? [];
      if (!found && outcome.kind === 'unknown') throw outcome.cause;
      isStored = found?.id === id;
    }
    await this.follower.advance();
    return isStored;
  }

  async tombstone(stream: string): Promise<void> {
    await this.connection.tombstone(stream);
  }

  take(prefix: string, taker: (event: SideStreamEvent) => void): void {
    const stream = this.streams.find((one) => one.prefix === prefix);
    if (!stream) throw new TypeError(`streams with the prefix ${prefix} are not followed`);
    stream.take(taker);
  }
}
