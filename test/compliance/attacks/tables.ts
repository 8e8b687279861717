import type { Attack } from './claims.js';
import { contradictions } from './contradictions.js';
import { dates } from './dates.js';
import { devices } from './devices.js';
import { empties } from './empties.js';
import { paths } from './paths.js';
import { records } from './record.js';
import { spikes } from './spikes.js';
import { stops } from './stops.js';

/** By theme. */
export const attacks: Readonly<Record<string, readonly Attack[]>> = {
  spikes,
  stops,
  dates,
  'empty reservoirs': empties,
  'contradicted and below schedule': contradictions,
  'paths and strengths': paths,
  devices,
  'the record': records,
};
