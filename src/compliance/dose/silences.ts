import { DAY_MS } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { type AuditContext, oncePer } from '../context.js';
import { isOfThePump } from '../facts/last-record.js';
import { type PumpLife, pumpLives } from './pump-lives.js';

/** A time in which nothing is recorded of a pump in place. */
export interface Silence {
  readonly after: ActingEvent;
  /** The next thing that is recorded of it, or the end of its therapy; undefined while it goes on. */
  readonly until?: ActingEvent;
  /** The median of all other times between days with pump events, days; undefined where there is no other. */
  readonly usualDays: number | undefined;
}

/** All times between days with pump events, in order, and what goes on. */
export const silences = oncePer((context): readonly Silence[] => {
  const all = pumpLives(context).flatMap((life) => silencesOf(context, life));
  const days = all.map(({ after, until }) => until && dayOf(until) - dayOf(after));
  const inOrder = days.filter((length) => length !== undefined).toSorted((a, b) => a - b);
  return all.map((silence, index) => ({ ...silence, usualDays: medianWithout(inOrder, days[index]) }));
});

const dayOf = ({ at }: ActingEvent): number => Math.floor(at / DAY_MS);

function silencesOf(context: AuditContext, { pump, endedAt }: PumpLife): Omit<Silence, 'usualDays'>[] {
  const { events } = context;
  const first = events.indexOf(pump.event);
  const found: Omit<Silence, 'usualDays'>[] = [];
  let after = pump.event;
  for (const event of events.slice(first + 1)) {
    const isEnd = event.at === endedAt && event.type === 'TherapyEnded';
    if (event.at > (endedAt ?? Number.POSITIVE_INFINITY)) break;
    if (!isOfThePump(event) && !isEnd) continue;
    if (dayOf(event) > dayOf(after)) found.push({ after, until: event });
    after = event;
  }
  return endedAt === undefined ? [...found, { after }] : found;
}

/** The median of figures in order, one of them left out. */
function medianWithout(inOrder: readonly number[], left: number | undefined): number | undefined {
  const count = inOrder.length - (left === undefined ? 0 : 1);
  if (count === 0) return undefined;
  const place = left === undefined ? count : inOrder.indexOf(left);
  const at = (index: number) => inOrder[index < place ? index : index + 1]!;
  return (at(Math.floor((count - 1) / 2)) + at(Math.ceil((count - 1) / 2))) / 2;
}
