import { Inject, Injectable } from '@nestjs/common';
import { ASKING, type Asking } from '../answers/asked/asking.js';
import { PolicyBook } from '../compliance/policies/index.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { Therapies } from '../repository/therapies.js';
import { Refusal } from '../therapy/decider.js';
import type { Content } from '../therapy/envelope.js';
import { Recorder } from './recorder.js';
import { type Receipt, type Recording, decideDraft, draftOf } from './recording.js';

interface Reviewed {
  readonly inference: string;
  readonly pointer: string;
}

/** What a content judges, also where it stands in place of another; undefined for what judges nothing. */
function reviewedIn({ type, data }: Content): Reviewed | undefined {
  if (type === 'InferenceReviewed') return reviewedBy(data, '');
  if (type !== 'EventCorrected') return undefined;
  const { replacement } = data as Content<'EventCorrected'>['data'];
  return replacement.type === 'InferenceReviewed'
    ? reviewedBy(replacement.data, '/data/replacement')
    : undefined;
}

const reviewedBy = (data: unknown, at: string): Reviewed => ({
  inference: (data as Content<'InferenceReviewed'>['data']).inference,
  pointer: `${at}/data/inference`,
});

export const isReview = (content: Content): boolean => reviewedIn(content) !== undefined;

/** Records; but a judgement of what no audit shows is refused. */
@Injectable()
export class Reviewing {
  constructor(
    private readonly therapies: Therapies,
    private readonly recorder: Recorder,
    private readonly policies: PolicyBook,
    @Inject(ASKING) private readonly asking: Asking,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Hands on at once what judges nothing.
   * @throws what `Recorder.record` and `refuseUnknown` throw
   */
  record(recording: Recording): Promise<Receipt> {
    if (!isReview(recording.content)) return this.recorder.record(recording);
    return this.refuseUnknown(recording).then(() => this.recorder.record(recording));
  }

  /**
   * Refuses a judgement of a finding or cessation that no audit shows as of now, by any policy in force. What was
   * recorded before is not judged again, and what is refused anyway is refused for that.
   * @throws Refusal, RevisionMismatch, UnknownTherapy, TherapyErased, AuditTooLong
   */
  async refuseUnknown(recording: Recording): Promise<void> {
    const reviewed = reviewedIn(recording.content);
    if (!reviewed) return;
    const draft = draftOf(recording);
    const therapy = await this.therapies.get(recording.therapyId);
    if (therapy.find(draft.id)) return;
    const now = this.clock();
    try {
      decideDraft(draft, therapy, now);
    } finally {
      if (therapy.size === 0) this.therapies.forget(recording.therapyId, therapy);
    }
    const { inference, pointer } = reviewed;
    const policies = this.policies.ids.flatMap((id) => this.policies.find(id, now) ?? []);
    const knownBy = Math.max(now, Date.parse(therapy.events.at(-1)!.recordedAt));
    const isShown = await this.asking.ask(therapy, 'shows', { inference, policies, asOf: now, knownBy });
    if (isShown) return;
    throw new Refusal(
      'UNKNOWN_INFERENCE',
      'must be the id of a finding or cessation that an audit of this therapy shows now, by any policy in force',
      pointer,
    );
  }
}
