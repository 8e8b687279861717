import { LAST_REVISION } from './revisions.ts';
import {
  DELETED,
  type StreamMetadata,
  firstLeft,
  metadataOf,
  metastreamOf,
  originOf,
  recreatedFrom,
} from './stream-metadata.ts';

/** One event as the server keeps it. */
export interface Recorded {
  /** Of its first byte in the log; the commit position of an event that is in no transaction is the prepare position. */
  readonly position: number;
  readonly stream: string;
  /** Counts from 0. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** 100 ns since 1970. */
  readonly created: bigint;
}

export type Proposed = Pick<Recorded, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** A revision from 0, or what stands for one. */
export type Expected = number | 'any' | 'no-stream' | 'stream-exists';

export type Appended =
  | { readonly kind: 'success'; readonly revision: number; readonly position: number }
  /** `current` is -1 where there is no stream. */
  | { readonly kind: 'wrong-version'; readonly current: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'deleted' };

/** As the server counts them. */
const MOST_APPENDED_BYTES = 1024 * 1024;
const HEADER_BYTES = 100;

const sizeOf = ({ data, metadata, type }: Proposed) => data.length + metadata.length + 2 * type.length;

/** The data of the stand-in, which outlive its connections. */
export class StandInLog {
  private readonly scavenged = new Set<number>();
  private all: Recorded[] = [];
  private readonly streams = new Map<string, Recorded[]>();
  private readonly deleted = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private end = 0;

  constructor() {
    // A server writes of its own before anybody else does.
    this.append('$users', 'any', [this.note('$user')]);
    this.append('$$$settings', 'any', [this.note('$metadata')]);
  }

  /** What is in the log. After a scavenge it is another array, so that who reads one misses nothing. */
  get records(): readonly Recorded[] {
    return this.all;
  }

  /** What the log holds of a stream, also where a read does not give it any more. */
  stream(name: string): readonly Recorded[] {
    return this.streams.get(name) ?? [];
  }

  /** What a read gives of a stream; undefined where it says that there is none. */
  shown(name: string): readonly Recorded[] | undefined {
    const held = this.stream(name);
    if (held.length === 0 || this.isSoftDeleted(name)) return undefined;
    const cut = firstLeft(held, this.metadata(name)) - held[0]!.revision;
    return cut > 0 ? held.slice(cut) : held;
  }

  /** Another application's event, in a stream of its own. */
  note(type: string, data: Uint8Array = new Uint8Array(0)): Proposed {
    const metadata = new Uint8Array(0);
    return { id: crypto.randomUUID(), type, contentType: 'application/json', data, metadata };
  }

  /** Idempotent as far as the server is: it compares ids, never contents, and only where the revision is an old one. */
  append(stream: string, expected: Expected, events: readonly Proposed[]): Appended {
    if (events.reduce((sum, event) => sum + sizeOf(event), 0) > MOST_APPENDED_BYTES)
      return { kind: 'too-large' };
    if (this.isDeleted(stream)) return { kind: 'deleted' };
    const isExpected = this.isExpected(stream, expected);
    const repeated =
      expected === 'stream-exists' && !isExpected ? undefined : this.repeated(stream, expected, events);
    if (repeated) return this.success(repeated);
    const current = this.last(stream);
    if (!isExpected) return { kind: 'wrong-version', current };
    const origin = originOf(stream);
    const isAnew = this.isSoftDeleted(stream);
    const isOriginAnew = origin !== undefined && this.isSoftDeleted(origin);
    const written = events.map((event) => this.write(stream, event));
    if (isAnew) this.recreate(stream, current + 1);
    if (isOriginAnew) this.recreate(origin, this.last(origin) + 1);
    this.tell();
    return this.success(written.at(-1)!);
  }

  /** For good. */
  isDeleted(stream: string): boolean {
    return this.deleted.has(stream) || this.deleted.has(originOf(stream) ?? '');
  }

  /** Deletes a stream until somebody writes to it again; what it held stays in the log until a scavenge. */
  delete(stream: string, expected: Expected): Appended {
    if (this.isDeleted(stream)) return { kind: 'deleted' };
    const current = this.last(stream);
    const wasThere = current >= 0 || this.last(metastreamOf(stream)) >= 0;
    if (!wasThere || !this.isExpected(stream, expected)) return { kind: 'wrong-version', current };
    const written = this.write(metastreamOf(stream), this.note('$metadata', DELETED));
    this.tell();
    return this.success(written);
  }

