import fc from 'fast-check';
import type { Care } from '../../src/access/care.js';
import { may } from '../../src/access/may.js';
import { PERMISSIONS, type Permission, ROLES } from '../../src/access/permissions.js';
import { reachOf, reaches } from '../../src/access/reach.js';
import type { Subject } from '../../src/access/subject.js';

const subject = fc.record({
  iss: fc.constant('https://idp.example'),
  sub: fc.constant('1'),
  name: fc.constant(null),
  via: fc.constantFrom('session', 'bearer'),
  roles: fc.uniqueArray(fc.constantFrom(...ROLES)),
  sites: fc.uniqueArray(fc.constantFrom('*', 'north', 'north/ward-3', 'south')),
}) as fc.Arbitrary<Subject>;
const place = fc.option(
  fc.constantFrom({ site: 'north' }, { site: 'north', unit: 'ward-3' }, { site: 'south', unit: 'ward-1' }),
  { nil: undefined },
);
const care = fc.record({ place, restricted: fc.boolean() }) as fc.Arbitrary<Care>;
const permission = fc.constantFrom(...(Object.keys(PERMISSIONS) as Permission[]));

it('is of lists what may is of one therapy', () => {
  fc.assert(
    fc.property(subject, permission, care, (who, what, where) => {
      expect(reaches(reachOf(who, what), where)).toBe(may(who, what, where) !== undefined);
    }),
  );
});
