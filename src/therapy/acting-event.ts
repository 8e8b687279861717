import type { Assertion, EventId, Instant, OccurredAt, SourceKind } from './envelope.js';
import type { EventData, EventTypeName } from './events/index.js';

/**
 * A fact in its place on the timeline: corrections applied, voided ones gone, and for an interval the instant within
 * it at which the fact acts.
 */
export interface Acting<Name extends EventTypeName> {
  /** The id of the original event, also when a correction replaced its content. */
  readonly id: EventId;
  readonly type: Name;
  readonly data: EventData<Name>;
  /** The original's place in the stream; orders facts that act at one instant. */
  readonly revision: number;
  /** The instant at which it acts. */
  readonly at: Instant;
  readonly earliest: Instant;
  readonly latest: Instant;
  readonly precision: OccurredAt['precision'];
  /** The UTC offset that its date was stated with; 0 where there was none. */
  readonly utcOffsetMinutes: number;
  readonly recordedAt: Instant;
  readonly sourceKind: SourceKind;
  readonly assertion: Assertion;
  /** Whether it came in a file. */
  readonly isFromFile: boolean;
  /** The correction whose replacement this is. */
  readonly correctedBy?: EventId;
}

/** Discriminated by `type`. */
export type ActingEvent = { [Name in EventTypeName]: Acting<Name> }[EventTypeName];
