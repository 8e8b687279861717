import type { CodeOf } from '../faults/catalogue.js';
import { Fault } from '../faults/fault.js';
import { type ActingEvent } from './acting-event.js';
import type { Content, EventId, Instant, Sealed, TherapyId } from './envelope.js';
import { schemaVersionOf } from './versions.js';
import { readOccurredAt } from './occurred-at.js';
import type { Impossible } from './placement.js';
import { NO_PUMP, type PumpSituation, actsOnPump, after, impossibility } from './possibility.js';
import { factOf, isAmendment, originalOf, targetOf, timelineOf } from './timeline.js';

/** A command that was refused; nothing was recorded. */
export class Refusal extends Fault {
  /**
   * @param message what is wrong and what would be accepted
   * @param pointer the member of the body that it is about
   */
  constructor(
    code: CodeOf<'refused'>,
    message: string,
    readonly pointer: string,
  ) {
    super(['refused', code], message, {
      detail: `${pointer} ${message}`,
      errors: [{ pointer, detail: message }],
    });
  }
}

/** Nothing was recorded for this therapy yet. */
export class UnknownTherapy extends Fault {
  constructor(therapyId: TherapyId) {
    super(
      ['not-found', 'THERAPY_NOT_FOUND'],
      `no therapy ${therapyId} is recorded; record its TherapyRegistered first`,
    );
  }
}

/** The patient was erased: nothing more can be recorded of the therapy. */
export class TherapyErased extends Fault {
  constructor(therapyId: string) {
    super(
      ['gone', 'THERAPY_ERASED'],
      `the patient of therapy ${therapyId} was erased; nothing more can be recorded of it`,
    );
  }
}

/** Where the timeline ends: enough to decide about a fact that comes after everything else. */
export type Frontier =
  | { readonly kind: 'settled'; readonly situation: PumpSituation; readonly lastAt: Instant }
  /** Some facts wait for others: each decision looks at the whole timeline. */
  | { readonly kind: 'open' };

export interface TherapySoFar {
  readonly therapyId: TherapyId;
  /** In order of revision; none where the therapy is not registered. */
  readonly events: readonly Sealed[];
  readonly frontier: Frontier;
  find(id: string): Sealed | undefined;
}

export interface RecordEvent {
  readonly id: EventId;
  readonly content: Content;
  readonly now: Instant;
}

export const START: Frontier = { kind: 'settled', situation: NO_PUMP, lastAt: Number.NEGATIVE_INFINITY };

/**
 * Whether an event can be recorded: impossible is refused, unwise is recorded.
 * @throws UnknownTherapy, TherapyErased, Refusal
 */
export function decide(command: RecordEvent, therapy: TherapySoFar): void {
  const { content, now } = command;
  // Nothing comes after it.
  if (therapy.events.at(-1)?.type === 'PatientErased') throw new TherapyErased(therapy.therapyId);
  if (content.type === 'TherapyRegistered') {
    if (therapy.events.length > 0)
      throw new Refusal(
        'ALREADY_REGISTERED',
        'this therapy is registered already; correct that event instead',
        '/type',
      );
  } else if (therapy.events.length === 0) throw new UnknownTherapy(therapy.therapyId);
  refuseFuture(Date.parse(content.occurredAt.earliest), now, '/occurredAt');
  if (content.type === 'EventCorrected') decideCorrection(content as Content<'EventCorrected'>, therapy, now);
  if (content.type === 'EventVoided') decideVoid(content as Content<'EventVoided'>, therapy);
  decidePlace(command, therapy);
}

function refuseFuture(earliest: Instant, now: Instant, pointer: string): void {
  if (earliest > now)
    throw new Refusal(
      'OCCURRED_IN_FUTURE',
      `must not lie in the future; it is ${new Date(now).toISOString()} now`,
      pointer,
    );
}

function decideCorrection({ data }: Content<'EventCorrected'>, therapy: TherapySoFar, now: Instant): void {
  const target = therapy.find(data.corrects);
  if (!target) throw unknownEvent('/data/corrects');
  refuseSigned(target, '/data/corrects');
  if (target.type === 'EventVoided')
    throw new Refusal(
      'NOT_CORRECTABLE',
      'a void has no content to correct; void it, or correct the event itself',
      '/data/corrects',
    );
  const original = originalOf(target, (id) => therapy.find(id));
  if ((original.type === 'TherapyRegistered') !== (data.replacement.type === 'TherapyRegistered'))
    throw new Refusal(
      'REGISTRATION_NOT_REPLACEABLE',
      'TherapyRegistered can be corrected by another TherapyRegistered only, and no other event by one',
      '/data/replacement/type',
    );
  const occurredAt = readOccurredAt(data.replacement.occurredAt);
  if (occurredAt.ok) refuseFuture(Date.parse(occurredAt.value.earliest), now, '/data/replacement/occurredAt');
}

