import type { PolicyBook } from '../../compliance/policies/index.js';
import type { Filed } from '../../repository/therapy-record.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { KeptTherapy } from './kept-therapy.js';

/** Events kept over all therapies; beyond it those that were asked about longest ago go. */
const MOST_EVENTS = 10_000;

/** How far a therapy has come, and the hash of its last event. */
export interface Reached {
  readonly therapyId: TherapyId;
  readonly revision: number;
  readonly hash: string;
}

/** The therapies that a thread was asked about, of which it is sent only what was added. */
export class KeptTherapies {
  private readonly kept = new Map<TherapyId, KeptTherapy>();
  private events = 0;

  constructor(private readonly policies: PolicyBook) {}

  /** @param more what follows on a revision; a part of it */
  async at(
    { therapyId, revision, hash }: Reached,
    more: (after: number) => Promise<readonly Filed[]>,
  ): Promise<KeptTherapy> {
    let therapy = this.taken(therapyId);
    if (!therapy || therapy.revision > revision) therapy = this.fresh(therapyId);
    for (;;) {
      while (therapy.revision < revision) therapy.add(await more(therapy.revision));
      if (therapy.hashOf(revision) === hash) break;
      // It is another record, of a log that was restored.
      therapy = this.fresh(therapyId);
    }
    this.keep(therapy);
    return therapy;
  }

  private fresh(therapyId: TherapyId): KeptTherapy {
    return new KeptTherapy(therapyId, this.policies);
  }

  private taken(therapyId: TherapyId): KeptTherapy | undefined {
    const therapy = this.kept.get(therapyId);
    if (therapy && this.kept.delete(therapyId)) this.events -= therapy.revision;
    return therapy;
  }

  private keep(therapy: KeptTherapy): void {
    this.kept.set(therapy.therapyId, therapy);
    this.events += therapy.revision;
    for (const oldest of this.kept.keys()) {
      if (this.events <= MOST_EVENTS || this.kept.size === 1) break;
      this.taken(oldest);
    }
  }
}
