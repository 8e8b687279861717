import type { NextDue } from '../../projections/register/to-do.js';
import { DAY_MS } from '../../infusion/schedule.js';
import { counted } from '../../reports/words.js';
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

export const dueInWords = ({ what }: NextDue): string => DUE[what];

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** How long until an instant, or how long ago it was, in whole days. */
export function awayInWords(at: number, now: number): string {
  const days = Math.floor(Math.abs(at - now) / DAY_MS);
  if (at > now) return days === 0 ? 'within a day' : `in ${counted(days, 'day')}`;
  return days === 0 ? 'less than a day ago' : `${counted(days, 'day')} ago`;
}
