import { createHash, randomUUID } from 'node:crypto';
import { filter, firstValueFrom, map, take, toArray } from 'rxjs';
import type { EventStore, NewEvent, StoredEvent } from '../../src/event-store/port.js';

const encoder = new TextEncoder();

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export function eventOf(text: string, id: string = randomUUID(), type = 'Tested'): NewEvent {
  const bytes = encoder.encode(text);
  return { id, type, bytes, hash: sha256(bytes) };
}

export const someEvents = (count: number, text = 'event'): readonly NewEvent[] =>
  Array.from({ length: count }, (_, index) => eventOf(`${text} ${index + 1}`));

/** Pages to the end of the log. */
export async function wholeLog(store: EventStore, page = 100): Promise<readonly StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const events = await store.readAll(all.at(-1)?.position, page);
    all.push(...events);
    if (events.length < page) return all;
  }
}

/** The next events of a subscription, as soon as there are so many. */
export function nextEvents(
  store: EventStore,
  count: number,
  after?: string,
): Promise<readonly StoredEvent[]> {
  return firstValueFrom(
    store.subscribe(after).pipe(
      filter((signal) => signal.kind === 'event'),
      map((signal) => signal.event),
      take(count),
      toArray(),
    ),
  );
}

export const positionsOf = (events: readonly StoredEvent[]) => events.map((event) => event.position);

export const growStrictly = (positions: readonly string[]) =>
  positions.every((position, index) => index === 0 || positions[index - 1]! < position);

/** Appends events one after the other, each time again from the stream's new end when another writer was first. */
export async function insist(
  store: EventStore,
  streamId: string,
  events: readonly NewEvent[],
): Promise<string[]> {
  const positions: string[] = [];
  let revision = (await store.head(streamId))?.revision ?? 0;
  for (const event of events) {
    for (let stored = false; !stored;) {
      try {
        positions.push(...(await store.append(streamId, revision, [event])));
        revision++;
        stored = true;
      } catch (error) {
        if (!(error instanceof Error && 'actual' in error)) throw error;
        revision = error.actual as number;
      }
    }
  }
  return positions;
}
