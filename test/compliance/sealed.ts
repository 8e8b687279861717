import type { EventId, Sealed, TherapyId } from '../../src/therapy/envelope.js';
import type { EventTypeName } from '../../src/therapy/events/index.js';
import { readOccurredAt } from '../../src/therapy/occurred-at.js';
import type { History } from '../property/histories.js';

const DAY = 86_400_000;

/** An instant at an offset, as a source states it. */
function atOffset(at: number, utcOffsetMinutes: number): string {
  const local = new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, -1);
  if (utcOffsetMinutes === 0) return `${local}Z`;
  const minutes = Math.abs(utcOffsetMinutes);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${local}${utcOffsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What a client would record. */
export interface Told {
  readonly id: string;
  readonly type: EventTypeName;
  readonly occurredAt: string;
  readonly data: object;
}

/** A random history as a client tells it, registered first, all of it so many days later. */
export const toldOf = ({ events }: History, days = 0): Told[] => [
  {
    id: 'registered',
    type: 'TherapyRegistered',
    occurredAt: '2015',
    data: { patientPseudonym: 'p', indication: 'spasticity', aetiology: 'spinal-cord-injury' },
  },
  ...events.map(({ id, type, at, utcOffsetMinutes, data }) => ({
    id: id as string,
    type,
    occurredAt: atOffset(at + days * DAY, utcOffsetMinutes ?? 0),
    data: JSON.parse(JSON.stringify(data)) as object,
  })),
];

/** The same as events of the record, recorded in this order at one instant. */
export const sealed = (told: readonly Told[], recordedAt = '2026-01-01T00:00:00.000Z'): Sealed[] =>
  told.map(({ id, type, occurredAt, data }, index) => {
    const read = readOccurredAt(occurredAt);
    if (!read.ok) throw new TypeError(occurredAt);
    return {
      id: id as EventId,
      therapyId: 't' as TherapyId,
      type,
      schemaVersion: 1,
      revision: index + 1,
      occurredAt: read.value,
      recordedAt,
      recordedBy: { subject: 'test', name: 'test', role: 'test' },
      source: { kind: 'import', assertion: 'stated' },
      data,
      previousHash: '',
    };
  });
