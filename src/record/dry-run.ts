import { Inject, Injectable } from '@nestjs/common';
import { audit } from '../compliance/audit.js';
import { DEFAULT_POLICY, PolicyBook } from '../compliance/policies/index.js';
import type { Finding } from '../compliance/rules/finding.js';
import { seal } from '../therapy/seal.js';
import { policyInForce } from './policy-in-force.js';
import { CLOCK, type Clock } from './clock.js';
import { type StateFound, stateIn } from './queries.js';
import { type Recording, decideDraft, draftOf } from './recording.js';
import { Therapies } from './therapies.js';
import { viewOf } from './therapy-view.js';

export interface DryRunFound {
  readonly state: StateFound;
  readonly findings: readonly Finding[];
}

/** What would be if an event were recorded. Records nothing. */
@Injectable()
export class DryRun {
  constructor(
    private readonly therapies: Therapies,
    private readonly policies: PolicyBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws what `Recorder.record` throws */
  async of(recording: Recording): Promise<DryRunFound> {
    const draft = draftOf(recording);
    const therapy = await this.therapies.get(recording.therapyId);
    const { therapyId } = therapy;
    try {
      const now = this.clock();
      const existing = decideDraft(draft, therapy, now);
      const made =
        existing ?? seal(therapyId, draft.id, draft.content, therapy.head, now, draft.recordedBy).sealed;
      const events = existing ? therapy.events : [...therapy.events, made];
      const knownAt = Math.max(now, Date.parse(events.at(-1)!.recordedAt));
      return {
        state: stateIn(therapyId, viewOf(events), now, knownAt),
        findings: audit(events, {
          policy: policyInForce(this.policies, DEFAULT_POLICY, now).policy,
          asOf: now,
          knownAt,
        }).findings,
      };
    } finally {
      if (therapy.size === 0) this.therapies.forget(therapyId, therapy);
    }
  }
}
