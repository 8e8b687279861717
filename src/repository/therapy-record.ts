import type { Care } from '../access/care.js';
import type { StoredEvent } from '../event-store/port.js';
import { type Frontier, START, type TherapySoFar, evolve, frontierOf } from '../therapy/decider.js';
import { type CareRecord, careAt, careRecord, mayChangeCare } from '../therapy/care.js';
import type { Envelope, Instant, Sealed, TherapyId } from '../therapy/envelope.js';
import type { EventTypeName } from '../therapy/events/index.js';
import { type Head, NO_HEAD } from '../therapy/head.js';
import type { SealedEvent } from '../therapy/seal.js';
import { inNewestForm } from '../therapy/newest-form.js';
import { Chain } from './chain.js';
import { weightOf } from './weight.js';

/** What is kept of an event’s personal values. */
export interface ConcealedEvent {
  readonly hash: string;
  /** Encrypted; undefined where it has none. */
  readonly disclosures?: Uint8Array;
}

/** An event in the newest form of its type, with the hash by which it is found in the record. */
export interface Filed {
  readonly event: Sealed;
  readonly hash: string;
}

interface Entry extends ConcealedEvent {
  /** As it is stored. */
  readonly sealed: Sealed;
  /** Undefined until the log has acknowledged it. */
  position?: string;
}

/**
 * One therapy's events in memory. An event is in it from the moment it is decided, so that the next decision can go
 * on while the disk is still writing; readers see only what the log has acknowledged.
 */
export class TherapyRecord implements TherapySoFar {
  /** In the newest form of their types. */
  readonly events: Sealed[] = [];
  frontier: Frontier = START;
  private readonly entries: Entry[] = [];
  private readonly byId = new Map<string, number>();
  private acknowledged = 0;
  private taken = 0;
  private cared: CareRecord | undefined;

  constructor(readonly therapyId: TherapyId) {}

  /** @throws LedgerContradicted, UnreadableEvent */
  static of(therapyId: TherapyId, stored: readonly StoredEvent[]): TherapyRecord {
    const record = new TherapyRecord(therapyId);
    record.read(stored, new Chain(therapyId));
    record.frontier = frontierOf(record.events);
    return record;
  }

  /** The same, in pages. */
  static async from(
    therapyId: TherapyId,
    pages: AsyncIterable<readonly StoredEvent[]>,
  ): Promise<TherapyRecord> {
    const record = new TherapyRecord(therapyId);
    const chain = new Chain(therapyId);
    for await (const page of pages) record.read(page, chain);
    record.frontier = frontierOf(record.events);
    return record;
  }

  private read(stored: readonly StoredEvent[], chain: Chain): void {
    for (const event of stored) {
      this.add({ ...event, sealed: chain.nextKnown(event) });
      this.taken += weightOf(event);
    }
  }

  private add({ sealed, hash, disclosures, position }: Entry): Entry {
    const entry: Entry = { sealed, hash, disclosures, position };
    this.byId.set(sealed.id, this.entries.length);
    this.entries.push(entry);
    this.events.push(inNewestForm(sealed));
    if (mayChangeCare(sealed)) this.cared = undefined;
    if (position !== undefined) this.acknowledged = this.entries.length;
    return entry;
  }

  find(id: string): Sealed | undefined {
    const index = this.byId.get(id);
    return index === undefined ? undefined : this.events[index];
  }

  get head(): Head {
    const last = this.entries.at(-1);
    return last
      ? { revision: last.sealed.revision, hash: last.hash, recordedAt: Date.parse(last.sealed.recordedAt) }
      : NO_HEAD;
  }

  get size(): number {
    return this.entries.length;
  }

  /** What it takes in memory, bytes. */
  get weight(): number {
    return this.taken;
  }

  /** Takes in an event that was decided and is on its way to the log. @returns what it takes in memory, bytes */
  expect({ sealed, bytes, hash }: SealedEvent, disclosures: Uint8Array | undefined): number {
    const weight = weightOf({ bytes, disclosures });
    this.add({ sealed, hash, disclosures });
    this.taken += weight;
    this.frontier = evolve(this.frontier, sealed, this.events);
    return weight;
  }

  /** The log has acknowledged an event; it acknowledges in order. */
  acknowledge(revision: number, position: string): Envelope {
    this.entries[revision - 1]!.position = position;
    this.acknowledged = Math.max(this.acknowledged, revision);
    return this.envelope(revision)!;
  }

  /** The event of a revision as clients see it; undefined while it is not acknowledged. */
  envelope(revision: number): Envelope | undefined {
    const entry = this.entries[revision - 1];
    return entry?.position === undefined
      ? undefined
      : { ...entry.sealed, hash: entry.hash, position: entry.position };
  }

  /** Who cares for the patient, also by what is on its way to the log: it decides who reaches the therapy. */
  care(now: Instant): Care {
    this.cared ??= careRecord(this.events);
    return careAt(this.cared, now);
  }

  /** What is kept of the personal values of an event, or of all events of some types. */
  concealed(of: number | readonly EventTypeName[]): readonly ConcealedEvent[] {
    if (typeof of === 'number') return this.entries.slice(of - 1, of);
    return this.entries.filter(({ sealed, disclosures }) => disclosures && of.includes(sealed.type));
  }

  /** What the log has acknowledged, in order of revision. */
  get recorded(): readonly Sealed[] {
    return this.acknowledged === this.events.length ? this.events : this.events.slice(0, this.acknowledged);
  }

  /** The same from an event on, each with its hash. */
  filed(after: number, limit: number): readonly Filed[] {
    const last = Math.min(after + limit, this.acknowledged);
    return this.events
      .slice(after, last)
      .map((event, index) => ({ event, hash: this.entries[after + index]!.hash }));
  }

  /** The hash of an event that the log has acknowledged; the empty string before the first. */
  hashOf(revision: number): string {
    return this.entries[revision - 1]?.hash ?? '';
  }

  get revision(): number {
    return this.acknowledged;
  }
}