  /** Deletes a stream for good, also one that is not there; what it held stays in the log until a scavenge. */
  tombstone(stream: string, expected: Expected): Appended {
    if (this.isDeleted(stream)) return { kind: 'deleted' };
    if (!this.isExpected(stream, expected)) return { kind: 'wrong-version', current: this.last(stream) };
    this.deleted.add(stream);
    const gone = { ...this.note('$streamDeleted'), contentType: 'application/octet-stream' };
    const written = this.store(stream, LAST_REVISION, gone);
    this.tell();
    return this.success(written);
  }

  /** Removes what no read of a stream gives, but for the last event of each. Tells of itself in the log, as the server. */
  scavenge(): string {
    const id = crypto.randomUUID();
    this.append('$scavengePoints', 'any', [this.note('$scavengePoint')]);
    this.append(`$scavenges-${id}`, 'any', [this.note('$scavengeStarted')]);
    const firsts = new Map([...this.streams.keys()].map((name) => [name, this.firstKept(name)]));
    const isKept = ({ stream, revision }: Recorded) => revision >= (firsts.get(stream) ?? 0);
    for (const record of this.all) if (!isKept(record)) this.scavenged.add(record.position);
    this.all = this.all.filter(isKept);
    for (const [name, held] of this.streams) {
      const kept = held.filter(isKept);
      if (kept.length === 0) this.streams.delete(name);
      else if (kept.length < held.length) this.streams.set(name, kept);
    }
    this.append(`$scavenges-${id}`, 'any', [this.note('$scavengeCompleted')]);
    return id;
  }

  /** Whether a record was there, so that a read goes on behind it. */
  isScavenged(position: number): boolean {
    return this.scavenged.has(position);
  }

  /** The index of the first record at a position or after it. */
  indexFrom(position: number): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.records[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Calls back after each append; returns how to stop that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private metadata(stream: string): StreamMetadata {
    return metadataOf(stream, this.stream(metastreamOf(stream)).at(-1));
  }

  private isSoftDeleted(stream: string): boolean {
    return this.metadata(stream).truncateBefore === LAST_REVISION;
  }

  /** The last revision of a stream, whatever is shown of it; -1 where there is none. */
  private last(stream: string): number {
    return this.stream(stream).at(-1)?.revision ?? -1;
  }

  private isExpected(stream: string, expected: Expected): boolean {
    const current = this.last(stream);
    if (expected === 'any') return true;
    if (expected === 'no-stream') return current < 0 || this.isSoftDeleted(stream);
    if (expected === 'stream-exists')
      return !this.isSoftDeleted(stream) && (current >= 0 || this.last(metastreamOf(stream)) >= 0);
    return current === expected;
  }

  /** The last of these events, where the stream holds them already where they were to come. */
  private repeated(stream: string, expected: Expected, events: readonly Proposed[]): Recorded | undefined {
    const held = this.stream(stream);
    if (held.length === 0) return undefined;
    const after = expected === 'no-stream' ? -1 : expected;
    const first =
      typeof after === 'number'
        ? after + 1 - held[0]!.revision
        : held.findIndex(({ id }) => id === events[0]?.id);
    if (first < 0) return undefined;
    return events.every(({ id }, index) => held[first + index]?.id === id)
      ? held[first + events.length - 1]
      : undefined;
  }

  private recreate(stream: string, revision: number): void {
    const metastream = metastreamOf(stream);
    const data = recreatedFrom(this.stream(metastream).at(-1)!.data, revision);
    if (data) this.write(metastream, this.note('$metadata', data));
  }

  private firstKept(stream: string): number {
    if (this.isDeleted(stream)) return LAST_REVISION;
    return Math.min(this.last(stream), firstLeft(this.stream(stream), this.metadata(stream)));
  }

  private write(stream: string, event: Proposed): Recorded {
    const held = this.streams.get(stream) ?? [];
    this.streams.set(stream, held);
    const record = this.store(stream, this.last(stream) + 1, event);
    held.push(record);
    return record;
  }

  private store(stream: string, revision: number, event: Proposed): Recorded {
    const created = BigInt(Date.now()) * 10_000n;
    const record = { ...event, position: this.end, stream, revision, created };
    this.end += sizeOf(event) + 2 * stream.length + HEADER_BYTES;
    this.all.push(record);
    return record;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private success({ revision, position }: Recorded): Appended {
    return { kind: 'success', revision, position };
  }
}
