import { Command, Query } from '@nestjs/cqrs';
import type { Instant, TherapyId } from '../therapy/envelope.js';
import type { SignatureGiven } from '../therapy/events/audit-signed.js';
import type { DryRunFound } from './dry-run.js';
import type { Keeping } from './holding.js';
import type { Signatory } from './signatory.js';
import type { Receipt, Recording } from './recording.js';

export class RecordEvent extends Command<Receipt> {
  constructor(readonly recording: Recording) {
    super();
  }
}

/** What `RecordEvent` would lead to; with the state of another instant where one is asked for. */
export class TryEvent extends Query<DryRunFound> {
  constructor(
    readonly recording: Recording,
    readonly alsoAt?: Instant,
  ) {
    super();
  }
}

export class SignAudit extends Command<Receipt> {
  constructor(
    readonly therapyId: TherapyId,
    readonly given: SignatureGiven,
    readonly idempotencyKey: string | undefined,
    /** Undefined while there is no access control. */
    readonly by?: Signatory,
  ) {
    super();
  }
}

/** How many patients are erased, or held against it. */
export class CountKeeping extends Query<Keeping> {}
