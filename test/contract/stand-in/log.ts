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
/** Of the record that says that a stream was deleted. */
const LAST_REVISION = Number.MAX_SAFE_INTEGER;

const sizeOf = ({ data, metadata, type }: Proposed) => data.length + metadata.length + 2 * type.length;

/** The data of the stand-in, which outlive its connections. */
export class StandInLog {
  readonly records: Recorded[] = [];
  private readonly streams = new Map<string, Recorded[]>();
  private readonly deleted = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private end = 0;

  constructor() {
    // A server writes of its own before anybody else does.
    this.append('$users', 'any', [this.note('$user')]);
    this.append('$$$settings', 'any', [this.note('$metadata')]);
  }

  stream(name: string): readonly Recorded[] {
    return this.streams.get(name) ?? [];
  }

  /** Another application's event, in a stream of its own. */
  note(type: string): Proposed {
    const none = new Uint8Array(0);
    return { id: crypto.randomUUID(), type, contentType: 'application/json', data: none, metadata: none };
  }

  /** Idempotent as far as the server is: it compares ids, never contents, and only where the revision is an old one. */
  append(stream: string, expected: Expected, events: readonly Proposed[]): Appended {
    if (events.reduce((sum, event) => sum + sizeOf(event), 0) > MOST_APPENDED_BYTES)
      return { kind: 'too-large' };
    if (this.deleted.has(stream)) return { kind: 'deleted' };
    const held = this.streams.get(stream) ?? [];
    const current = held.length - 1;
    const after = expected === 'no-stream' ? -1 : expected;
    if (after === 'any' || after === 'stream-exists') {
      const again = held.findIndex(({ id }) => id === events[0]?.id);
      if (again >= 0 && this.holds(held, again - 1, events))
        return this.success(held[again + events.length - 1]!);
      if (after === 'stream-exists' && current < 0) return { kind: 'wrong-version', current };
    } else if (after !== current) {
      if (after < current && this.holds(held, after, events))
        return this.success(held[after + events.length]!);
      return { kind: 'wrong-version', current };
    }
    this.streams.set(stream, held);
    for (const event of events) held.push(this.store(stream, held.length, event));
    for (const listener of this.listeners) listener();
    return this.success(held.at(-1)!);
  }

  isDeleted(stream: string): boolean {
    return this.deleted.has(stream);
  }

  /** Deletes a stream for good; what it held stays in the log until a scavenge. False where it was deleted already. */
  tombstone(stream: string): boolean {
    if (this.deleted.has(stream)) return false;
    this.deleted.add(stream);
    this.store(stream, LAST_REVISION, this.note('$streamDeleted'));
    for (const listener of this.listeners) listener();
    return true;
  }

  /** Removes what deleted streams held. */
  scavenge(): void {
    const isLeft = ({ stream, revision }: Recorded) =>
      !this.deleted.has(stream) || revision === LAST_REVISION;
    this.records.splice(0, this.records.length, ...this.records.filter(isLeft));
    for (const stream of this.deleted) this.streams.delete(stream);
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

  private store(stream: string, revision: number, event: Proposed): Recorded {
    const created = BigInt(Date.now()) * 10_000n;
    const record = { ...event, position: this.end, stream, revision, created };
    this.end += sizeOf(event) + 2 * stream.length + HEADER_BYTES;
    this.records.push(record);
    return record;
  }

  private holds(held: readonly Recorded[], after: number, events: readonly Proposed[]): boolean {
    return events.every(({ id }, index) => held[after + 1 + index]?.id === id);
  }

  private success({ revision, position }: Recorded): Appended {
    return { kind: 'success', revision, position };
  }
}
