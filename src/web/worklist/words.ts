import { type NextDue, isOverdue } from '../../register/to-do.js';
import { rounded } from '../../reports/words.js';
import type { Activity } from '../../register/worklist-question.js';

export const ACTIVITY: Readonly<Record<Activity, string>> = {
  running: 'running',
  stopped: 'stopped',
  'not-programmed': 'not programmed',
  'motor-stall': 'motor stall',
  'reservoir-empty': 'reservoir empty',
  'reservoir-emptied': 'reservoir emptied',
  'end-of-service': 'end of service',
  'therapy-ended': 'therapy ended',
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
