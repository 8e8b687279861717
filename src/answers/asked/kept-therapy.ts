import type { PolicyBook, PolicyVersion } from '../../compliance/policies/index.js';
import type { Filed } from '../../repository/therapy-record.js';
import type { Instant, Sealed, TherapyId } from '../../therapy/envelope.js';
import { knownAt } from '../../therapy/timeline.js';
import type { HashedAudit } from '../audit-found.js';
import { type View, renewed, viewOf } from '../therapy-view.js';
import { KeptAudits } from './kept-audits.js';

/** A therapy where it is asked about, with what was worked out of it before. */
export class KeptTherapy {
  readonly events: Sealed[] = [];
  readonly hashes: string[] = [];
  /** The hash of each signed audit as this release computes it; undefined where its policy is not known any more. */
  readonly recomputed = new Map<string, string | undefined>();
  private view: View | undefined;
  private readonly kept: KeptAudits;

  constructor(
    readonly therapyId: TherapyId,
    readonly policies: PolicyBook,
  ) {
    this.kept = new KeptAudits(therapyId);
  }

  add(filed: readonly Filed[]): void {
    for (const { event, hash } of filed) {
      this.events.push(event);
      this.hashes.push(hash);
    }
  }

  get revision(): number {
    return this.events.length;
  }

  /** Of an event; the empty string before the first. */
  hashOf(revision: number): string {
    return this.hashes[revision - 1] ?? '';
  }

  find(id: string): Sealed | undefined {
    return this.events.find((event) => event.id === id);
  }

  known(knownBy: Instant): readonly Sealed[] {
    return knownAt(this.events, knownBy);
  }

  viewBy(knownBy: Instant): View {
    const known = this.known(knownBy);
    if (known.length < this.events.length) return viewOf(known);
    return (this.view = renewed(this.view, this.events));
  }

  /** One a policy, in their order. */
  audits(policies: readonly PolicyVersion[], asOf: Instant, knownBy: Instant): readonly HashedAudit[] {
    return this.kept.find(this.known(knownBy), policies, asOf, knownBy);
  }
}
