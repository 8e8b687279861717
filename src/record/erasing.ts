import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AppendGate } from '../event-store/append-gate.js';
import type { EventStore, StoredEvent } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { type Erasure, Keys } from '../custody/keys.js';
import { isPerson } from '../custody/person.js';
import type { Content, EventId, Instant, RecordedBy, Sealed, TherapyId } from '../therapy/envelope.js';
import { reveal } from '../therapy/concealment.js';
import type { PatientErased } from '../therapy/events/patient-erased.js';
import { readOccurredAt } from '../therapy/occurred-at.js';
import { CLOCK, type Clock, RECORDING_CLOCK } from '../repository/clock.js';
import { ERASURE_SOURCE, WordsOfErasures } from './erasure-words.js';
import { newEventId } from './event-id.js';
import { Recorder } from './recorder.js';
import type { Receipt } from './recording.js';
import { Disclosures } from '../repository/disclosures.js';
import { understoodIn } from '../repository/stored.js';
import { Therapies } from '../repository/therapies.js';

const PAGE = 1_000;
/** Whoever is at the command line; all others are officers. */
const OPERATOR = 'cli';
const FIRST_FEW = 10;

/**
 * Erases patients: destroys the key of their personal values first, and records it then. The key file and the log each
 * remember an erasure, so that either of them, put back from an older copy, learns of it from the other at the next start.
 */
@Injectable()
export class Erasing implements OnApplicationBootstrap {
  private readonly logger = new Logger('Erasing');
  private readonly words: WordsOfErasures;
  private learned = 0;

