import type { Permission } from '../../access/permissions.js';
import { ProblemException } from '../problems/problem.js';

export const forbidden = (permission: Permission): ProblemException =>
  new ProblemException(403, 'FORBIDDEN', `This needs the permission ${permission}.`, {
    members: { permission },
  });

export const noRole = (): ProblemException =>
  new ProblemException(
    403,
    'NO_ROLE',
    'None of your roles is one of this service; accepted are reader, recorder, reviewer, vigilance, officer and admin.',
  );

/** A fault of the service: nobody said who may. */
export const undeclared = (): ProblemException =>
  new ProblemException(403, 'FORBIDDEN', 'This path declares no permission, so nobody is let in.');

/** @param seconds after which to come again */
export const tooMany = (seconds: number, why: string): ProblemException =>
  new ProblemException(429, 'TOO_MANY_REQUESTS', `That is too often: ${why}. Try again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  });

/** What is of all therapies is read by whoever reaches all. */
export const needsEverywhere = (permission: Permission): ProblemException =>
  new ProblemException(403, 'FORBIDDEN', `This needs the permission ${permission} at all sites.`, {
    members: { permission },
  });

/** A device does what its grant names, and nothing else. */
export const outsideGrant = (): ProblemException =>
  new ProblemException(403, 'FORBIDDEN', 'This is outside what therapy:append was granted for.', {
    members: { permission: 'therapy:append' satisfies Permission },
  });
