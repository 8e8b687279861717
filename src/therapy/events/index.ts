import { eventCorrected } from './event-corrected.js';
import type { EventType } from './event-type.js';
import { eventVoided } from './event-voided.js';
import { FACT_TYPES } from './facts.js';

export type { EventExample, StatedDate } from './event-type.js';
export type { Replacement } from './event-corrected.js';

const ALL = { ...FACT_TYPES, EventCorrected: eventCorrected, EventVoided: eventVoided } as const;

/** The types that a client can record. */
export type EventTypeName = keyof typeof ALL;

export type EventDataByType = {
  readonly [Name in EventTypeName]: InstanceType<(typeof ALL)[Name]['dataClass']>;
};

/** The data of an event of a type. Plain JSON of that shape, never an instance of the class. */
export type EventData<Name extends EventTypeName> = EventDataByType[Name];

export const eventTypes: { readonly [Name in EventTypeName]: EventType<Name, EventData<Name>> } = ALL;

export const eventTypeNames = Object.keys(ALL) as readonly EventTypeName[];

export const isEventTypeName = (value: unknown): value is EventTypeName =>
  typeof value === 'string' && Object.hasOwn(ALL, value);

/** Events of their own kind that other requests make: a client cannot record them. */
export const NOT_RECORDABLE: readonly string[] = ['AuditSigned', 'PatientErased'];

/** The order in which the examples can be recorded one after the other, and in which they happened. */
export const exampleOrder: readonly EventTypeName[] = eventTypeNames.toSorted(
  (a, b) => startOf(a) - startOf(b),
);

function startOf(name: EventTypeName): number {
  const { occurredAt } = ALL[name].example;
  return Date.parse(typeof occurredAt === 'string' ? occurredAt : occurredAt.earliest);
}
