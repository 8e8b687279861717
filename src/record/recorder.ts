import { Inject, Injectable } from '@nestjs/common';
import { AppendGate } from '../event-store/append-gate.js';
import { DuplicateEventId, type EventStore, WrongExpectedRevision } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { Refusal, UnknownTherapy } from '../therapy/decider.js';
import type { Envelope, EventId, Sealed } from '../therapy/envelope.js';
import { type SealedEvent, seal } from '../therapy/seal.js';
import { CLOCK, type Clock } from './clock.js';
import { OtherContent, RevisionMismatch } from './errors.js';
import { type Draft, type Receipt, type Recording, decideDraft, draftOf, recognised } from './recording.js';
import { envelopeOf } from './stored.js';
import { Therapies } from './therapies.js';
import type { TherapyRecord } from './therapy-record.js';

const ATTEMPTS = 8;

/** Records one event: looks it up, decides, seals and appends; acknowledged only once it is on disk. */
@Injectable()
export class Recorder {
  private readonly pending = new Map<TherapyRecord, Promise<unknown>>();

  constructor(
    private readonly therapies: Therapies,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
    private readonly gate: AppendGate,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Decides before it returns where the therapy is in memory, so that recordings are decided in the order of the calls.
   * @throws OtherContent, RevisionMismatch, ContentTooLarge, Refusal, UnknownTherapy, StoreUnavailable,
   * LedgerContradicted
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
        const raced = error instanceof WrongExpectedRevision || error instanceof DuplicateEventId;
        if (raced && attempt < ATTEMPTS) continue;
        // What was refused because of an event that the log then did not take was refused for no reason.
        if (!isRefusal(error) || !before || attempt >= ATTEMPTS) throw error;
        if (await settled(before)) throw error;
      }
    }
  }

  /**
   * The first receipt of what was recorded before, straight from the log: to import a file again must not read each of
   * its therapies as a whole. Undefined where it is not recorded; the therapy must not be in memory.
   * @throws OtherContent, ContentTooLarge, StoreUnavailable
   */
  async recorded(recording: Recording & { readonly id: EventId }): Promise<Receipt | undefined> {
    const draft = draftOf(recording);
    const stored = await this.store.findById(recording.therapyId, draft.id);
    return stored && { envelope: recognised(draft, envelopeOf(stored)), created: false };
  }

  private async attempt(therapy: TherapyRecord, draft: Draft): Promise<Receipt> {
    const now = this.clock();
    const existing = decideDraft(draft, therapy, now);
    if (existing) return this.firstReceipt(therapy, existing);
    const { head } = therapy;
    const made = seal(therapy.therapyId, draft.id, draft.content, head, now, draft.recordedBy);
    therapy.expect(made);
    this.therapies.grew(1);
    const appended = this.append(therapy, head.revision, made);
    this.pending.set(therapy, appended);
    try {
      return { envelope: await appended, created: true };
    } finally {
      if (this.pending.get(therapy) === appended) this.pending.delete(therapy);
    }
  }

  private async append(therapy: TherapyRecord, revision: number, made: SealedEvent): Promise<Envelope> {
    const { sealed, bytes, hash } = made;
    try {
      if (this.gate.waiting) await this.gate.waiting;
      const [position] = await this.store.append(therapy.therapyId, revision, [
        { id: sealed.id, type: sealed.type, bytes, hash },
      ]);
      return therapy.acknowledge(sealed.revision, position!);
    } catch (error) {
      this.therapies.forget(therapy.therapyId, therapy);
      throw error;
    }
  }

  private async firstReceipt(therapy: TherapyRecord, { revision }: Sealed): Promise<Receipt> {
    // It may be on its way to the log still; the log acknowledges in order.
    if (!therapy.envelope(revision)) await this.pending.get(therapy);
    return { envelope: therapy.envelope(revision)!, created: false };
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Refusal ||
  error instanceof UnknownTherapy ||
  error instanceof OtherContent ||
  error instanceof RevisionMismatch;

const settled = (pending: Promise<unknown>): Promise<boolean> =>
  pending.then(
    () => true,
    () => false,
  );
