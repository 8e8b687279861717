import { canonicalBytes, sha256Hex } from '../ledger/canonical.js';
import type { EventId, Instant, RecordedBy } from '../therapy/envelope.js';
import type { Head } from '../therapy/head.js';
import {
  STREAM_SCHEMA_VERSIONS,
  type StreamEvent,
  type StreamEventData,
  type StreamEventType,
} from './ledger-event.js';
import type { StreamName } from './streams.js';

interface SealedStreamEvent {
  readonly event: StreamEvent;
  /** RFC 8785 JSON: what is stored, and what was hashed. */
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/**
 * Makes the next event of a stream's chain: it happened when it is recorded, after the event before, whatever the clock
 * says.
 */
export function sealStreamEvent<Name extends StreamEventType>(
  stream: StreamName,
  id: EventId,
  content: { readonly type: Name; readonly data: StreamEventData[Name] },
  head: Head,
  now: Instant,
  recordedBy: RecordedBy,
): SealedStreamEvent {
  const at = new Date(Math.max(now, head.recordedAt + 1)).toISOString();
  const event: StreamEvent<Name> = {
    id,
    stream,
    ...content,
    schemaVersion: STREAM_SCHEMA_VERSIONS[content.type],
    revision: head.revision + 1,
    occurredAt: { stated: at, earliest: at, latest: at, precision: 'instant' },
    recordedAt: at,
    recordedBy,
    source: { kind: 'manual', assertion: 'stated' },
    previousHash: head.hash,
  };
  const bytes = canonicalBytes(event);
  return { event, bytes, hash: sha256Hex(bytes) };
}
