import { belowSchedule } from './below-schedule.js';
import { bridges } from './bridges.js';
import { circumstances } from './circumstances.js';
import type { Attack } from './claims.js';
import { contradicted } from './contradicted.js';
import { courses } from './courses.js';
import { dates } from './dates.js';
import { devices } from './devices.js';
import { empties } from './empties.js';
import { firstDoses } from './first-doses.js';
import { kindsOfZero } from './kinds-of-zero.js';
import { oneAfterAnother } from './one-after-another.js';
import { records } from './record.js';
import { spikes } from './spikes.js';
import { strengths } from './strengths.js';
import { windows } from './windows.js';

/** By theme. */
export const attacks: Readonly<Record<string, readonly Attack[]>> = {
  spikes,
  windows,
  courses,
  'kinds of zero': kindsOfZero,
  circumstances,
  dates,
  'empty reservoirs': empties,
  contradicted,
  'below schedule': belowSchedule,
  'bridges and restarts': bridges,
  'first doses': firstDoses,
  'strengths, drugs and revisions': strengths,
  devices,
  'one after another': oneAfterAnother,
  'the record': records,
};