  constructor(
    private readonly therapies: Therapies,
    private readonly recorder: Recorder,
    private readonly keys: Keys,
    private readonly disclosures: Disclosures,
    private readonly gate: AppendGate,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RECORDING_CLOCK) private readonly recordingClock: Clock,
  ) {
    this.words = new WordsOfErasures(disclosures);
  }

  /** How many erasures the key file learned from the log at this start. */
  get learnedFromLog(): number {
    return this.learned;
  }

  /**
   * Erasing again answers with the first receipt.
   * @throws UnknownTherapy, TherapyHeld, KeysUnavailable, StoreUnavailable, LedgerContradicted,
   * ClockDoubtful
   */
  async erase(therapyId: TherapyId, why: PatientErased, by: RecordedBy): Promise<Receipt> {
    await this.therapies.registered(therapyId);
    // Nothing is destroyed while it is in doubt whether this is the log that was published.
    await this.gate.waiting;
    const at = this.recordingClock();
    const known = this.keys.erasureOf(therapyId);
    return this.record(await this.keys.erase(known ?? (await this.ordered(therapyId, why, at, by))));
  }

  private async ordered(
    therapyId: TherapyId,
    why: PatientErased,
    at: Instant,
    by: RecordedBy,
  ): Promise<Erasure> {
    const eventId = newEventId();
    return { therapyId, eventId, ...(await this.words.sealed(therapyId, eventId, why)), at, by: by.subject };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.learnFromLog();
  }

  /**
   * Records what the key file knows to be erased, and a log that was put back from an older copy does not.
   * @returns how many there were
   */
  async recordAgain(): Promise<number> {
    let recorded = 0;
    for (const erasure of await this.unrecorded()) {
      try {
        await this.record(erasure);
        recorded += 1;
        this.logger.log({ msg: 'an erasure was recorded again', therapyId: erasure.therapyId });
      } catch (error) {
        // The key is destroyed all the same; the next start tries again.
        this.logger.error({ msg: 'an erasure cannot be recorded', therapyId: erasure.therapyId, err: error });
      }
    }
    return recorded;
  }

  /** What the key file knows and the log does not, of therapies that the log holds. */
  async unrecorded(): Promise<readonly Erasure[]> {
    const found: Erasure[] = [];
    for (const erasure of this.keys.erasures()) {
      const last = (await this.store.head(erasure.therapyId))?.revision;
      if (last === undefined) continue;
      // It is the last event of a therapy, by whatever id.
      const [event] = await this.store.readStream(erasure.therapyId, last - 1, 1);
      if (event?.type !== 'PatientErased') found.push(erasure);
    }
    return found;
  }

  /** Destroys the keys of whoever the log knows to be erased, and notes whose keys are not there though nobody was. */
  private async learnFromLog(): Promise<void> {
    let { events, hash } = await this.readUpTo();
    const erased = new Map<string, Erasure>();
    const seen = new Set<string>();
    const keyless: string[] = [];
    const look = (owner: string): void => {
      if (seen.has(owner)) return;
      seen.add(owner);
      if (!this.keys.knows(owner)) keyless.push(owner);
    };
    for (;;) {
      const page = await this.store.readFrom(events, PAGE, true);
      for (const event of page) {
        const { streamId } = event;
        if (event.type === 'PatientErased') erased.set(streamId, this.erasureIn(event));
        else if (event.disclosures) look(streamId);
        this.disclosures.peopleIn(streamId, event).forEach(look);
      }
      const last = page.at(-1);
      events = last?.leafIndex === undefined ? events + page.length : last.leafIndex + 1;
      hash = last?.hash ?? hash;
      if (page.length < PAGE) break;
    }
    await this.learn(
      [...erased.values()].filter(({ therapyId }) => !this.keys.erasureOf(therapyId)),
      keyless.filter((owner) => !erased.has(owner)),
    );
    if (hash !== undefined) this.keys.readUpTo = { events, hash };
  }

  /** Where the log is the one that was read before, only what came since is new. */
  private async readUpTo(): Promise<{ readonly events: number; readonly hash?: string }> {
    const { readUpTo } = this.keys;
    if (!readUpTo) return { events: 0 };
    const [event] = await this.store.readFrom(readUpTo.events - 1, 1, true);
    return event?.hash === readUpTo.hash ? readUpTo : { events: 0 };
  }

  private async learn(erased: readonly Erasure[], keyless: readonly string[]): Promise<void> {
    await this.keys.eraseAgain(erased);
    this.learned += erased.length;
    for (const { therapyId } of erased) this.logger.log({ msg: 'an erasure was applied again', therapyId });
    this.keys.noteLost(keyless, this.clock());
    const therapies = keyless.filter((owner) => !isPerson(owner));
    if (keyless.length > 0)
      this.logger.error({
        msg: 'keys.db lacks the keys of therapies in the log, or of members of staff: put it back from its own backup before more is recorded; until then their personal values cannot be read',
        therapies: therapies.length,
        staff: keyless.length - therapies.length,
        first: therapies.slice(0, FIRST_FEW),
      });
  }

  private erasureIn(event: StoredEvent): Erasure {
    const { data, occurredAt, recordedBy } = understoodIn(event) as Sealed<'PatientErased'>;
    const at = Date.parse(occurredAt.earliest);
    return {
      therapyId: event.streamId,
      eventId: event.id,
      ...this.words.of(event, data),
      at,
      by: this.subjectIn(event, recordedBy),
    };
  }

  /** Who recorded; where that cannot be read any more, the digest that stands for it. */
  private subjectIn(event: StoredEvent, recordedBy: RecordedBy): string {
    const values = this.disclosures.values(event.streamId as TherapyId, [event]);
    const { subject }: { readonly subject: unknown } = reveal(recordedBy, values);
    return typeof subject === 'string' ? subject : 'cannot be read any more';
  }

  private record(erasure: Erasure): Promise<Receipt> {
    const { therapyId, eventId, at, by } = erasure;
    const occurredAt = readOccurredAt(new Date(at).toISOString());
    if (!occurredAt.ok) throw new TypeError('an erasure has no date');
    const content: Content<'PatientErased'> = {
      type: 'PatientErased',
      occurredAt: occurredAt.value,
      data: this.words.read(erasure),
      source: ERASURE_SOURCE,
    };
    const recordedBy = { subject: by, name: by, role: by === OPERATOR ? 'operator' : 'officer' };
    return this.recorder.record({
      therapyId: therapyId as TherapyId,
      content,
      id: eventId as EventId,
      recordedBy,
    });
  }
}
