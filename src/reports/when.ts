import type { ActingTime, CitedEvent, Report } from '../answers/report.js';
import { DAY_MS } from '../infusion/schedule.js';
import { utc } from './words.js';
import { say } from '../words/say.js';
import { reports as texts } from '../words/texts/reports.js';

/** The day of an instant: `2021-03-19`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** How long until an instant, or how long ago it was, in whole days. */
export function awayInWords(at: number, now: number): string {
  const days = Math.floor(Math.abs(at - now) / DAY_MS);
  if (at > now)
    return days === 0
      ? say(texts.withinADay)
      : say(texts.inWords, { days: say(texts.countedDays, { count: days }) });
  return days === 0
    ? say(texts.lessThanADayAgo)
    : say(texts.ago, { days: say(texts.countedDays, { count: days }) });
}

type Dated = Pick<ActingTime, 'precision'> & { readonly earliest: number; readonly latest: number };

/** A date no more exact than its source: `2021-03`, `2021-03-19 08:00 UTC`, `between … and …`. */
export function dateAsStated({ precision, earliest, latest }: Dated): string {
  const first = new Date(earliest).toISOString();
  switch (precision) {
    case 'instant':
      return utc(first);
    case 'day':
      return dayOf(earliest);
    case 'month':
      return first.slice(0, 7);
    case 'year':
      return first.slice(0, 4);
    case 'interval':
      return say(texts.betweenAnd, { first: utc(first), latest: utc(new Date(latest).toISOString()) });
    default:
      return precision satisfies never;
  }
}

/** What is made of a report once, though each of its rows asks for it. */
function perReport<Made>(make: (cited: readonly CitedEvent[]) => Made): (report: Report) => Made {
  const kept = new WeakMap<readonly CitedEvent[], Made>();
  return ({ cited }) => {
    const made = kept.get(cited) ?? make(cited);
    kept.set(cited, made);
    return made;
  };
}

/** By the instant at which they act, the events that have only an interval for a date. */
const inexactAt = perReport((cited) => {
  const found = new Map<number, CitedEvent[]>();
  for (const event of cited) {
    const { acting } = event;
    if (!acting || acting.precision === 'instant') continue;
    const others = found.get(acting.at);
    if (others) others.push(event);
    else found.set(acting.at, [event]);
  }
  return found;
});

/**
 * How an instant of the audit was recorded, where one of the events behind it has only an interval for a date, and
 * acts at that instant by convention; undefined where the instant is what was recorded or follows by computation.
 */
export function recordedAs(
  report: Report,
  at: string,
  eventIds: readonly (string | null)[],
): string | undefined {
  const behind = inexactAt(report)
    .get(Date.parse(at))
    ?.find(({ id }) => eventIds.includes(id));
  return behind && dateAsStated(behind.acting!);
}

/** An instant for print, with how it was recorded where that is less exact. */
export function printedAt(report: Report, at: string, eventIds: readonly (string | null)[]): string {
  const stated = recordedAs(report, at, eventIds);
  return stated === undefined ? utc(at) : say(texts.recordedAs, { at: utc(at), stated });
}

export const revisionsOf = perReport(
  (cited): ReadonlyMap<string, CitedEvent> => new Map(cited.map((event) => [event.id, event])),
);

/** Events by their revisions, `#12, #15–#18`; by its id what the record does not hold. */
export function references(byId: ReadonlyMap<string, CitedEvent>, eventIds: readonly string[]): string {
  const revisions = eventIds.flatMap((id) => byId.get(id)?.revision ?? []).toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const revision of revisions) {
    const last = runs.at(-1);
    if (last && revision <= last[1] + 1) last[1] = revision;
    else runs.push([revision, revision]);
  }
  const unknown = eventIds.filter((id) => !byId.has(id));
  return [
    ...runs.map(([first, last]) => (first === last ? `#${first}` : `#${first}–#${last}`)),
    ...unknown,
  ].join(', ');
}
