import { devices } from './devices.js';
import type { Entry } from './entry.js';
import { firstDay } from './first-day.js';
import { holidays } from './holidays.js';
import { paths } from './paths.js';
import { otherPolicies } from './policies.js';
import { dates, knowledge } from './record.js';
import { tapers } from './tapers.js';
import { zeros } from './zeros.js';

/** By theme, and those of other policies by policy. */
export const tables: Readonly<Record<string, readonly Entry[]>> = {
  tapers,
  zeros,
  holidays,
  dates,
  knowledge,
  paths,
  devices,
  'the first day': firstDay,
  ...otherPolicies,
};
