import type { Entry } from './entry.js';
import { holidays } from './holidays.js';
import { dates, knowledge } from './record.js';
import { tapers } from './tapers.js';
import { zeros } from './zeros.js';

/** By theme. */
export const tables: Readonly<Record<string, readonly Entry[]>> = {
  tapers,
  zeros,
  holidays,
  dates,
  knowledge,
};
