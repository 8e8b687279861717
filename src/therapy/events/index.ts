import { auditSigned } from './audit-signed.js';
import { eventCorrected } from './event-corrected.js';
import type { EventType } from './event-type.js';
import { eventVoided } from './event-voided.js';
import { FACT_TYPES } from './facts.js';
import { patientErased } from './patient-erased.js';

export type { EventExample, StatedDate } from './event-type.js';
export type { Replacement } from './event-corrected.js';

const RECORDABLE = { ...FACT_TYPES, EventCorrected: eventCorrected, EventVoided: eventVoided } as const;
const MADE_BY_OTHER_REQUESTS = { AuditSigned: auditSigned, PatientErased: patientErased } as const;
const ALL = { ...RECORDABLE, ...MADE_BY_OTHER_REQUESTS } as const;

/** The types that a client can record. */
export type RecordableName = keyof typeof RECORDABLE;
export type EventTypeName = keyof typeof ALL;

export type EventDataByType = {
  readonly [Name in EventTypeName]: InstanceType<(typeof ALL)[Name]['dataClass']>;
};

/** The data of an event of a type. Plain JSON of that shape, never an instance of the class. */
export type EventData<Name extends EventTypeName> = EventDataByType[Name];

export const eventTypes: { readonly [Name in EventTypeName]: EventType<Name, EventData<Name>> } = ALL;

export const recordableNames = Object.keys(RECORDABLE) as readonly RecordableName[];

export const isRecordable = (value: unknown): value is RecordableName =>
  typeof value === 'string' && Object.hasOwn(RECORDABLE, value);

/** Events of their own kind that other requests make: a client cannot record them. */
export const NOT_RECORDABLE: readonly string[] = Object.keys(MADE_BY_OTHER_REQUESTS);
