import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { AppendGate } from '../event-store/append-gate.js';
import type { EventStore, StoredEvent } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { therapyOf } from '../streams/streams.js';
import { UnknownTherapy } from '../therapy/decider.js';
import type { TherapyId } from '../therapy/envelope.js';
import { TherapyRecord } from './therapy-record.js';

/** Kept in memory over all therapies, bytes as stored; beyond it the therapies that were asked for longest ago are let go. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Read at once: the event loop waits for as long as that takes. */
const PAGE = 250;

/** Therapies as they stand in the log, kept in memory while they are in use. */
@Injectable()
export class Therapies {
  private readonly loaded = new Map<TherapyId, Promise<TherapyRecord> | TherapyRecord>();
  private bytes = 0;

  constructor(
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    private readonly gate: AppendGate,
  ) {
    store.learned.subscribe(({ streamId, revision }) => {
      const therapyId = therapyOf(streamId);
      if (therapyId !== undefined) this.learned(therapyId, revision);
    });
    store.cuts?.met.subscribe(({ streamId }) => {
      const record = this.loaded.get(streamId as TherapyId);
      if (record instanceof TherapyRecord) this.forget(record.therapyId, record);
    });
  }

  /** The therapy, empty where nothing is recorded. Without waiting where it is in memory. */
  get(therapyId: TherapyId): Promise<TherapyRecord> | TherapyRecord {
    const known = this.loaded.get(therapyId);
    if (known) {
      this.loaded.delete(therapyId);
      this.loaded.set(therapyId, known);
      return known;
    }
    const loading = this.load(therapyId);
    this.loaded.set(therapyId, loading);
    return loading;
  }

  /** Whether it is in memory, or on its way there. */
  has(therapyId: TherapyId): boolean {
    return this.loaded.has(therapyId);
  }

  /** @throws UnknownTherapy where nothing is recorded, LedgerContradicted where that may not be believed */
  async registered(therapyId: TherapyId): Promise<TherapyRecord> {
    const record = await this.get(therapyId);
    if (record.revision === 0) {
      if (record.size === 0) this.forget(therapyId, record);
      throw this.gate.contradiction ?? new UnknownTherapy(therapyId);
    }
    return record;
  }

  /** Reads a therapy anew the next time, for instance since the log refused what memory expected. */
  forget(therapyId: TherapyId, record: TherapyRecord): void {
    if (this.loaded.get(therapyId) !== record) return;
    this.loaded.delete(therapyId);
    this.bytes -= record.weight;
  }

  /** Keeps count of what is in memory, bytes. */
  grew(by: number): void {
    this.bytes += by;
    for (const [therapyId, record] of this.loaded) {
      if (this.bytes <= MOST_BYTES) return;
      if (record instanceof TherapyRecord && record.revision === record.size) this.forget(therapyId, record);
    }
  }

  /** What another process recorded is not in memory: the therapy is read anew the next time. */
  private learned(therapyId: TherapyId, revision: number): void {
    const known = this.loaded.get(therapyId);
    const compare = (record: TherapyRecord) => {
      if (record.size < revision) this.forget(therapyId, record);
    };
    if (known instanceof Promise) known.then(compare, () => undefined);
    else if (known) compare(known);
  }

  private async load(therapyId: TherapyId): Promise<TherapyRecord> {
    try {
      const record = await TherapyRecord.from(therapyId, this.pages(therapyId));
      this.loaded.set(therapyId, record);
      this.grew(record.weight);
      // What it was read from may be gone the next time.
      if (this.store.cuts?.has(therapyId)) this.forget(therapyId, record);
      return record;
    } catch (error) {
      this.loaded.delete(therapyId);
      throw error;
    }
  }

  private async *pages(therapyId: TherapyId): AsyncGenerator<readonly StoredEvent[]> {
    for (let after = 0; ; after += PAGE) {
      const page = await this.store.readStream(therapyId, after, PAGE);
      yield page;
      if (page.length < PAGE) return;
      await nextTurn();
    }
  }
}
