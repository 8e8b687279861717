import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Access } from '../../api/gate/access.js';
import { ProblemException } from '../../api/problems/problem.js';
import { problemOf } from '../../api/problems/problem-of.js';
import { Recordings } from '../../api/recording/recordings.js';
import { type FindingDto } from '../../answers/dto/audit.dto.js';
import { auditAnswer } from '../../answers/form/audit.js';
import { dryRunAnswer } from '../../record/dry-run.dto.js';
import { type PumpStateDto, stateAnswer } from '../../answers/dto/state.dto.js';
import { RevisionMismatch } from '../../record/errors.js';
import type { EventFound } from '../../answers/event-found.js';
import { Fault } from '../../faults/fault.js';
import { GetAudit, GetEvent, GetState } from '../../answers/messages.js';
import { IDEMPOTENCY_KEY } from '../../record/idempotency-key.js';
import { readRecording } from '../../record/read-recording.js';
import type { Recording } from '../../record/recording.js';
import { UnknownTherapy } from '../../therapy/decider.js';
import type { TherapyId } from '../../therapy/envelope.js';
import type { EventData } from '../../therapy/events/index.js';
import { readOccurredAt } from '../../therapy/occurred-at.js';
import { bodyOf, sentForm } from './event-form.js';
import { beside, faultsAt } from './faults.js';
import { findingChanges } from './finding-changes.js';
import { type FormView, formPage } from './form-page.js';
import { previewPage } from './preview-page.js';
import { type EventSummary, eventSummary } from './event-lines.js';
import { addRow } from './typed.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';

/** What becomes of a form: recorded at a revision, or a page. */
type FormAnswer = { readonly recorded: number } | { readonly status: number; readonly page: string };

const REVISION = /^(0|[1-9]\d{0,14})$/;

interface SentView extends FormView {
  readonly access: Access;
}

/** A form that no page of the service sends. */
const foreign = () =>
  new ProblemException(400, 'INVALID_FORM', 'This is no form of this page; open the page again.');

/** What was sent: a preview, a recording, or a form that goes on. */
@Injectable()
export class SentForms {
  constructor(
    private readonly recordings: Recordings,
    private readonly queries: QueryBus,
  ) {}

  async answer(access: Access, therapyId: TherapyId, sent: URLSearchParams): Promise<FormAnswer> {
    const action = sent.get('action') ?? 'preview';
    const grown = action.startsWith('add /') ? action.slice('add '.length) : undefined;
    if (grown !== undefined) addRow(sent, grown);
    const form = sentForm(sent);
    const key = sent.get('key') ?? '';
    const revision = sent.get('revision') ?? '';
    if (!form || !IDEMPOTENCY_KEY.test(key) || !REVISION.test(revision)) throw foreign();
    const about = access.reached ? await this.aboutOf(therapyId, sent) : undefined;
    const view = { access, therapyId, form, about, key, revision: Number(revision), grown };
    if (action === 'change' || grown !== undefined) return { status: 200, page: formPage(view) };
    return this.decided(view, sent, action === 'record');
  }

  /** Previews or records; what is refused comes back as the form. */
  private async decided(view: SentView, sent: URLSearchParams, isToRecord: boolean): Promise<FormAnswer> {
    const { value, errors, labels } = bodyOf(view.form);
    try {
      const recording = readRecording(view.therapyId as TherapyId, value, {
        idempotencyKey: view.key,
        ifRevision: [view.revision],
      });
      if (errors.length > 0) throw new ProblemException(422, 'VALIDATION_FAILED', '', { errors });
      if (!isToRecord) return { status: 200, page: await this.preview(view, sent, recording) };
      const { envelope } = await this.recordings.record(view.access.subject, recording);
      return { recorded: envelope.revision };
    } catch (error) {
      if (error instanceof RevisionMismatch) return this.anew(view, sent, error.revision);
      const problem = problemOf(error);
      const status = problem.getStatus();
      if (problem.code === 'INTERNAL_ERROR') throw error;
      const refused = beside(errors, problem.extra.errors ?? []);
      const isReused = problem.code === 'EVENT_ID_REUSED';
      const page = formPage({
        ...view,
        // What is sent next is another event, and said so.
        ...(isReused && { key: randomUUID() }),
        faults: faultsAt(refused, labels),
        problem: isReused ? REUSED : refused.length > 0 ? undefined : problem.detail,
      });
      return { status, page };
    }
  }