function decideVoid({ data }: Content<'EventVoided'>, therapy: TherapySoFar): void {
  const target = therapy.find(data.voids);
  if (!target) throw unknownEvent('/data/voids');
  refuseSigned(target, '/data/voids');
  if (target.type === 'TherapyRegistered')
    throw new Refusal(
      'REGISTRATION_NOT_VOIDABLE',
      'TherapyRegistered cannot be voided; correct it instead',
      '/data/voids',
    );
}

/** Who signed has signed; who thinks otherwise now signs again. */
function refuseSigned({ type }: Sealed, pointer: string): void {
  if (type === 'AuditSigned')
    throw new Refusal(
      'SIGNATURE_NOT_CHANGEABLE',
      'must not be a signature: it stays as it was given; sign again with another meaning instead',
      pointer,
    );
}

const unknownEvent = (pointer: string) =>
  new Refusal('UNKNOWN_EVENT', 'must be the id of an event that is recorded for this therapy', pointer);

/** The timeline with the new event in its place must hold nothing impossible that it did not hold before. */
function decidePlace(command: RecordEvent, therapy: TherapySoFar): void {
  const { frontier } = therapy;
  const draft = draftOf(command, therapy);
  if (!isAmendment(draft)) {
    if (!actsOnPump(draft.type)) return;
    const fact = factOf(draft);
    if (frontier.kind === 'settled' && comesLast(fact, frontier.lastAt)) {
      const reason = impossibility(frontier.situation, fact);
      if (!reason) return;
      if (fact.latest === fact.at) throw new Refusal(reason.code, reason.detail, reason.pointer);
    }
  }
  const then = timelineOf([...therapy.events, draft]).impossible;
  if (then.length === 0) return;
  const before = new Set(timelineOf(therapy.events).impossible.map(({ event }) => event.id));
  const target = therapy.find(targetOf(draft) ?? '');
  const own = target ? originalOf(target, (id) => therapy.find(id)).id : draft.id;
  const made = then.filter(({ event }) => !before.has(event.id) || event.id === draft.id);
  const first = made.find(({ event }) => event.id === own) ?? made.find((one) => !mayComeLater(draft, one));
  if (first) throw refusalOf(first, own, isAmendment(draft));
}

/** Of what acts at one instant an explant can act before what was recorded before it. */
const comesLast = ({ at, type }: ActingEvent, lastAt: Instant): boolean =>
  type === 'PumpExplanted' ? at > lastAt : at >= lastAt;

/**
 * The pump that was explanted has a successor that nobody recorded yet: what was done with it cannot stand in the way
 * of recording the explant, without which the successor's implant would be a second one.
 */
const mayComeLater = (draft: Sealed, { reason }: Impossible): boolean =>
  draft.type === 'PumpExplanted' && reason.code === 'NO_PUMP_IN_PLACE';

function refusalOf({ event, reason }: Impossible, own: string, isMetaDraft: boolean): Refusal {
  if (event.id !== own)
    return new Refusal(
      reason.code,
      `would make ${event.type} ${event.id} of ${new Date(event.earliest).toISOString()} impossible: ${reason.detail}`,
      '/occurredAt',
    );
  return new Refusal(
    reason.code,
    reason.detail,
    isMetaDraft ? `/data/replacement${reason.pointer}` : reason.pointer,
  );
}

function draftOf({ id, content, now }: RecordEvent, { therapyId, events }: TherapySoFar): Sealed {
  return {
    ...content,
    id,
    therapyId,
    schemaVersion: schemaVersionOf(content.type),
    revision: events.length + 1,
    recordedAt: new Date(now).toISOString(),
    recordedBy: { subject: '', name: '', role: '' },
    previousHash: '',
  };
}

/** The frontier after one more event, which was decided. */
export function evolve(frontier: Frontier, event: Sealed, events: readonly Sealed[]): Frontier {
  if (isAmendment(event)) return frontierOf(events);
  if (!actsOnPump(event.type)) return frontier;
  const fact = factOf(event);
  if (
    frontier.kind === 'open' ||
    !comesLast(fact, frontier.lastAt) ||
    impossibility(frontier.situation, fact)
  )
    return frontierOf(events);
  return { kind: 'settled', situation: after(frontier.situation, fact), lastAt: fact.at };
}

/** The frontier of a therapy's events, from scratch. */
export function frontierOf(events: readonly Sealed[]): Frontier {
  const { acting, impossible, situation } = timelineOf(events);
  if (impossible.length > 0) return { kind: 'open' };
  const last = acting.findLast((fact: ActingEvent) => actsOnPump(fact.type));
  return { kind: 'settled', situation, lastAt: last?.at ?? Number.NEGATIVE_INFINITY };
}
