import { audit } from '../../src/compliance/audit.js';
import { DEFAULT_POLICY, shippedPolicies } from '../../src/compliance/policies/index.js';
import { shippedBook } from '../support/shipped-book.js';
import { History, ms } from '../support/history.js';
import { Kept } from './support.js';

const NOW = '2026-06-01T00:00:00Z';

let kept: Kept;
let history: History;
let recorded = 0;
/** Stopped on 10 May at 08:00; everything is recorded on that day. */
beforeEach(async () => {
  kept = await Kept.open();
  kept.now = ms(NOW);
  recorded = 0;
  history = new History('t')
    .recordedAt('2026-05-10T10:00:00Z')
    .running('2026-05-01T08:00:00Z', 400)
    .programmed('2026-05-10T08:00:00Z', 0);
});
afterEach(() => kept.close());

const signed = (asOf: string, more: object = {}) =>
  history.event(asOf, 'AuditSigned', {
    policy: DEFAULT_POLICY,
    policyVersion: shippedBook.find(DEFAULT_POLICY, 0)!.policy.version,
    asOf,
    knownAt: asOf,
    auditHash: 'a'.repeat(64),
    factsHash: 'b'.repeat(64),
    release: 'pump-ledger 0.1.0',
    meaning: 'approved',
    statement: 'read',
    signer: { name: 'A. Reader' },
    authenticated: false,
    ...more,
  });

async function toReview(): Promise<string[]> {
  await kept.append(history.events.slice(recorded));
  recorded = history.events.length;
  await kept.catchUp();
  const { items } = await kept.register.worklist({ filter: {}, order: 'therapy', skip: 0, limit: 10 });
  return items[0]!.found!.toDo.toReview.map(({ drug, verdict }) => `${drug} ${verdict}`);
}

const shownAsOf = (asOf: string) =>
  audit(history.events, {
    policy: shippedPolicies.find(({ policy }) => policy.id === DEFAULT_POLICY)!.policy,
    asOf: ms(asOf),
    knownAt: ms(asOf),
  }).cessations.map(({ drug, verdict }) => `${drug} ${verdict}`);

it('a signature counts from the audit on that shows the cessation, not from the instant at which the dose was zero', async () => {
  // Four hours at zero are no cessation yet, two days are.
  expect(shownAsOf('2026-05-10T12:00:00Z')).toEqual([]);
  expect(shownAsOf('2026-05-12T12:00:00Z')).toEqual(['baclofen abrupt']);
  signed('2026-05-10T12:00:00Z');
  expect(await toReview()).toEqual(['baclofen abrupt']);
  signed('2026-05-12T12:00:00Z');
  expect(await toReview()).toEqual([]);
});

it('what nobody knew when the audit was signed is still to be reviewed', async () => {
  expect(shownAsOf('2026-05-20T00:00:00Z')).toEqual(['baclofen abrupt']);
  signed('2026-05-20T00:00:00Z', { knownAt: '2026-05-10T09:59:59Z' });
  expect(await toReview()).toEqual(['baclofen abrupt']);
});

it.each([
  ['with another meaning', { meaning: 'reviewed' }, []],
  ['that rejects', { meaning: 'rejected' }, ['baclofen abrupt']],
  ['by another policy', { policy: 'strict' }, ['baclofen abrupt']],
  ['by a version that nobody knows any more', { policyVersion: '0' }, ['baclofen abrupt']],
])('a signature %s', async (_, more, left) => {
  signed('2026-05-20T00:00:00Z', more);
  expect(await toReview()).toEqual(left);
});

it('a verdict that is another one by what was recorded later was not signed', async () => {
  signed('2026-05-20T00:00:00Z');
  expect(await toReview()).toEqual([]);
  history
    .recordedAt('2026-05-21T00:00:00Z')
    .programmed('2026-05-04T08:00:00Z', 200)
    .programmed('2026-05-07T08:00:00Z', 50);
  expect(await toReview()).toEqual(['baclofen tapered']);
  signed('2026-05-22T00:00:00Z');
  expect(await toReview()).toEqual([]);
});