  /** Somebody recorded in between: what the event would change is another question now. */
  private async anew(view: SentView, sent: URLSearchParams, revision: number): Promise<FormAnswer> {
    const notices = [
      say(texts.somebodyRecordedInBetweenThe, { revision, revision2: view.revision }) +
        say(texts.whenYouOpenedTheForm),
    ];
    const { page } = (await this.decided({ ...view, revision, notices }, sent, false)) as { page: string };
    return { status: 412, page };
  }

  private async preview(view: SentView, sent: URLSearchParams, recording: Recording): Promise<string> {
    const { therapyId } = recording;
    // Today nothing may be left of what it changed when it acted.
    const { reached, subject } = view.access;
    const actsBy = reached ? await this.actsBy(recording) : undefined;
    const [now, before, found] = await Promise.all([
      reached ? this.now(therapyId) : undefined,
      actsBy === undefined ? undefined : this.stateThen(therapyId, actsBy),
      this.recordings.try(subject, recording, actsBy),
    ]);
    const { state: after, findings, checks } = dryRunAnswer(found);
    const { labels } = bodyOf(view.form);
    return previewPage({
      ...view,
      sent,
      now: { before: now?.state, after },
      atTheTime: before && { before, after: stateAnswer(found.stateThen!) },
      findings: findingChanges(now?.findings ?? [], findings),
      checks: checks.map(({ field, ...check }) => ({
        ...check,
        label: faultsAt([{ pointer: field, detail: '' }], labels)[0]?.label,
      })),
    });
  }

  /** Undefined where nothing is recorded yet. */
  private async stateThen(therapyId: TherapyId, asOf: number): Promise<PumpStateDto | undefined> {
    try {
      return stateAnswer(await this.queries.execute(new GetState(therapyId, { asOf })));
    } catch (error) {
      if (error instanceof UnknownTherapy) return undefined;
      throw error;
    }
  }

  /** When it has acted for certain: of a correction what is put in, of a void what is taken out. */
  private async actsBy({ therapyId, content }: Recording): Promise<number> {
    const { type, data, occurredAt } = content;
    if (type === 'EventCorrected') {
      const replaced = readOccurredAt((data as EventData<'EventCorrected'>).replacement.occurredAt);
      if (replaced.ok) return Date.parse(replaced.value.latest);
    }
    if (type === 'EventVoided') {
      const { voids } = data as EventData<'EventVoided'>;
      const found = await this.found(therapyId, voids);
      if (found) return Date.parse((found.now ?? found.recorded).occurredAt.latest);
    }
    return Date.parse(occurredAt.latest);
  }

  /** Undefined where nothing is recorded yet. */
  private async now(
    therapyId: TherapyId,
  ): Promise<{ readonly state: PumpStateDto; readonly findings: readonly FindingDto[] } | undefined> {
    try {
      const [state, audit] = await Promise.all([
        this.queries.execute(new GetState(therapyId, {})),
        this.queries.execute(new GetAudit(therapyId, {})),
      ]);
      return { state: stateAnswer(state), findings: auditAnswer(audit).findings };
    } catch (error) {
      if (error instanceof UnknownTherapy) return undefined;
      throw error;
    }
  }

  /** Undefined also where it cannot be had now: what was typed must not be lost for that. */
  private async aboutOf(therapyId: TherapyId, sent: URLSearchParams): Promise<EventSummary | undefined> {
    const id = sent.get('/data/corrects') ?? sent.get('/data/voids');
    const found = id === null ? undefined : await this.found(therapyId, id);
    return found && eventSummary(found);
  }

  /** Undefined where it is not there, or cannot be had now: whoever needs it says so better. */
  private async found(therapyId: TherapyId, eventId: string): Promise<EventFound | undefined> {
    try {
      return await this.queries.execute(new GetEvent(therapyId, eventId));
    } catch (error) {
      if (error instanceof Fault) return undefined;
      throw error;
    }
  }
}

const REUSED =
  'this form was recorded already, and what it says now is another event; record it only if it is meant as one more';
