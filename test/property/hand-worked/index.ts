import { alarms } from './alarms.js';
import type { HandWorked } from './hand-worked.js';
import { paths } from './path.js';
import { programs } from './programs.js';
import { volumes } from './volumes.js';

/** Histories whose doses were reckoned by hand from the contract. */
export const handWorked: readonly HandWorked[] = [...paths, ...alarms, ...programs, ...volumes];
