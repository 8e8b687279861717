import { hash } from 'node:crypto';
import {
  type BinaryEventType,
  type EventData,
  type RecordedEvent,
  binaryEvent,
} from '@kurrent/kurrentdb-client';
import { type NewEvent, type StoredEvent, StoreUnavailable } from '../port.js';
import { positionOf } from './position.js';

/** Before the id of a stream, its name on the server: what stands before the hyphen is a category there. */
export const DEFAULT_PREFIX = 'pumpLedgerTherapy-';

/** What is kept beside the bytes. */
interface Metadata {
  readonly id: string;
  readonly hash: string;
  /** Base64. */
  readonly disclosures?: string;
}

export type ServerEvent = EventData<BinaryEventType>;

/**
 * The id by which the server knows an event, an RFC 9562 UUID of version 8. The server takes an append that it has seen
 * for repeated by the ids alone, and acknowledges it: only one with the same content may have the same.
 */
export function serverId(stream: string, { id, hash: content }: Pick<NewEvent, 'id' | 'hash'>): string {
  const hex = hash('sha256', JSON.stringify([stream, id, content]));
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function encode(stream: string, event: NewEvent): ServerEvent {
  const { id, type, bytes, hash: content, disclosures } = event;
  const metadata: Metadata = {
    id,
    hash: content,
    ...(disclosures && { disclosures: Buffer.from(disclosures).toString('base64') }),
  };
  return binaryEvent({ id: serverId(stream, event), type, data: bytes, metadata });
}

const isText = (value: unknown): value is string => typeof value === 'string';

function metadataIn(value: unknown): Metadata | undefined {
  const { id, hash: content, disclosures } = (value ?? {}) as Partial<Metadata>;
  const isOurs = isText(id) && isText(content) && (disclosures === undefined || isText(disclosures));
  return isOurs ? { id, hash: content, disclosures } : undefined;
}

/**
 * An event as the port gives it.
 * @throws StoreUnavailable for one that this service did not write
 */
export function decode(prefix: string, recorded: RecordedEvent): StoredEvent {
  const { streamId: stream, revision, type, data, position } = recorded;
  const metadata = recorded.isJson ? undefined : metadataIn(recorded.metadata);
  const where = `revision ${revision} of the stream ${stream}`;
  if (!metadata || !stream.startsWith(prefix))
    throw new StoreUnavailable(`KurrentDB holds an event that this service did not write: ${where}`);
  // Where there is none, the greatest number stands in its place.
  const commit = Number(position?.commit);
  if (!position || position.commit !== position.prepare || !Number.isSafeInteger(commit))
    throw new StoreUnavailable(
      `KurrentDB gives no position of its own for ${where}: it is older than 22.6, or the event was written in a transaction`,
    );
  const { id, hash: content, disclosures } = metadata;
  return {
    streamId: stream.slice(prefix.length),
    revision: Number(revision) + 1,
    id,
    type,
    hash: content,
    bytes: new Uint8Array(data as Uint8Array),
    ...(disclosures !== undefined && { disclosures: new Uint8Array(Buffer.from(disclosures, 'base64')) }),
    position: positionOf(commit),
  };
}
