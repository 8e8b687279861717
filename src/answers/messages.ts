import { Query } from '@nestjs/cqrs';
import type { StreamHead } from '../event-store/port.js';
import type { DoseCurve } from '../infusion/dose-curve.js';
import type { Drug } from '../infusion/drugs/drug.js';
import type { PointOfView } from '../repository/point-of-view.js';
import type { Envelope, Instant, TherapyId } from '../therapy/envelope.js';
import type { ChangesFound, ChangesQuestion } from './audit-changes.js';
import type { AuditFound } from './audit-found.js';
import type { AuditQuestion } from './audits.js';
import type { EventFound } from './event-found.js';
import type { DevicesFound } from './known.js';
import type { LogFound } from './log/event-log.js';
import type { LogQuestion } from './log/log-page.js';
import type { ListedPolicy } from './policy-in-force.js';
import type { Backed, DoseFound, DoseQuestion, StateFound } from './doses.js';
import type { PrintedReport, Report } from './report.js';
import type { Span, TherapyTimeline } from './timeline/therapy-timeline.js';

export class GetState extends Query<StateFound> {
  constructor(
    readonly therapyId: TherapyId,
    readonly pointOfView: PointOfView,
  ) {
    super();
  }
}

/** An event, and what it says after all corrections. */
export class GetEvent extends Query<EventFound> {
  constructor(
    readonly therapyId: TherapyId,
    readonly eventId: string,
  ) {
    super();
  }
}

export class GetDose extends Query<DoseFound> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: DoseQuestion & PointOfView,
  ) {
    super();
  }
}

export class GetDoseCurve extends Query<Backed & DoseCurve> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: DoseQuestion & PointOfView & { readonly maxPoints?: number },
  ) {
    super();
  }
}

export class GetAudit extends Query<AuditFound> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: AuditQuestion,
  ) {
    super();
  }
}

/** An audit with what is printed beside it. */
export class GetReport extends Query<Report> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: AuditQuestion,
  ) {
    super();
  }
}

/** The same to be printed. */
export class GetPrintedReport extends Query<PrintedReport> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: AuditQuestion,
  ) {
    super();
  }
}

/** A therapy over a window of time, to be drawn. */
export class GetTimeline extends Query<TherapyTimeline> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: AuditQuestion & Partial<Span>,
  ) {
    super();
  }
}

/** Audits under several policies. */
export class GetAudits extends Query<readonly AuditFound[]> {
  constructor(
    readonly therapyId: TherapyId,
    readonly pointOfView: PointOfView,
    /** All policies where none are given. */
    readonly policies: readonly string[] | undefined,
  ) {
    super();
  }
}

/** What became of an audit between two instants of knowledge. */
export class GetAuditChanges extends Query<ChangesFound> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: Omit<ChangesQuestion, 'asOf'> & { readonly asOf?: Instant },
  ) {
    super();
  }
}

export class ListPolicies extends Query<readonly ListedPolicy[]> {}

export class ListDrugs extends Query<readonly Drug[]> {}

export class ListDevices extends Query<DevicesFound> {}

export class ListTherapies extends Query<readonly StreamHead[]> {
  constructor(
    readonly after: string | undefined,
    readonly limit: number,
  ) {
    super();
  }
}

export class ListEvents extends Query<readonly Envelope[]> {
  constructor(
    readonly therapyId: TherapyId,
    /** A revision. */
    readonly after: number,
    readonly limit: number,
  ) {
    super();
  }
}

/** A page of a therapy's events, each with what it changed. */
export class GetLog extends Query<LogFound> {
  constructor(
    readonly therapyId: TherapyId,
    readonly question: LogQuestion & Pick<PointOfView, 'knownAt'>,
  ) {
    super();
  }
}
