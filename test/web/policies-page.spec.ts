import { shippedBook } from '../support/shipped-book.js';
import { policyAnswer } from '../../src/answers/form/policy.js';
import { listedPolicies } from '../../src/answers/policy-in-force.js';
import { demandsInWords } from '../../src/web/policies/demands.js';
import { policiesPage } from '../../src/web/policies/policies-page.js';

const listed = listedPolicies(shippedBook, Date.UTC(2026, 0, 1));
const page = policiesPage(listed);
const policy = (id: string) => listed.find((one) => one.policy.id === id)!.policy;
const rowOf = (label: string): string[] =>
  [
    ...new RegExp(`<tr><th scope="row">${label}</th>(.*?)</tr>`, 's')
      .exec(page)![1]!
      .matchAll(/<td>(.*?)<\/td>/gs),
  ].map(([, cell]) => cell!);

it('lays the main figures side by side, those that differ in bold', () => {
  const none = '<span class="quiet">not judged</span>';
  expect(rowOf('Largest step')).toEqual([
    '<strong>300 mcg/day</strong>',
    none,
    none,
    '<strong>300 mcg/day</strong>',
  ]);
  expect(rowOf('Least time to zero')).toEqual([
    none,
    '<strong>14 days</strong>',
    none,
    '<strong>14 days</strong>',
  ]);
  expect(rowOf('Abrupt: more of the baseline lost within the window')).toEqual(Array(4).fill('50 % in 24 h'));
});

it('says in words what each demands', () => {
  expect(demandsInWords(policy('case-report-2024'))[0]).toBe(
    'To stop baclofen: a step takes at most 300 mcg/day, steps lie at least 72 h apart, with 2 h of tolerance. Abrupt is a loss of more than 50 % of the baseline within 24 h, or of more than 300 mcg/day in the last ones before zero.',
  );
  expect(demandsInWords(policy('label-holiday'))[0]).toBe(
    'To stop baclofen: it sets no limit to a single step, zero comes at least 14 days after the first step, with 2 h of tolerance. Abrupt is a loss of more than 50 % of the baseline within 24 h.',
  );
  expect(demandsInWords(policy('strict')).join(' ')).toContain(
    'at most 300 mcg/day and at most 20 % of the dose before (any part from 100 mcg/day down) and at most 20 % of the baseline',
  );
});

it('shows every figure of every policy with its source, once', () => {
  for (const one of listed) {
    const { id, version, parameters, sha256 } = policyAnswer(one);
    const section = new RegExp(
      `<section class="card policy" aria-labelledby="${id}@${version}".*?</section>`,
      's',
    ).exec(page)![0];
    const names = [...section.matchAll(/<th scope="row" class="parameter">([^<]+)</g)].map(
      ([, name]) => name!,
    );
    expect(names.toSorted()).toEqual(parameters.map(({ name }) => name).toSorted());
    expect(section).toContain(sha256);
    const toApprove = parameters.filter(({ needsApproval }) => needsApproval).length;
    expect(section.match(/<td>proposed <span class="badge warning">/g) ?? []).toHaveLength(toApprove);
  }
});

it('lets nothing that a policy file says become markup', () => {
  const hostile = '<img src=x onerror="alert(1)">';
  const [first] = listed;
  const stranger = {
    ...first!,
    policy: {
      ...first!.policy,
      id: 'own',
      title: hostile,
      drugs: { [hostile]: first!.policy.drugs['baclofen']! },
    },
  };
  expect(policiesPage([stranger])).not.toContain('<img');
});
