import type { ActingEvent } from './acting-event.js';
import { countWhile } from './count-while.js';
import type { Instant, Sealed } from './envelope.js';
import { readOccurredAt, utcOffsetMinutes } from './occurred-at.js';
import { isFromFile } from './way-in.js';
import { type Placed, place } from './placement.js';

export const isAmendment = (event: Sealed) => event.type === 'EventCorrected' || event.type === 'EventVoided';

export const targetOf = (event: Sealed): string | undefined => {
  if (event.type === 'EventCorrected') return (event as Sealed<'EventCorrected'>).data.corrects;
  if (event.type === 'EventVoided') return (event as Sealed<'EventVoided'>).data.voids;
  return undefined;
};

/** The event that a correction or void speaks of in the end; any other event is its own. */
export function originalOf(event: Sealed, find: (id: string) => Sealed | undefined): Sealed {
  const target = targetOf(event);
  const said = target === undefined ? undefined : find(target);
  return said ? originalOf(said, find) : event;
}

/**
 * For each event the latest correction or void that is itself still in force; for a correction that was corrected, its
 * correction. Words speak of earlier events only, so that going back each finds all that was said of it.
 */
export function amendmentsInForce(events: readonly Sealed[]): ReadonlyMap<string, Sealed> {
  const words = new Map<string, Sealed>();
  for (const event of events.toReversed()) {
    const target = targetOf(event);
    const said = words.get(event.id);
    if (target === undefined || said?.type === 'EventVoided' || words.has(target)) continue;
    words.set(target, said ?? event);
  }
  return words;
}

/** A replacement as recorded carries its date as the client wrote it. */
function replacementIn({
  data: { replacement },
}: Sealed<'EventCorrected'>): Pick<Sealed, 'type' | 'occurredAt' | 'data'> {
  const read = readOccurredAt(replacement.occurredAt);
  if (!read.ok) throw new TypeError('a correction was recorded with a date that cannot be read');
  return { type: replacement.type, data: replacement.data, occurredAt: read.value };
}

export function factOf(event: Sealed, word?: Sealed): ActingEvent {
  const { type, occurredAt, data } = word ? replacementIn(word as Sealed<'EventCorrected'>) : event;
  const earliest = Date.parse(occurredAt.earliest);
  return {
    id: event.id,
    type,
    data,
    revision: event.revision,
    at: earliest,
    earliest,
    latest: occurredAt.precision === 'instant' ? earliest : Date.parse(occurredAt.latest),
    precision: occurredAt.precision,
    utcOffsetMinutes: utcOffsetMinutes(occurredAt),
    recordedAt: Date.parse(event.recordedAt),
    sourceKind: event.source.kind,
    isFromFile: isFromFile(event),
    assertion: (word ?? event).source.assertion,
    correctedBy: word?.id,
  } as ActingEvent;
}

/** What an event says after all corrections and voids, as recorded. */
export type EffectiveContent = Pick<Sealed, 'id' | 'type' | 'occurredAt' | 'data'>;

/** The events as they stand after all corrections and voids, in order of revision. */
export function effectiveContents(events: readonly Sealed[]): EffectiveContent[] {
  const words = amendmentsInForce(events);
  return events.flatMap((event): EffectiveContent[] => {
    const word = words.get(event.id);
    if (isAmendment(event) || word?.type === 'EventVoided') return [];
    return [word ? { id: event.id, ...replacementIn(word as Sealed<'EventCorrected'>) } : event];
  });
}

/** The facts as they stand after all corrections and voids, each at its earliest instant, in order of revision. */
export function effectiveFacts(events: readonly Sealed[]): ActingEvent[] {
  if (!events.some(isAmendment)) return events.map((event) => factOf(event));
  const words = amendmentsInForce(events);
  return events.flatMap((event) => {
    if (isAmendment(event)) return [];
    const word = words.get(event.id);
    return word?.type === 'EventVoided' ? [] : [factOf(event, word)];
  });
}

/** What was recorded by an instant, inclusive. Events are in order of revision, whose `recordedAt` never falls. */
export const knownAt = <E extends Sealed>(events: readonly E[], instant: Instant): readonly E[] => {
  const last = events.at(-1);
  return !last || Date.parse(last.recordedAt) <= instant
    ? events
    : events.filter((event) => Date.parse(event.recordedAt) <= instant);
};

/** The timeline of a therapy's events, which are given in order of revision. */
export const timelineOf = (events: readonly Sealed[]): Placed => place(effectiveFacts(events));

/** The part of a timeline that has acted by an instant, inclusive. */
export const actedBy = (timeline: Pick<Placed, 'acting'>, instant: Instant): readonly ActingEvent[] => {
  const { acting } = timeline;
  const count = countWhile(acting, ({ at }) => at <= instant);
  return count === acting.length ? acting : acting.slice(0, count);
};
