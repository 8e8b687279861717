import type { EventId, OccurredAt, RecordedBy, Sealed, Source } from '../therapy/envelope.js';
import type { AccessLogPruned } from './events/access-log-pruned.js';
import type { AccessLogSealed } from './events/access-log-sealed.js';
import type { AuthOffAllowed } from './events/auth-off-allowed.js';
import type { ClockAccepted } from './events/clock-accepted.js';
import type { DefaultPolicyChanged } from './events/default-policy-changed.js';
import type { PolicyAdopted } from './events/policy-adopted.js';
import type { StreamName } from './streams.js';

/** By the name of the type, the data of events of no therapy. */
export interface StreamEventData {
  readonly PolicyAdopted: PolicyAdopted;
  readonly DefaultPolicyChanged: DefaultPolicyChanged;
  readonly ClockAccepted: ClockAccepted;
  readonly AccessLogSealed: AccessLogSealed;
  readonly AccessLogPruned: AccessLogPruned;
  readonly AuthOffAllowed: AuthOffAllowed;
}
export type StreamEventType = keyof StreamEventData;

/** The version in which data of each type are written now; from 1. */
export const STREAM_SCHEMA_VERSIONS: { readonly [Name in StreamEventType]: number } = {
  PolicyAdopted: 1,
  DefaultPolicyChanged: 1,
  ClockAccepted: 1,
  AccessLogSealed: 1,
  AccessLogPruned: 1,
  AuthOffAllowed: 1,
};

export const isStreamEventType = (name: string): name is StreamEventType =>
  Object.hasOwn(STREAM_SCHEMA_VERSIONS, name);

/**
 * An event of no therapy, as it is hashed: the envelope of a therapy's event with `stream` in place of `therapyId`. It
 * is a leaf of the ledger as all others are, and in no list of therapies.
 */
export interface StreamEvent<Name extends StreamEventType = StreamEventType> {
  readonly id: EventId;
  readonly stream: StreamName;
  readonly type: Name;
  readonly schemaVersion: number;
  /** Counts from 1 within the stream. */
  readonly revision: number;
  readonly occurredAt: OccurredAt;
  /** RFC 3339 in UTC; after the one of the revision before. */
  readonly recordedAt: string;
  readonly recordedBy: RecordedBy;
  readonly source: Source;
  readonly data: StreamEventData[Name];
  /** Lower-case hex SHA-256 of the stream's event before; 64 zeros for the first. */
  readonly previousHash: string;
}

/** What a leaf of the ledger holds. */
export type LedgerEvent = Sealed | StreamEvent;

/** By its bytes alone: which stream of a store it is in is another question. */
export const isOfTherapy = (event: LedgerEvent): event is Sealed => !('stream' in event);
