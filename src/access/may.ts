import { type Care, EVERYWHERE, claimOf } from './care.js';
import { type Permission, type Role, ROLES, roleFor } from './permissions.js';
import type { Subject } from './subject.js';

/** Whether a subject's claims cover a place: a site covers its units. */
export function covers(sites: readonly string[], { place }: Care): boolean {
  if (sites.includes(EVERYWHERE)) return true;
  return place !== undefined && (sites.includes(place.site) || sites.includes(claimOf(place)));
}

/** Of a restricted therapy: those who care for it at exactly its place, and officers. */
function passesRestriction(role: Role, sites: readonly string[], { place, restricted }: Care): boolean {
  if (!restricted || role === 'officer' || role === 'device') return true;
  if (role !== 'recorder' && role !== 'reviewer') return false;
  return place !== undefined && sites.includes(claimOf(place));
}

/**
 * By which role a subject may do something with a therapy: the first in order that gives it there; undefined where the
 * therapy does not exist for the subject, or the permission is missing.
 */
export function may(subject: Subject, permission: Permission, care: Care): Role | undefined {
  if (subject.via === 'off') return roleFor(subject.roles, permission);
  if (!covers(subject.sites, care)) return undefined;
  return ROLES.find(
    (role) =>
      subject.roles.includes(role) &&
      roleFor([role], permission) !== undefined &&
      passesRestriction(role, subject.sites, care),
  );
}
