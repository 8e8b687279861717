import { ANYBODY, type Subject } from '../../../src/access/subject.js';
import { ROLES, type Role } from '../../../src/access/permissions.js';

export const ISS = 'https://idp.example.org';

export const person = (sub: string, roles: readonly Role[], sites: readonly string[]): Subject => ({
  iss: ISS,
  sub,
  name: `Name of ${sub}`,
  via: 'bearer',
  roles,
  sites,
  authTime: Date.now(),
});

/** Of each role one at a site, one at another, one at a unit and one everywhere: `reader@north`, `reader@*`. */
export const PEOPLE: Readonly<Record<string, Subject>> = {
  root: ANYBODY,
  'norole@north': person('norole@north', [], ['north']),
  ...Object.fromEntries(
    ROLES.flatMap((role) =>
      ['north', 'south', 'north/ward-3', '*'].map((site) => {
        const name = `${role}@${site}`;
        const grant = {
          client: name,
          therapies: ['n-1', 'n-restricted'],
          types: ['PumpInterrogated', 'ReservoirRefilled'],
          metrics: false,
        };
        return [name, { ...person(name, [role], [site]), ...(role === 'device' && { grant }) }];
      }),
    ),
  ),
};
