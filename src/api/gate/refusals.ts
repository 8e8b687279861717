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
