import { Command, Query } from '@nestjs/cqrs';
import type { Audit } from '../compliance/audit.js';
import type { PolicyVersion } from '../compliance/policies/index.js';
import type { StoredEvent, StreamHead } from '../event-store/port.js';
import type { DoseCurve } from '../infusion/dose-curve.js';
import type { TherapyId } from '../therapy/envelope.js';
import type { DryRunFound } from './dry-run.js';
import type { AuditQuery, Backed, DoseFound, DoseQuestion, StateFound, Then } from './queries.js';
import type { Receipt, Recording } from './recording.js';
import type { Report } from './report.js';

export class RecordEvent extends Command<Receipt> {
  constructor(readonly recording: Recording) {
    super();
  }
}

/** What `RecordEvent` would lead to. */
export class TryEvent extends Query<DryRunFound> {
  constructor(readonly recording: Recording) {
    super();
  }
}

export class GetState extends Query<StateFound> {
  constructor(
    readonly therapyId: TherapyId,
    readonly then: Then,
  ) {
    super();
  }
}

export class GetDose extends Query<DoseFound> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: DoseQuestion,
  ) {
    super();
  }
}

export class GetDoseCurve extends Query<Backed & DoseCurve> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: DoseQuestion & { readonly maxPoints?: number },
  ) {
    super();
  }
}

export class GetAudit extends Query<Audit> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: AuditQuery,
  ) {
    super();
  }
}

/** An audit with what is printed beside it. */
export class GetReport extends Query<Report> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: AuditQuery,
  ) {
    super();
  }
}

export class ListPolicies extends Query<readonly PolicyVersion[]> {}

export class ListTherapies extends Query<readonly StreamHead[]> {
  constructor(
    readonly after: string | undefined,
    readonly limit: number,
  ) {
    super();
  }
}

export class ListEvents extends Query<readonly StoredEvent[]> {
  constructor(
    readonly therapyId: TherapyId,
    /** A revision. */
    readonly after: number,
    readonly limit: number,
  ) {
    super();
  }
}
