import { doseChanges } from './dose-changes.js';
import { holidays } from './holidays.js';
import { operations } from './operations.js';
import { otherCare } from './other-care.js';
import { pumps } from './pumps.js';
import type { GoodCare } from './quiet.js';
import { statedDays } from './stated-days.js';

/** By theme. */
export const goodCare: Readonly<Record<string, readonly GoodCare[]>> = {
  'pumps and programs': pumps,
  'doses and strengths': doseChanges,
  'holidays and tapers': holidays,
  'stated days': statedDays,
  operations,
  'all else': otherCare,
};
