import { Inject, Injectable } from '@nestjs/common';
import { AppendGate } from '../event-store/append-gate.js';
import {
  DuplicateEventId,
  type EventStore,
  type NewEvent,
  WrongExpectedRevision,
} from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { Fault } from '../faults/fault.js';
import { KeyTaken } from '../custody/keys.js';
import { UnknownTherapy } from '../therapy/decider.js';
import type { Envelope, EventId, Instant, Sealed } from '../therapy/envelope.js';
import type { Head } from '../therapy/head.js';
import { inNewestForm } from '../therapy/newest-form.js';
import { type SealedEvent, seal } from '../therapy/seal.js';
import { Chain } from '../repository/chain.js';
import { type Clock, RECORDING_CLOCK } from '../repository/clock.js';
import { Disclosures } from '../repository/disclosures.js';
import { type Draft, type Receipt, type Recording, decideDraft, draftOf, recognised } from './recording.js';
import { careContent, careEventId, refuseOtherCare } from './registration.js';
import { SALT, type Salt } from './salt.js';
import { envelopeOf } from '../repository/stored.js';
import { Therapies } from '../repository/therapies.js';
import type { TherapyRecord } from '../repository/therapy-record.js';

/** How often a recording is tried anew where others were first. */
export const ATTEMPTS = 8;

/** Records one event: looks it up, decides, seals and appends; acknowledged only once it is on disk. */
@Injectable()
export class Recorder {
  private readonly pending = new Map<TherapyRecord, Promise<unknown>>();
  private readonly ready = new WeakMap<TherapyRecord, Promise<void>>();

