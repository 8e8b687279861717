import { type Care, EVERYWHERE, claimOf } from './care.js';
import { covers } from './may.js';
import { type Permission, roleFor } from './permissions.js';
import type { Subject } from './subject.js';

/** Of which therapies a subject may do something: for lists and counts, before anything is looked up. */
export interface Reach {
  /** Claims such as `north`, which covers its units, `north/ward-3`, or `*`. */
  readonly sites: readonly string[];
  /** Of restricted therapies: `covered` as all others, `exact` where a claim names exactly their place, or `none`. */
  readonly restricted: 'covered' | 'exact' | 'none';
}

/** Reaches nothing. */
export const NOTHING: Reach = { sites: [], restricted: 'none' };

/** Reaches all that there is. */
export const EVERYTHING: Reach = { sites: ['*'], restricted: 'covered' };

export const reachesEverything = ({ sites, restricted }: Reach): boolean =>
  sites.includes(EVERYWHERE) && restricted === 'covered';

/** Agrees with `may`, for each therapy. */
export function reachOf({ roles, sites, via }: Subject, permission: Permission): Reach {
  if (via === 'off') return EVERYTHING;
  const giving = roles.filter((role) => roleFor([role], permission) !== undefined);
  if (giving.length === 0) return NOTHING;
  if (giving.some((role) => role === 'officer' || role === 'device')) return { sites, restricted: 'covered' };
  const exact = giving.some((role) => role === 'recorder' || role === 'reviewer');
  return { sites, restricted: exact ? 'exact' : 'none' };
}

export function reaches({ sites, restricted }: Reach, care: Care): boolean {
  if (!covers(sites, care)) return false;
  if (!care.restricted || restricted === 'covered') return true;
  return restricted === 'exact' && care.place !== undefined && sites.includes(claimOf(care.place));
}
