import { hash } from 'node:crypto';
import {
  type BinaryEventType,
  type EventData,
  type RecordedEvent,
  binaryEvent,
} from '@kurrent/kurrentdb-client';
import type { Origin } from '../origin.js';
import { type Alien, type NewEvent, type Run, type StoredEvent, StoreUnavailable } from '../port.js';
import { positionOf } from './position.js';

/** Before the id of a stream, its name on the server: what stands before the hyphen is a category there. */
export const DEFAULT_PREFIX = 'pumpLedgerTherapy-';

/** What is kept beside the bytes. */
interface Metadata {
  readonly id: string;
  readonly hash: string;
  /** Base64. */
  readonly disclosures?: string;
  /** Base64; absent in what older releases wrote. */
  readonly mac?: string;
  /** In the log's stream, from 1; absent in what older releases wrote. */
  readonly revision?: number;
  /** Where it was to stand in the server's stream, from 0: a copy of it stands elsewhere. */
  readonly at?: number;
}

export const isAlien = (event: StoredEvent | Alien): event is Alien => 'why' in event;

export type ServerEvent = EventData<BinaryEventType<string, Uint8Array>>;

const utf8 = new TextEncoder();

/**
 * The id by which the server knows an event, an RFC 9562 UUID of version 8. The server takes an append that it has seen
 * for repeated by the ids alone, and acknowledges it: only one with the same content may have the same.
 */
export function serverId(stream: string, { id, hash: content }: Pick<NewEvent, 'id' | 'hash'>): string {
  const hex = hash('sha256', JSON.stringify([stream, id, content]));
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesIn = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Where an event is to stand. */
interface Place {
  /** In the log's stream, from 1. */
  readonly revision: number;
  /** In the server's stream, from 0. */
  readonly at: number;
  /** By which its origin will be told. */
  readonly mac?: Uint8Array;
}

export function encode(stream: string, event: NewEvent, { revision, at, mac }: Place): ServerEvent {
  const { id, type, bytes, hash: content, disclosures } = event;
  const metadata: Metadata = {
    id,
    hash: content,
    ...(disclosures && { disclosures: base64(disclosures) }),
    ...(mac && { mac: base64(mac) }),
    revision,
    at,
  };
  // As bytes: what is no bytes the client puts into base64, and takes out again in JavaScript, twice.
  const beside = utf8.encode(JSON.stringify(metadata));
  return binaryEvent({ id: serverId(stream, event), type, data: bytes, metadata: beside });
}

/**
 * Events that follow on each other, in the place where they are to stand.
 * @param length of the server's stream before them
 */
export const encodedRun = (
  prefix: string,
  { streamId, expected, events }: Run,
  length: number,
  origin: Origin | undefined,
): ServerEvent[] =>
  events.map((event, index) => {
    const place = { revision: expected + 1 + index, at: length + index };
    const mac = origin?.macOf({ streamId, hash: event.hash, ...place });
    return encode(prefix + streamId, event, { ...place, mac });
  });

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);

function metadataIn(value: unknown): Metadata | undefined {
  const { id, hash: content, disclosures, mac, revision, at } = (value ?? {}) as Partial<Metadata>;
  const isOurs =
    isText(id) &&
    isText(content) &&
    (disclosures === undefined || isText(disclosures)) &&
    (mac === undefined || isText(mac)) &&
    ((revision === undefined && at === undefined) || (isNumber(revision) && isNumber(at)));
  return isOurs ? { id, hash: content, disclosures, mac, revision, at } : undefined;
}

/**
 * An event as the port gives it, or why it is none.
 * @throws StoreUnavailable where the server gives no position of its own
 */
export function decode(prefix: string, recorded: RecordedEvent): StoredEvent | Alien {
  const { streamId: stream, revision: place, type, data, position } = recorded;
  const at = Number(place);
  const alien = (why: string): Alien => ({ stream, at, why });
  const metadata = recorded.isJson ? undefined : metadataIn(recorded.metadata);
  if (!metadata || !stream.startsWith(prefix)) return alien('it has not the form of what a service writes');
  if (metadata.at !== undefined && metadata.at !== at)
    return alien(`it is a copy of what was written as number ${metadata.at}`);
  // Where there is none, the greatest number stands in its place.
  const commit = Number(position?.commit);
  if (!position || position.commit !== position.prepare || !Number.isSafeInteger(commit))
    throw new StoreUnavailable(
      `KurrentDB gives no position of its own for revision ${at} of the stream ${stream}: it is older than 22.6, or the event was written in a transaction`,
    );
  const { id, hash: content, disclosures, mac, revision = at + 1 } = metadata;
  return {
    streamId: stream.slice(prefix.length),
    revision,
    id,
    type,
    hash: content,
    bytes: new Uint8Array(data as Uint8Array),
    ...(disclosures !== undefined && { disclosures: bytesIn(disclosures) }),
    ...(mac !== undefined && { mac: bytesIn(mac) }),
    position: positionOf(commit),
  };
}
