import { queryHandler } from '../cqrs/handler-of.js';
import { drugs } from '../infusion/drugs.js';
import { Audits } from './audits.js';
import { knownDevices } from './known.js';
import { Listings } from './listings.js';
import { EventLog } from './log/event-log.js';
import {
  GetAudit,
  GetAuditChanges,
  GetAudits,
  GetDose,
  GetDoseCurve,
  GetEvent,
  GetLog,
  GetPrintedReport,
  GetReport,
  GetState,
  GetTimeline,
  ListDevices,
  ListDrugs,
  ListEvents,
  ListPolicies,
  ListTherapies,
} from './messages.js';
import { TherapyQueries } from './queries.js';

export const handlers = [
  queryHandler(GetState, [TherapyQueries], ([queries], { therapyId, pointOfView }) =>
    queries.state(therapyId, pointOfView),
  ),
  queryHandler(GetEvent, [TherapyQueries], ([queries], { therapyId, eventId }) =>
    queries.event(therapyId, eventId),
  ),
  queryHandler(GetDose, [TherapyQueries], ([queries], { therapyId, question }) =>
    queries.dose(therapyId, question),
  ),
  queryHandler(GetDoseCurve, [TherapyQueries], ([queries], { therapyId, question }) =>
    queries.doseCurve(therapyId, question),
  ),
  queryHandler(GetAudit, [Audits], ([audits], { therapyId, question }) => audits.audit(therapyId, question)),
  queryHandler(GetAudits, [Audits], ([audits], { therapyId, pointOfView, policies }) =>
    audits.audits(therapyId, pointOfView, policies),
  ),
  queryHandler(GetAuditChanges, [Audits], ([audits], { therapyId, question }) =>
    audits.changes(therapyId, question),
  ),
  queryHandler(GetReport, [Audits], ([audits], { therapyId, question }) =>
    audits.report(therapyId, question),
  ),
  queryHandler(GetPrintedReport, [Audits], ([audits], { therapyId, question }) =>
    audits.printedReport(therapyId, question),
  ),
  queryHandler(GetTimeline, [Audits], ([audits], { therapyId, question }) =>
    audits.timeline(therapyId, question),
  ),
  queryHandler(ListPolicies, [Audits], ([audits]) => audits.listedPolicies()),
  queryHandler(ListDrugs, [], () => drugs),
  queryHandler(ListDevices, [], () => knownDevices),
  queryHandler(ListTherapies, [Listings], ([listings], { after, limit }) => listings.therapies(after, limit)),
  queryHandler(ListEvents, [Listings], ([listings], { therapyId, after, limit }) =>
    listings.events(therapyId, after, limit),
  ),
  queryHandler(GetLog, [EventLog], ([log], { therapyId, question }) => log.page(therapyId, question)),
];