  constructor(
    private readonly therapies: Therapies,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    private readonly gate: AppendGate,
    private readonly disclosures: Disclosures,
    @Inject(SALT) private readonly salt: Salt,
    @Inject(RECORDING_CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Decides before it returns where the therapy is in memory, so that recordings are decided in the order of the calls.
   * @throws OtherContent, RevisionMismatch, ContentTooLarge, Refusal, UnknownTherapy, TherapyErased,
   * StoreUnavailable, LedgerContradicted, ClockDoubtful
   */
  async record(recording: Recording): Promise<Receipt> {
    const draft = draftOf(recording);
    for (let attempt = 1; ; attempt += 1) {
      const found = this.therapies.get(recording.therapyId);
      const therapy = found instanceof Promise ? await found : found;
      const before = this.pending.get(therapy);
      try {
        return await this.attempt(therapy, draft);
      } catch (error) {
        if (error instanceof UnknownTherapy) this.therapies.forget(recording.therapyId, therapy);
        const raced =
          error instanceof WrongExpectedRevision ||
          error instanceof DuplicateEventId ||
          error instanceof KeyTaken;
        if (raced && attempt < ATTEMPTS) continue;
        // The refusal may rest on an earlier event that the log did not store in the end: try again.
        if (!isRefusal(error) || !before || attempt >= ATTEMPTS) throw error;
        if (await settled(before)) throw error;
      }
    }
  }

  /**
   * The first receipt of what was recorded before, straight from the log: to import a file again must not read each of
   * its therapies as a whole. Undefined where it is not recorded; the therapy must not be in memory.
   * @throws OtherContent, ContentTooLarge, StoreUnavailable, LedgerContradicted
   */
  async recorded(recording: Recording & { readonly id: EventId }): Promise<Receipt | undefined> {
    const draft = draftOf(recording);
    const stored = await this.store.findById(recording.therapyId, draft.id);
    if (!stored) return undefined;
    new Chain(recording.therapyId, stored.revision - 1).next(stored);
    if (draft.care) {
      const care = await this.store.findById(recording.therapyId, careEventId(draft.id));
      refuseOtherCare(draft, care && envelopeOf(care));
    }
    const values = this.disclosures.values(recording.therapyId, [stored]);
    return { envelope: recognised(draft, inNewestForm(envelopeOf(stored)), values), created: false };
  }

  private async attempt(therapy: TherapyRecord, draft: Draft): Promise<Receipt> {
    const now = this.clock();
    const { therapyId, head } = therapy;
    const existing = therapy.find(draft.id);
    if (existing) {
      refuseOtherCare(draft, therapy.find(careEventId(draft.id)));
      const values = this.disclosures.values(therapyId, therapy.concealed(existing.revision));
      return this.firstReceipt(therapy, recognised(draft, existing, values));
    }
    decideDraft(draft, therapy, now);
    const at = Math.max(now, (draft.recordedAfter ?? Number.NEGATIVE_INFINITY) + 1);
    const persisting: Promise<void>[] = [];
    const events = this.sealed(draft, head, at).map((made): NewEvent => {
      const { encrypted, persisted } = this.disclosures.encrypt(therapyId, made);
      if (persisted) persisting.push(persisted);
      this.therapies.grew(therapy.expect(made, encrypted));
      const { sealed, bytes, hash } = made;
      return { id: sealed.id, type: sealed.type, bytes, hash, disclosures: encrypted };
    });
    const appended = this.append(therapy, head, events, this.readiness(therapy, persisting));
    this.pending.set(therapy, appended);
    try {
      const { recordedBy } = draft;
      const { data, source } = draft.content;
      return { envelope: { ...(await appended), data, source, recordedBy }, created: true };
    } finally {
      if (this.pending.get(therapy) === appended) this.pending.delete(therapy);
    }
  }

  /** What is recorded: a registration with where the patient is cared for, or any event alone. */
  private sealed(draft: Draft, head: Head, at: Instant): readonly SealedEvent[] {
    const { therapyId, id, content, care, recordedBy, way } = draft;
    const subjectSalt = (subject: string) => this.disclosures.saltOf(subject);
    const first = seal(therapyId, id, content, head, at, recordedBy, this.salt, way, subjectSalt);
    if (!care) return [first];
    const { revision, recordedAt } = first.sealed;
    const next = { revision, hash: first.hash, recordedAt: Date.parse(recordedAt) };
    const assigned = careContent(content, care, at);
    const second = careEventId(id);
    return [first, seal(therapyId, second, assigned, next, at, recordedBy, this.salt, way, subjectSalt)];
  }

  private async append(
    therapy: TherapyRecord,
    { revision, hash }: Pick<Head, 'revision' | 'hash'>,
    events: readonly NewEvent[],
    ready: Promise<void> | undefined,
  ): Promise<Envelope> {
    try {
      if (ready) await ready;
      const positions = await this.store.append(therapy.therapyId, revision, events, hash);
      const [first] = positions.map((position, index) => therapy.acknowledge(revision + 1 + index, position));
      return first!;
    } catch (error) {
      this.therapies.forget(therapy.therapyId, therapy);
      throw error;
    }
  }

  /** What an append must wait for, after the one before it; usually nothing. */
  private readiness(therapy: TherapyRecord, persisting: readonly Promise<void>[]): Promise<void> | undefined {
    const waits = [this.ready.get(therapy), this.gate.waiting, ...persisting].filter(
      (wait) => wait !== undefined,
    );
    if (waits.length === 0) return undefined;
    const ready = Promise.all(waits).then(() => {
      if (this.ready.get(therapy) === ready) this.ready.delete(therapy);
    });
    this.ready.set(therapy, ready);
    return ready;
  }

  private async firstReceipt(therapy: TherapyRecord, event: Sealed): Promise<Receipt> {
    const { revision, schemaVersion, data, source, recordedBy } = event;
    // It may be on its way to the log still; the log acknowledges in order.
    if (!therapy.envelope(revision)) await this.pending.get(therapy);
    return {
      envelope: { ...therapy.envelope(revision)!, schemaVersion, data, source, recordedBy },
      created: false,
    };
  }
}

/** Because of what is recorded, and not because the log or the keys are away. */
const isRefusal = (error: unknown): boolean => error instanceof Fault && error.kind !== 'unavailable';

const settled = (pending: Promise<unknown>): Promise<boolean> =>
  pending.then(
    () => true,
    () => false,
  );
