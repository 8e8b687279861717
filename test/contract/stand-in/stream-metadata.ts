/** What is set for a stream by the events of another, as far as it decides which of its events are given. */
import type { Recorded } from './log.ts';
import { GREATEST, LAST_REVISION } from './revisions.ts';

export interface StreamMetadata {
  readonly maxCount?: number | undefined;
  readonly maxAgeSeconds?: number | undefined;
  /** The revision of the first event that may be given. */
  readonly truncateBefore?: number | undefined;
}

const NONE: StreamMetadata = {};
/** Of streams of metadata themselves. */
const LAST_ONLY: StreamMetadata = { maxCount: 1 };
const MARK = '$$';
/** Says that a stream is deleted, until somebody writes to it again. */
export const DELETED = Buffer.from(`{"$tb":${GREATEST}}`);

export const metastreamOf = (stream: string): string => MARK + stream;

/** The stream whose metadata are in this one. */
export const originOf = (stream: string): string | undefined =>
  stream.startsWith(MARK) ? stream.slice(MARK.length) : undefined;

const exact = (_: string, value: unknown, { source }: { source?: string }) =>
  typeof value === 'number' && /^-?\d+$/.test(source!) ? BigInt(source!) : value;

function whole(value: unknown, least: bigint): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'bigint' || value < least || value > GREATEST)
    throw new RangeError('no such metadata');
  return value === GREATEST ? LAST_REVISION : Number(value);
}

/** As the server: what it does not understand in part counts for nothing at all. */
export function metadataIn(record: Recorded | undefined): StreamMetadata {
  if (record?.contentType !== 'application/json') return NONE;
  try {
    const text = Buffer.from(record.data).toString('utf8');
    const entries = JSON.parse(text, exact as (key: string, value: unknown) => unknown) as Record<
      string,
      unknown
    >;
    return {
      maxCount: whole(entries['$maxCount'], 1n),
      maxAgeSeconds: whole(entries['$maxAge'], 1n),
      truncateBefore: whole(entries['$tb'], 0n),
    };
  } catch {
    return NONE;
  }
}

/** @param last of the stream's metadata */
export const metadataOf = (stream: string, last: Recorded | undefined): StreamMetadata =>
  originOf(stream) === undefined ? metadataIn(last) : LAST_ONLY;

/** The same metadata for a stream that begins anew; undefined where they are none. */
export function recreatedFrom(data: Uint8Array, revision: number): Uint8Array | undefined {
  try {
    const entries = JSON.parse(Buffer.from(data).toString('utf8')) as object;
    return Buffer.from(JSON.stringify({ ...entries, $tb: revision }));
  } catch {
    return undefined;
  }
}

/** The first revision that metadata leave of a stream's events; it may be after the last. */
export function firstLeft(
  held: readonly Recorded[],
  { maxCount = Number.POSITIVE_INFINITY, maxAgeSeconds, truncateBefore = 0 }: StreamMetadata,
): number {
  const last = held.at(-1)?.revision ?? -1;
  let first = Math.max(truncateBefore, last - maxCount + 1, 0);
  if (maxAgeSeconds !== undefined && maxAgeSeconds !== LAST_REVISION) {
    const since = BigInt(Date.now() - maxAgeSeconds * 1_000) * 10_000n;
    first = Math.max(first, (held.findLast(({ created }) => created < since)?.revision ?? -1) + 1);
  }
  return first;
}
