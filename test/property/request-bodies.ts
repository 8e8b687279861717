import type { SimulatedEvent } from './pump-events.js';

/** What a client sends to record an event. */
export interface RequestBody {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly data: unknown;
}

/** The requests that record a history, in the order in which it was recorded. */
export const requestBodies = (events: readonly SimulatedEvent[]): RequestBody[] =>
  events
    .toSorted((a, b) => a.revision - b.revision)
    .map(({ id, type, at, utcOffsetMinutes, data }) => ({
      id,
      type,
      occurredAt: withOffset(at, utcOffsetMinutes),
      // Members that are undefined are not sent.
      data: JSON.parse(JSON.stringify(data)) as unknown,
    }));

/** RFC 3339. */
export function withOffset(at: number, utcOffsetMinutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const minutes = Math.abs(utcOffsetMinutes);
  const offset = `${utcOffsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return new Date(at + utcOffsetMinutes * 60_000).toISOString().replace('Z', offset);
}
