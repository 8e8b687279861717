import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { type Care, claimOf } from '../../src/access/care.js';
import { type Reach, reaches } from '../../src/access/reach.js';
import { reachCondition } from '../../src/register/reach-condition.js';

const sites = ['north', 'south'] as const;
const place = fc.record(
  { site: fc.constantFrom(...sites), unit: fc.constantFrom('a', 'b') },
  { requiredKeys: ['site'] },
);
const care: fc.Arbitrary<Care> = fc.record(
  { place, restricted: fc.boolean() },
  { requiredKeys: ['restricted'] },
);
const reach: fc.Arbitrary<Reach> = fc.record({
  sites: fc.uniqueArray(fc.constantFrom('*', 'north', 'south', 'north/a', 'north/b', 'south/a')),
  restricted: fc.constantFrom('covered', 'exact', 'none'),
});

/** What the statement lets through, of therapies that are cared for so from 10 on, and not assigned before. */
function within(reach: Reach, cares: readonly Care[], now: number): string[] {
  const database = new DatabaseSync(':memory:');
  database.exec(`CREATE TABLE therapies (therapy_id TEXT);
    CREATE TABLE care (therapy_id TEXT, from_at INTEGER, to_at INTEGER, site TEXT, claim TEXT, restricted INTEGER);`);
  cares.forEach(({ place, restricted }, index) => {
    database.prepare('INSERT INTO therapies VALUES (?)').run(`t${index}`);
    const insert = database.prepare('INSERT INTO care VALUES (?, ?, ?, ?, ?, ?)');
    insert.run(`t${index}`, -100, 10, null, null, 0);
    const claim = place ? claimOf(place) : null;
    insert.run(`t${index}`, 10, 100, place?.site ?? null, claim, Number(restricted));
  });
  const condition = reachCondition(reach, 'therapies', now);
  const found = database
    .prepare(`SELECT therapy_id FROM therapies WHERE ${condition?.sql ?? 'TRUE'} ORDER BY therapy_id`)
    .all(...(condition?.values ?? []));
  database.close();
  return found.map(({ therapy_id: id }) => String(id));
}

test('the register finds exactly what is within reach today', () => {
  fc.assert(
    fc.property(reach, fc.array(care, { maxLength: 6 }), fc.constantFrom(9, 10, 99), (reach, cares, now) => {
      const today = (care: Care): Care => (now < 10 ? { restricted: false } : care);
      const expected = cares.flatMap((care, index) => (reaches(reach, today(care)) ? [`t${index}`] : []));
      expect(within(reach, cares, now)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
