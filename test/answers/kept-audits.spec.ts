import { KeptAudits } from '../../src/answers/asked/kept-audits.js';
import { hashedAudit } from '../../src/answers/hashed-audit.js';
import type { PolicyVersion } from '../../src/compliance/policies/index.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { type Told, sealed } from '../compliance/sealed.js';
import { shippedBook } from '../support/shipped-book.js';

const T = 'therapy-1' as TherapyId;
const AS_OF = Date.UTC(2024, 0, 1);
/** After all was recorded. */
const KNOWN_BY = Date.UTC(2027, 0, 1);
const told: Told[] = [
  {
    id: 'registration',
    type: 'TherapyRegistered',
    occurredAt: '2020-01-01',
    data: { patientPseudonym: 'p', indication: 'x', aetiology: 'stroke' },
  },
  ...Array.from({ length: 40 }, (_, number) => ({
    id: `assessment-${number}`,
    type: 'SpasticityAssessed' as const,
    occurredAt: '2020-02-01',
    data: { scale: 'MAS', low: '1' },
  })),
];

it('answers with what was kept longest, though what is made beside it takes its place', () => {
  const events = sealed(told);
  const [first, other] = shippedBook.versions as [PolicyVersion, PolicyVersion];
  const audits = new KeptAudits(T);
  const found = (count: number, policies: readonly PolicyVersion[]) =>
    audits.find(events.slice(0, count), policies, AS_OF, KNOWN_BY);
  found(1, [first]);
  for (let count = 2; count <= 32; count += 1) found(count, [first]);
  const fresh = [first, other].map((policy) => hashedAudit(T, events.slice(0, 1), policy, AS_OF, KNOWN_BY));
  expect(found(1, [first, other])).toEqual(fresh);
});
