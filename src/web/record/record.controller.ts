import { randomUUID } from 'node:crypto';
import { Body, Controller, HttpStatus, Inject, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { ProblemException } from '../../api/problems/problem.js';
import { choice } from '../../api/parameters.js';
import type { Optional, QueryOf } from '../../api/query.js';
import { TherapyIdParam } from '../../api/therapy-id.js';
import { envelopeAnswer } from '../../answers/dto/envelope.dto.js';
import { stateAnswer } from '../../answers/dto/state.dto.js';
import type { EventFound } from '../../answers/event-found.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import { GetEvent, GetState, ListEvents } from '../../answers/messages.js';
import { utc } from '../../reports/words.js';
import { UnknownTherapy } from '../../therapy/decider.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { EVENT_ID } from '../../therapy/events/fields/texts.js';
import { type EventTypeName, type RecordableName, recordableNames } from '../../therapy/events/index.js';
import { FormAt, PageAt, PageQuery, Pages } from '../shell/pages.js';
import { paths } from '../shell/paths.js';
import { choosePage } from './choose-page.js';
import { newForm } from './event-form.js';
import { type FormView, formPage } from './form-page.js';
import { listPage } from './list-page.js';
import { SentForms } from './sent-forms.js';
import { type EventSummary, eventSummary } from './event-lines.js';
import { knownData } from './types-offered.js';
import { type Access, Asking } from '../../api/gate/access.js';
import { Needs, NeedsByType } from '../../api/gate/needs.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';

const eventId: Optional<string> = {
  description: 'An event of the therapy.',
  accepts: 'the id of an event',
  schema: { type: 'string', pattern: EVENT_ID.source },
  read: (text) => (EVENT_ID.test(text) ? text : undefined),
};
const recordQuery = {
  type: choice(recordableNames, 'The form of this event.'),
  corrects: eventId,
  voids: eventId,
};

/** Events among which the one to correct or void is chosen; each is reached from the log. */
const MOST_LISTED = 500;
const BRINGS_BACK: Partial<Readonly<Record<EventTypeName, string>>> = {
  EventCorrected: 'This voids a correction: what the event said before it counts again.',
  EventVoided: 'This voids a void: the event counts again.',
};
const BEGINS = 'Nothing is recorded of this therapy yet. Registering it begins a new therapy.';

@Controller()
@Pages()
export class RecordPages {
  constructor(
    private readonly queries: QueryBus,
    private readonly sent: SentForms,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @PageAt('therapies/:therapyId/record')
  @Needs('therapy:record', { unknown: 'told' })
  async form(
    @TherapyIdParam() therapyId: TherapyId,
    @PageQuery(recordQuery) { type, corrects, voids }: QueryOf<typeof recordQuery>,
    @Asking() { reached }: Access,
  ): Promise<string> {
    const found = reached ? await this.state(therapyId) : undefined;
    if (!found) return formPage(this.empty(therapyId, 'TherapyRegistered', 0, undefined, [BEGINS]));
    const { revision } = found;
    if (corrects !== undefined) return formPage(await this.correction(therapyId, corrects, revision));
    if (voids !== undefined) return formPage(await this.void(therapyId, voids, revision));
    if (type === 'EventCorrected') return this.choose(therapyId, 'corrects', revision);
    if (type === 'EventVoided') return this.choose(therapyId, 'voids', revision);
    if (type === undefined) return listPage(therapyId);
    const known = knownData(type, found);
    const notice = known && say(texts.filledInFromTheState, { asOf: utc(found.asOf) });
    return formPage(this.empty(therapyId, type, revision, known, notice ? [notice] : []));
  }

  @FormAt('therapies/:therapyId/record')
  @NeedsByType()
  async send(
    @TherapyIdParam() therapyId: TherapyId,
    @Body() form: URLSearchParams,
    @Asking() access: Access,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const answer = await this.sent.answer(access, therapyId, form);
    if ('recorded' in answer) {
      void reply.status(HttpStatus.SEE_OTHER).header('location', paths.event(therapyId, answer.recorded));
      return '';
    }
    void reply.status(answer.status);
    return answer.page;
  }

  private async state(therapyId: TherapyId) {
    try {
      return stateAnswer(await this.queries.execute(new GetState(therapyId, {})));
    } catch (error) {
      if (error instanceof UnknownTherapy) return undefined;
      throw error;
    }
  }

  private now(): string {
    return `${new Date(this.clock()).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length)}:00Z`;
  }

  private empty(
    therapyId: TherapyId,
    type: RecordableName,
    revision: number,
    data: object | undefined,
    notices: readonly string[],
  ): FormView {
    const form = newForm(type, { type, occurredAt: this.now(), data });
    return { therapyId, form, key: randomUUID(), revision, notices };
  }

  private async correction(therapyId: TherapyId, eventId: string, revision: number): Promise<FormView> {
    const found = await this.queries.execute(new GetEvent(therapyId, eventId));
    const { type, occurredAt, data } = found.now ?? found.recorded;
    const replacement = { type, occurredAt: occurredAt.stated, data };
    // A correction's own assertion counts: what was assumed must not become stated by leaving it out.
    const { assertion } = found.recorded.source;
    const known = {
      occurredAt: this.now(),
      data: { corrects: found.recorded.id, replacement },
      ...(assertion !== 'stated' && { source: { assertion } }),
    };
    const form = newForm('EventCorrected', known, type);
    return { therapyId, form, about: changeable(found), key: randomUUID(), revision };
  }

  private async void(therapyId: TherapyId, voids: string, revision: number): Promise<FormView> {
    const found = await this.queries.execute(new GetEvent(therapyId, voids));
    const form = newForm('EventVoided', { occurredAt: this.now(), data: { voids } });
    const notice = BRINGS_BACK[found.asked.type];
    const notices = notice === undefined ? [] : [notice];
    return { therapyId, form, about: changeable(found), key: randomUUID(), revision, notices };
  }

  private async choose(therapyId: TherapyId, what: 'corrects' | 'voids', revision: number): Promise<string> {
    const after = Math.max(0, revision - MOST_LISTED);
    const events = await this.queries.execute(new ListEvents(therapyId, after, MOST_LISTED));
    return choosePage({ therapyId, what, events: events.map(envelopeAnswer), areAll: after === 0 });
  }
}

/** @throws ProblemException for what no form speaks of */
function changeable(found: EventFound): EventSummary {
  const about = eventSummary(found);
  if (about) return about;
  throw new ProblemException(
    422,
    'NOT_CORRECTABLE',
    'Signatures and erasures stay as they were given: they are neither corrected nor voided.',
  );
}
