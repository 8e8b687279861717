import { type NextDue, isOverdue } from '../../projections/register/to-do.js';
import { DAY_MS } from '../../infusion/schedule.js';
import { counted, rounded } from '../../reports/words.js';
import type { ACTIVITIES } from './worklist-query.js';

export const ACTIVITY: Readonly<Record<(typeof ACTIVITIES)[number], string>> = {
  running: 'running',
  stopped: 'stopped',
  'not-programmed': 'not programmed',
  'motor-stall': 'motor stall',
  'reservoir-empty': 'reservoir empty',
  'no-pump': 'no pump',
  'set-aside': 'cannot be audited',
};

const DUE: Readonly<Record<NextDue['what'], string>> = {
  refill: 'refill, before the low alarm',
  empty: 'refill: empty by computation',
  replacement: 'replacement of the pump',
};

/** What is due, or was to be done by now. */
export const dueInWords = (next: NextDue, now: number): string =>
  next.what === 'refill' && isOverdue(next, now) ? 'refill: at the low alarm by computation' : DUE[next.what];

/** What a reservoir holds, to a tenth; what is left is never said to be nothing. */
export const levelInWords = (ml: number): string => (ml > 0 && ml < 0.05 ? 'less than 0.1' : rounded(ml, 1));

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** How long until an instant, or how long ago it was, in whole days. */
export function awayInWords(at: number, now: number): string {
  const days = Math.floor(Math.abs(at - now) / DAY_MS);
  if (at > now) return days === 0 ? 'within a day' : `in ${counted(days, 'day')}`;
  return days === 0 ? 'less than a day ago' : `${counted(days, 'day')} ago`;
}
