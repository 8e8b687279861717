import type { Report } from '../../src/answers/report.js';
import { cessationPage } from '../../src/web/cessation/cessation-page.js';
import type { CessationView } from '../../src/web/cessation/cessation-view.js';
import { findingsOn } from '../../src/web/cessation/related.js';
import { type Reservations, reservationsInWords, reservationsOf } from '../../src/reports/reservations.js';
import { refusedBy } from '../../src/web/cessation/refused.js';
import { InvalidContent } from '../../src/record/errors.js';
import { type Told, publishedCase, reportOf } from '../reports/support/report-of.js';

const HOSTILE = '</script><img src=x onerror="alert(1)">';
const ASOF = '2021-09-01T00:00:00Z';

const planned: Told = {
  type: 'HolidayPlanned',
  occurredAt: '2021-03-09T10:00:00+01:00',
  data: {
    drug: 'baclofen',
    reason: HOSTILE,
    steps: [
      { on: '2021-03-10', dailyDoseMcg: 700 },
      { on: '2021-03-13', dailyDoseMcg: 0 },
    ],
  },
};

async function viewOf(policy = 'case-report-2024', more: readonly Told[] = []): Promise<CessationView> {
  const report = await reportOf([...publishedCase('a'), ...more], ASOF, policy);
  const strict = await reportOf([...publishedCase('a'), ...more], ASOF, 'strict');
  return {
    therapyId: 'therapy-1',
    report,
    cessation: report.audit.cessations.find(({ drug, site }) => drug === 'baclofen' && site === 'reservoir')!,
    others: [report.audit, strict.audit],
    asked: { asOf: Date.parse(ASOF) },
    key: 'key-1',
    today: '2024-06-01',
  };
}

const changed = (report: Report, change: (copy: Report) => void): Report => {
  const copy = structuredClone(report);
  change(copy);
  return copy;
};
const section = (page: string, id: string) =>
  new RegExp(`<h2 id="${id}">.*?</section>`, 's').exec(page)![0].replaceAll(/<[^>]+>/g, ' ');

let view: CessationView;
beforeAll(async () => {
  view = await viewOf();
});

