import { createHash } from 'node:crypto';
import type { Place } from '../access/care.js';
import { canonicalBytes } from '../ledger/canonical.js';
import { isDigest } from '../ledger/disclosure.js';
import { type PersonalValues, isConcealed, reveal } from '../therapy/concealment.js';
import { decide } from '../therapy/decider.js';
import type {
  Content,
  Envelope,
  EventId,
  Instant,
  RecordedBy,
  Sealed,
  TherapyId,
} from '../therapy/envelope.js';
import { SAID_BY_SERVICE } from '../therapy/events/audit-signed.js';
import type { WayIn } from '../therapy/way-in.js';
import { replacePersonalValues } from '../therapy/personal.js';
import { ContentTooLarge, MOST_CONTENT_BYTES, OtherContent, RevisionMismatch } from './errors.js';
import { newEventId } from './event-id.js';
import type { TherapyRecord } from '../repository/therapy-record.js';

export interface Recording {
  readonly therapyId: TherapyId;
  readonly content: Content;
  readonly id?: EventId;
  readonly idempotencyKey?: string;
  /** The revisions of which the client expects the therapy to be at one; `any` where it only must be registered. */
  readonly ifRevision?: readonly number[] | 'any';
  readonly recordedBy: RecordedBy;
  /** Of a registration: recorded together with it. */
  readonly care?: Place;
  /** Where not by a request of its own. */
  readonly way?: WayIn;
  /** It counts as recorded after this instant, whatever the clock says. */
  readonly recordedAfter?: Instant;
}

export interface Receipt {
  readonly envelope: Envelope;
  /** False where the same event was recorded before. */
  readonly created: boolean;
}

/** A recording with its id. */
export interface Draft extends Recording {
  readonly id: EventId;
}

/** @throws ContentTooLarge */
export function refuseTooLarge(content: Content): void {
  // Canonical JSON has the same length, but is much more expensive to make.
  const text = JSON.stringify(known(content));
  if (text.length * 3 > MOST_CONTENT_BYTES && Buffer.byteLength(text) > MOST_CONTENT_BYTES)
    throw new ContentTooLarge();
}

/** @throws ContentTooLarge */
export function draftOf(recording: Recording): Draft {
  refuseTooLarge(recording.content);
  return { ...recording, id: idOf(recording) };
}

/**
 * Decides whether a draft, which was not recorded before, can be recorded now.
 * @throws RevisionMismatch, Refusal, UnknownTherapy, TherapyErased
 */
export function decideDraft(draft: Draft, therapy: TherapyRecord, now: Instant): void {
  const { id, content, ifRevision } = draft;
  const { revision } = therapy.head;
  const registers = content.type === 'TherapyRegistered';
  const expected = ifRevision === 'any' ? revision > 0 : (ifRevision?.includes(revision) ?? true);
  // For a therapy that is not registered, UnknownTherapy says more than RevisionMismatch.
  if (!expected && (revision > 0 || registers)) throw new RevisionMismatch(revision);
  decide({ id, content, now }, therapy);
}

/**
 * The event that was recorded by a draft before. Personal values that nobody can read any more are not compared.
 * @param values of the event
 * @returns the event with its personal values
 * @throws OtherContent
 */
export function recognised<Event extends Sealed>(
  draft: Draft,
  existing: Event,
  values: PersonalValues,
): Event {
  const found = reveal(existing, values);
  const isSame = isConcealed(found)
    ? isEqual(...withoutUnreadable(found, draft.content))
    : isEqual(found, draft.content);
  if (!isSame) throw new OtherContent(draft.id);
  return found;
}

/** Both without the personal values that cannot be read in what was found. */
function withoutUnreadable(found: Content, given: Content): readonly [Content, Content] {
  const unreadable = new Set<string>();
  const readable = replacePersonalValues(found, (value, { pointer }) => {
    if (!isDigest(value)) return value;
    unreadable.add(pointer);
    return undefined;
  });
  return [
    readable,
    replacePersonalValues(given, (value, { pointer }) => (unreadable.has(pointer) ? undefined : value)),
  ];
}

const isEqual = (one: Content, other: Content): boolean =>
  Buffer.compare(contentBytes(one), contentBytes(other)) === 0;

/** What makes two recordings the same: type, date as stated, data as given and source. */
const known = ({ type, occurredAt, data, source }: Content) => ({
  type,
  occurredAt: occurredAt.stated,
  data: type === 'AuditSigned' ? asGiven(data) : data,
  source,
});

/** A signature without what the service says of who gave it. */
const asGiven = (data: object): object =>
  Object.fromEntries(
    Object.entries(data).filter(([name]) => !(SAID_BY_SERVICE as readonly string[]).includes(name)),
  );

const contentBytes = (content: Content): Uint8Array => canonicalBytes(known(content));

/** The client's id; else one that follows from its idempotency key; else a new one. */
function idOf({ id, idempotencyKey }: Recording): EventId {
  if (id) return id;
  if (idempotencyKey === undefined) return newEventId();
  return eventIdOf(idempotencyKey);
}

/** The id of the event that was recorded by an idempotency key. */
export const eventIdOf = (idempotencyKey: string): EventId =>
  `key.${createHash('sha256').update(idempotencyKey).digest('base64url')}` as EventId;
