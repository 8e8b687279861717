import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler, type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { PolicyBook } from '../compliance/policies/index.js';
import { Audits } from '../answers/audits.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { DryRun } from './dry-run.js';
import { Holding } from './holding.js';
import { Listings } from '../answers/listings.js';
import { EventLog } from '../answers/log/event-log.js';
import {
  CountKeeping,
  GetAudit,
  GetAuditChanges,
  GetAudits,
  SignAudit,
  GetDose,
  GetDoseCurve,
  GetEvent,
  GetLog,
  GetPrintedReport,
  GetReport,
  GetState,
  GetTimeline,
  ListEvents,
  ListPolicies,
  ListTherapies,
  RecordEvent,
  TryEvent,
} from './messages.js';
import { listedPolicies } from '../answers/policy-in-force.js';
import { TherapyQueries } from '../answers/queries.js';
import { Recorder } from './recorder.js';
import { Signing } from './signing.js';

@CommandHandler(RecordEvent)
class RecordEventHandler implements ICommandHandler<RecordEvent> {
  constructor(private readonly recorder: Recorder) {}

  execute({ recording }: RecordEvent) {
    return this.recorder.record(recording);
  }
}

@QueryHandler(TryEvent)
class TryEventHandler implements IQueryHandler<TryEvent> {
  constructor(private readonly dryRun: DryRun) {}

  execute({ recording, then }: TryEvent) {
    return this.dryRun.of(recording, then);
  }
}

@QueryHandler(GetState)
class GetStateHandler implements IQueryHandler<GetState> {
  constructor(private readonly queries: TherapyQueries) {}

  execute({ therapyId, then }: GetState) {
    return this.queries.state(therapyId, then);
  }
}

@QueryHandler(GetEvent)
class GetEventHandler implements IQueryHandler<GetEvent> {
  constructor(private readonly queries: TherapyQueries) {}

  execute({ therapyId, eventId }: GetEvent) {
    return this.queries.event(therapyId, eventId);
  }
}

@QueryHandler(GetDose)
class GetDoseHandler implements IQueryHandler<GetDose> {
  constructor(private readonly queries: TherapyQueries) {}

  execute({ therapyId, question }: GetDose) {
    return this.queries.dose(therapyId, question);
  }
}

@QueryHandler(GetDoseCurve)
class GetDoseCurveHandler implements IQueryHandler<GetDoseCurve> {
  constructor(private readonly queries: TherapyQueries) {}

  execute({ therapyId, question }: GetDoseCurve) {
    return this.queries.doseCurve(therapyId, question);
  }
}

@QueryHandler(GetAudit)
class GetAuditHandler implements IQueryHandler<GetAudit> {
  constructor(private readonly audits: Audits) {}

  execute({ therapyId, question }: GetAudit) {
    return this.audits.audit(therapyId, question);
  }
}

@QueryHandler(GetAudits)
class GetAuditsHandler implements IQueryHandler<GetAudits> {
  constructor(private readonly audits: Audits) {}

  execute({ therapyId, then, policies }: GetAudits) {
    return this.audits.audits(therapyId, then, policies);
  }
}

@QueryHandler(GetAuditChanges)
class GetAuditChangesHandler implements IQueryHandler<GetAuditChanges> {
  constructor(private readonly audits: Audits) {}

  execute({ therapyId, question }: GetAuditChanges) {
    return this.audits.changes(therapyId, question);
  }
}

@CommandHandler(SignAudit)
class SignAuditHandler implements ICommandHandler<SignAudit> {
  constructor(private readonly signing: Signing) {}

  execute({ therapyId, given, idempotencyKey }: SignAudit) {
    return this.signing.sign(therapyId, given, idempotencyKey);
  }
}

@QueryHandler(GetReport)
class GetReportHandler implements IQueryHandler<GetReport> {
  constructor(
    private readonly audits: Audits,
    private readonly queries: TherapyQueries,
  ) {}

  async execute({ therapyId, question }: GetReport) {
    return this.queries.report(await this.audits.audit(therapyId, question));
  }
}

@QueryHandler(GetPrintedReport)
class GetPrintedReportHandler implements IQueryHandler<GetPrintedReport> {
  constructor(
    private readonly audits: Audits,
    private readonly queries: TherapyQueries,
  ) {}

  async execute({ therapyId, question }: GetPrintedReport) {
    return this.queries.printedReport(await this.audits.audit(therapyId, question));
  }
}

@QueryHandler(GetTimeline)
class GetTimelineHandler implements IQueryHandler<GetTimeline> {
  constructor(
    private readonly audits: Audits,
    private readonly queries: TherapyQueries,
  ) {}

  async execute({ therapyId, question }: GetTimeline) {
    const { from, to, ...asked } = question;
    return this.queries.timeline(await this.audits.audit(therapyId, asked), { from, to });
  }
}

@QueryHandler(ListPolicies)
class ListPoliciesHandler implements IQueryHandler<ListPolicies> {
  constructor(
    private readonly policies: PolicyBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute() {
    return listedPolicies(this.policies, this.clock());
  }
}

@QueryHandler(ListTherapies)
class ListTherapiesHandler implements IQueryHandler<ListTherapies> {
  constructor(private readonly listings: Listings) {}

  execute({ after, limit }: ListTherapies) {
    return this.listings.therapies(after, limit);
  }
}

@QueryHandler(ListEvents)
class ListEventsHandler implements IQueryHandler<ListEvents> {
  constructor(private readonly listings: Listings) {}

  execute({ therapyId, after, limit }: ListEvents) {
    return this.listings.events(therapyId, after, limit);
  }
}

@QueryHandler(GetLog)
class GetLogHandler implements IQueryHandler<GetLog> {
  constructor(private readonly log: EventLog) {}

  execute({ therapyId, question }: GetLog) {
    return this.log.page(therapyId, question);
  }
}

@QueryHandler(CountKeeping)
class CountKeepingHandler implements IQueryHandler<CountKeeping> {
  constructor(private readonly holding: Holding) {}

  async execute() {
    return this.holding.count();
  }
}

/** Each only calls the service that does the work. */
export const handlers = [
  RecordEventHandler,
  TryEventHandler,
  GetStateHandler,
  GetEventHandler,
  GetDoseHandler,
  GetDoseCurveHandler,
  GetAuditHandler,
  GetAuditsHandler,
  GetAuditChangesHandler,
  SignAuditHandler,
  GetReportHandler,
  GetPrintedReportHandler,
  GetTimelineHandler,
  ListPoliciesHandler,
  ListTherapiesHandler,
  ListEventsHandler,
  GetLogHandler,
  CountKeepingHandler,
];
