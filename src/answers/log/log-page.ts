import { isLate } from '../../compliance/record/late-entry.js';
import { isFromFile } from '../../therapy/way-in.js';
import { settingsAround } from '../../infusion/settings.js';
import type { Envelope, Sealed } from '../../therapy/envelope.js';
import type { EventTypeName } from '../../therapy/events/index.js';
import { isAmendment } from '../../therapy/timeline.js';
import type { View } from '../therapy-view.js';
import type { Difference } from './differences.js';
import { settingChanges } from './setting-changes.js';
import { type EventStatus, EventStatuses } from './event-status.js';

export interface LogQuestion {
  /** `newest`: what was recorded last comes first. */
  readonly order: 'newest' | 'oldest';
  readonly type?: EventTypeName;
  /** From 1; a number beyond the last page means the last page. */
  readonly page?: number;
  /** Instead of `page`: the page on which this revision stands, or would. */
  readonly at?: number;
  readonly limit: number;
}

/** Which events a page of the log shows. */
export interface LogPage {
  /** The number of all known events. */
  readonly events: number;
  /** The number of events of the requested type. */
  readonly matching: number;
  readonly page: number;
  readonly pages: number;
  /** How many there are of each type, in order of their first. */
  readonly types: readonly { readonly type: EventTypeName; readonly events: number }[];
}

/** An event with how it counts and what it changed. */
export interface LogEntry<Event extends Sealed = Envelope> {
  readonly envelope: Event;
  readonly status: EventStatus;
  /** Changes of the pump's settings and of what is implanted, at the instant at which the event acts. */
  readonly changes: readonly Difference[];
  /** A fact that was recorded long after it happened, and neither published nor in a file. */
  readonly isLate: boolean;
}

/** A page as it follows from the events alone. */
export interface LogRead extends LogPage {
  readonly entries: readonly LogEntry<Sealed>[];
  /** The revisions of the page's events and of all their corrections and voids. */
  readonly behind: readonly number[];
}

/** @param known what is known, in order of revision, and `view` the view of it */
export function readLog(
  known: readonly Sealed[],
  view: View,
  question: LogQuestion,
  lateEntryHours: number,
): LogRead {
  const { pageEvents, ...page } = pageOfLog(known, question);
  const statuses = new EventStatuses(known, view.placed);
  return {
    ...page,
    entries: entriesOf(pageEvents, statuses, view, lateEntryHours),
    behind: [...new Set(pageEvents.flatMap((event) => statuses.revisionsBehind(event)))],
  };
}

/** @param known what is known, in order of revision */
function pageOfLog(
  known: readonly Sealed[],
  { order, type, page = 1, at, limit }: LogQuestion,
): LogPage & { readonly pageEvents: readonly Sealed[] } {
  const counts = new Map<EventTypeName, number>();
  for (const event of known) counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
  const matching = type === undefined ? known : known.filter((event) => event.type === type);
  const pages = Math.max(1, Math.ceil(matching.length / limit));
  const wanted = at === undefined ? page : Math.floor(placesBefore(matching, order, at) / limit) + 1;
  const number = Math.min(Math.max(1, wanted), pages);
  const ordered = order === 'newest' ? matching.toReversed() : matching;
  return {
    events: known.length,
    matching: matching.length,
    page: number,
    pages,
    types: [...counts].map(([name, events]) => ({ type: name, events })),
    pageEvents: ordered.slice((number - 1) * limit, number * limit),
  };
}

const placesBefore = (events: readonly Sealed[], order: LogQuestion['order'], at: number): number =>
  events.filter(({ revision }) => (order === 'newest' ? revision > at : revision < at)).length;

/** What each event of a page changed, and how it counts. */
export function entriesOf<Event extends Sealed>(
  pageEvents: readonly Event[],
  statuses: EventStatuses,
  { placed }: View,
  lateEntryHours: number,
): LogEntry<Event>[] {
  const facts = pageEvents.filter((event) => !isAmendment(event));
  const around = settingsAround(placed.acting, new Set(facts.map(({ id }) => id)));
  return pageEvents.map((envelope) => {
    const { id, recordedAt, occurredAt, source } = envelope;
    const found = around.get(id);
    const dates = {
      recordedAt: Date.parse(recordedAt),
      latest: Date.parse(occurredAt.latest),
      sourceKind: source.kind,
      isFromFile: isFromFile(envelope),
    };
    return {
      envelope,
      status: statuses.of(envelope),
      changes: found ? settingChanges(found) : [],
      isLate: !isAmendment(envelope) && isLate(dates, lateEntryHours),
    };
  });
}
