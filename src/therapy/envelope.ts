import type { WayIn } from './way-in.js';
import type { EventData, EventTypeName } from './events/index.js';
import type { Assertion, SourceKind } from './events/values/stated-source.js';
import type { OccurredAt } from './occurred-at.js';

declare const brand: unique symbol;
type Branded<Value, Name extends string> = Value & { readonly [brand]: Name };

/** A pseudonym, `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`. One therapy is one event stream. */
export type TherapyId = Branded<string, 'TherapyId'>;
/** `[A-Za-z0-9][A-Za-z0-9._:-]{0,127}`, unique within the therapy. */
export type EventId = Branded<string, 'EventId'>;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export type { OccurredAt, Precision } from './occurred-at.js';
export type { Assertion, SourceKind } from './events/values/stated-source.js';

export interface Source {
  readonly kind: SourceKind;
  readonly document?: string;
  readonly assertion: Assertion;
  readonly note?: string;
}

export interface RecordedBy {
  readonly subject: string;
  readonly name: string;
  readonly role: string;
}

/** What a client says happened: the part of an event that its author decides. */
export interface Content<Name extends EventTypeName = EventTypeName> {
  readonly type: Name;
  readonly occurredAt: OccurredAt;
  readonly data: EventData<Name>;
  readonly source: Source;
}

/**
 * A recorded event without the members that follow from its bytes and its place in a store, as it is hashed: digests
 * stand in place of personal values, whatever the classes of the data say. Nothing that decides is personal.
 */
export interface Sealed<Name extends EventTypeName = EventTypeName> extends Content<Name> {
  readonly id: EventId;
  readonly therapyId: TherapyId;
  readonly schemaVersion: number;
  /** Counts from 1 within the therapy. */
  readonly revision: number;
  /** RFC 3339 in UTC; never before the one of the revision before. */
  readonly recordedAt: string;
  readonly recordedBy: RecordedBy;
  /** How it came in, as the service saw it, where its source says otherwise. */
  readonly via?: WayIn;
  /** Lower-case hex SHA-256 of the therapy's event before; 64 zeros for the first. */
  readonly previousHash: string;
  /** Where it was brought to the newest version of its type: what is stored. Never stored itself. */
  readonly stored?: Pick<Sealed, 'schemaVersion' | 'data'>;
}

/** An event as clients see it. */
export interface Envelope<Name extends EventTypeName = EventTypeName> extends Sealed<Name> {
  /** Lower-case hex SHA-256 of the canonical bytes. */
  readonly hash: string;
  /** Opaque cursor that grows over all therapies of one store. */
  readonly position: string;
  /** Its number over all therapies, from 0; absent from the receipt of a recording. */
  readonly leafIndex?: number;
}