it('says at a glance what happened, and that it is no advice', () => {
  const page = cessationPage(view);
  expect(page).toContain('<h1>Baclofen: zero on 19 March 2021</h1>');
  expect(page).toContain('till at the tip for 4.28 days of pumping (3.31 to 4.28), 856 mcg in the path');
  expect(page).toContain('BRIDGE_NOT_RECORDED');
  expect(page).toContain('not advice');
  expect(page).not.toMatch(/NaN|undefined<|\[object/);
});

it('says in words which course the policy would have allowed', async () => {
  expect(cessationPage(view)).toContain(
    'the fastest course that case-report-2024 allows is 700 mcg/day at once, 400 mcg/day after 72 h, 100 mcg/day after 144 h, zero not before 2021-03-19 08:00 UTC, after 216 h.',
  );
  const label = cessationPage(await viewOf('label-holiday'));
  expect(label).toContain(
    '500 mcg/day at once, any dose above zero after 26 h, zero not before 2021-03-24 08:00',
  );
  expect(label).toContain('sets no limit to the size of a step');
  const morphine = view.report.audit.cessations.find(({ drug }) => drug === 'morphine')!;
  expect(cessationPage({ ...view, cessation: morphine })).toContain('says nothing about stopping morphine');
});

it('lays the policies side by side, with the reservations of each and what fails', () => {
  const words = section(cessationPage(view), 'policies').replaceAll(/\s+/g, ' ');
  const [own, strict] = view.others.map((audit) =>
    reservationsOf(
      audit,
      audit.cessations.find(({ id }) => id === view.cessation.id)!,
    ),
  ) as [Reservations, Reservations];
  expect(words).toContain(
    `case-report-2024@2 shown here consistent with a taper ${reservationsInWords(own)} pass undetermined ${own.count} reservations none`,
  );
  expect(words).toContain(`strict@2 abrupt ${reservationsInWords(strict)} fail undetermined`);
  expect(words).toMatch(/DOSE_LOST_WITHIN_WINDOW; .*\(step 1, 2, 3\)/);
});

it('finds what cites the events of the cessation or lies within its time', () => {
  const found = findingsOn(view.report.audit, view.cessation);
  const ids = new Set(found.map(({ id }) => id));
  expect(found.map(({ code }) => code)).toContain('BRIDGE_NOT_RECORDED');
  const others = view.report.audit.findings.filter(({ id }) => !ids.has(id));
  expect(others.length).toBeGreaterThan(0);
  for (const { at } of others)
    expect(at < view.cessation.startedAt || at > view.cessation.resumedAt!).toBe(true);
});

it('shows the plan beside what was done', async () => {
  const page = cessationPage(await viewOf('case-report-2024', [planned]));
  const words = section(page, 'plan').replaceAll(/\s+/g, ' ');
  // 700 came on its day; zero on the 19th at 8:00, 5.33 days after the end of the 13th.
  expect(words).toMatch(/2021-03-10 700 2021-03-10 08:00 UTC 700 in time kept/);
  expect(words).toMatch(/2021-03-13 0 2021-03-19 08:00 UTC 0 5\.33 late departed from/);
});

it('lets nothing that somebody wrote become markup', () => {
  const report = changed(view.report, ({ audit }) => {
    audit.signatures.push({
      eventId: 'e',
      policy: audit.policy,
      asOf: audit.asOf,
      knownAt: audit.knownAt,
      auditHash: audit.auditHash,
      factsHash: audit.factsHash,
      release: '1',
      meaning: 'reviewed',
      statement: HOSTILE,
      signer: { name: HOSTILE, role: HOSTILE },
      authenticated: false,
      signedAt: audit.asOf,
      status: 'current',
      detail: 'as it was',
    });
    audit.reviews.push({
      eventId: 'r',
      inference: view.cessation.id,
      inAudit: true,
      outcome: 'refuted',
      reason: HOSTILE,
      at: audit.asOf,
    });
  });
  const typed = new URLSearchParams({ name: HOSTILE, role: HOSTILE, statement: HOSTILE, reason: HOSTILE });
  const returned = { typed, status: 422, faults: new Map([['/signer/name', HOSTILE]]), problem: HOSTILE };
  const page = cessationPage({ ...view, report, signing: returned, reviewing: returned });
  expect(page).not.toContain('<img');
  expect(page.split('&lt;img src=x').length).toBeGreaterThan(12);
});

it('signs what it shows: policy, instant, knowledge and hash stand in the form', () => {
  const form = /<form method="post"[^>]*sign".*?<\/form>/s.exec(cessationPage(view))![0];
  const { audit } = view.report;
  for (const [name, value] of [
    ['policyId', 'case-report-2024'],
    ['policyVersion', '2'],
    ['asOf', audit.asOf],
    ['knownAt', audit.knownAt],
    ['auditHash', audit.auditHash],
    ['key', 'key-1'],
  ])
    expect(form).toContain(`<input type="hidden" name="${name}" value="${value}"/>`);
});

it('says a refusal at its field, and as a whole where it has none', () => {
  const at = refusedBy(new InvalidContent('VALIDATION_FAILED', [{ pointer: '/a', detail: 'is empty' }]), [
    '/a',
  ]);
  expect(at).toMatchObject({ status: 422, faults: new Map([['/a', 'Is empty.']]) });
  expect(at.problem).toBeUndefined();
  const whole = refusedBy(new InvalidContent('VALIDATION_FAILED', [{ pointer: '/b', detail: 'is empty' }]), [
    '/a',
  ]);
  expect(whole.problem).toContain('/b is empty');
  expect(() => refusedBy(new Error('of our own'), [])).toThrow('of our own');
});
