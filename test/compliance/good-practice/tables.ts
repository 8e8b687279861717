import { doseCare } from './doses.js';
import { hardware } from './hardware.js';
import { pumps } from './pumps.js';
import type { GoodCare } from './quiet.js';

/** By theme. */
export const goodCare: Readonly<Record<string, readonly GoodCare[]>> = {
  'pumps and programs': pumps,
  'doses, bridges and holidays': doseCare,
  'hardware, and what ends': hardware,
};
