import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AppendGate } from '../event-store/append-gate.js';
import type { EventStore, StoredEvent } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { TracesRemain } from '../keys/erasure.js';
import { type Erasure, KeyFile } from '../keys/key-file.js';
import type { Content, EventId, RecordedBy, Sealed, TherapyId } from '../therapy/envelope.js';
import type { PatientErased } from '../therapy/events/patient-erased.js';
import { readOccurredAt } from '../therapy/occurred-at.js';
import { CLOCK, type Clock } from './clock.js';
import { newEventId } from './event-id.js';
import { Recorder } from './recorder.js';
import type { Receipt } from './recording.js';
import { sealedIn } from './stored.js';
import { Therapies } from './therapies.js';

const PAGE = 1_000;

/**
 * Erases patients: destroys the key of their personal values first, and records it then. The key file and the log each
 * remember an erasure, so that either of them, put back from an older copy, learns of it from the other at the next start.
 */
@Injectable()
export class Erasing implements OnApplicationBootstrap {
  private readonly logger = new Logger('Erasing');
  private learned = 0;

  constructor(
    private readonly therapies: Therapies,
    private readonly recorder: Recorder,
    private readonly keys: KeyFile,
    private readonly gate: AppendGate,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many erasures the key file learned from the log at this start. */
  get learnedFromLog(): number {
    return this.learned;
  }

  /**
   * Erasing again answers with the first receipt.
   * @throws UnknownTherapy, TherapyHeld, TracesRemain, StoreUnavailable, LedgerContradicted
   */
  async erase(therapyId: TherapyId, why: PatientErased, by: RecordedBy): Promise<Receipt> {
    await this.therapies.registered(therapyId);
    // Nothing is destroyed while it is in doubt whether this is the newest log.
    await this.gate.waiting;
    const { subject } = by;
    const erasure = this.keys.erasures.of(therapyId) ?? {
      therapyId,
      eventId: newEventId(),
      ...why,
      at: this.clock(),
      by: subject,
    };
    this.keys.erase(erasure);
    return this.record(erasure);
  }

  /** Destroys the keys of whoever the log knows to be erased. */
  async onApplicationBootstrap(): Promise<void> {
    const read = await this.readUpTo();
    let { events } = read;
    let last: StoredEvent | undefined;
    for (;;) {
      const page = await this.store.readFrom(events, PAGE);
      for (const event of page) if (event.type === 'PatientErased') this.learn(event);
      events += page.length;
      last = page.at(-1) ?? last;
      if (page.length < PAGE) break;
    }
    this.removeTraces();
    if (last) this.keys.erasures.readUpTo = { events, hash: last.hash };
  }

  /**
   * Records the erasures that only the key file knows; for whoever has seen that the log is the newest.
   * @returns how many there were
   */
  async recordAgain(): Promise<number> {
    let recorded = 0;
    for (const erasure of await this.unrecorded()) {
      const { therapyId } = erasure;
      try {
        await this.record(erasure);
        recorded += 1;
        this.logger.log({ msg: 'an erasure was recorded again', therapyId });
      } catch (error) {
        // The key is destroyed all the same; the next start tries again.
        this.logger.error({ msg: 'an erasure cannot be recorded', therapyId, err: error });
      }
    }
    return recorded;
  }

  /** What the key file knows and the log does not, of therapies that the log holds. */
  async unrecorded(): Promise<readonly Erasure[]> {
    const found: Erasure[] = [];
    for (const erasure of this.keys.erasures.all()) {
      const last = (await this.store.head(erasure.therapyId))?.revision;
      if (last === undefined) continue;
      // It is the last event of a therapy, whoever recorded it.
      const [event] = await this.store.readStream(erasure.therapyId, last - 1, 1);
      if (event?.type !== 'PatientErased') found.push(erasure);
    }
    return found;
  }

  /** Where the log is the one that was read before, only what came since is new. */
  private async readUpTo(): Promise<{ readonly events: number }> {
    const { readUpTo } = this.keys.erasures;
    if (!readUpTo) return { events: 0 };
    const [event] = await this.store.readFrom(readUpTo.events - 1, 1);
    return event?.hash === readUpTo.hash ? readUpTo : { events: 0 };
  }

  private learn(event: StoredEvent): void {
    if (this.keys.isErased(event.streamId)) return;
    const { data, occurredAt, recordedBy } = sealedIn(event) as Sealed<'PatientErased'>;
    const { reason, authority } = data;
    const at = Date.parse(occurredAt.earliest);
    const { streamId: therapyId, id: eventId } = event;
    this.keys.eraseAgain({ therapyId, eventId, reason, authority, at, by: recordedBy.subject });
    this.learned += 1;
    this.logger.log({ msg: 'an erasure was applied again', therapyId });
  }

  /** Also of an erasure that was interrupted. */
  private removeTraces(): void {
    try {
      this.keys.erasures.removeTraces();
    } catch (error) {
      if (!(error instanceof TracesRemain)) throw error;
      this.logger.error({ msg: 'traces of a destroyed key remain until the next start', err: error });
    }
  }

  private record({ therapyId, eventId, reason, authority, at, by }: Erasure): Promise<Receipt> {
    const occurredAt = readOccurredAt(new Date(at).toISOString());
    if (!occurredAt.ok) throw new TypeError('an erasure has no date');
    const content: Content<'PatientErased'> = {
      type: 'PatientErased',
      occurredAt: occurredAt.value,
      data: { reason, authority },
      source: { kind: 'manual', assertion: 'stated' },
    };
    const recordedBy = { subject: by, name: by, role: 'operator' };
    return this.recorder.record({
      therapyId: therapyId as TherapyId,
      content,
      id: eventId as EventId,
      recordedBy,
    });
  }
}
