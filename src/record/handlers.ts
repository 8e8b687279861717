import { CommandHandler, type ICommandHandler, type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { PolicyBook } from '../compliance/policies/index.js';
import { DryRun } from './dry-run.js';
import { Listings } from './listings.js';
import {
  GetAudit,
  GetDose,
  GetDoseCurve,
  GetReport,
  GetState,
  ListEvents,
  ListPolicies,
  ListTherapies,
  RecordEvent,
  TryEvent,
} from './messages.js';
import { TherapyQueries } from './queries.js';
import { Recorder } from './recorder.js';

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

  execute({ recording }: TryEvent) {
    return this.dryRun.of(recording);
  }
}

@QueryHandler(GetState)
class GetStateHandler implements IQueryHandler<GetState> {
  constructor(private readonly queries: TherapyQueries) {}

  execute({ therapyId, then }: GetState) {
    return this.queries.state(therapyId, then);
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
  constructor(private readonly queries: TherapyQueries) {}

  execute({ therapyId, question }: GetAudit) {
    return this.queries.audit(therapyId, question);
  }
}

@QueryHandler(GetReport)
class GetReportHandler implements IQueryHandler<GetReport> {
  constructor(private readonly queries: TherapyQueries) {}

  execute({ therapyId, question }: GetReport) {
    return this.queries.report(therapyId, question);
  }
}

@QueryHandler(ListPolicies)
class ListPoliciesHandler implements IQueryHandler<ListPolicies> {
  constructor(private readonly policies: PolicyBook) {}

  async execute() {
    return this.policies.versions;
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

/** Each only calls the service that does the work. */
export const handlers = [
  RecordEventHandler,
  TryEventHandler,
  GetStateHandler,
  GetDoseHandler,
  GetDoseCurveHandler,
  GetAuditHandler,
  GetReportHandler,
  ListPoliciesHandler,
  ListTherapiesHandler,
  ListEventsHandler,
];
