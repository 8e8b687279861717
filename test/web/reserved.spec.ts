import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { PrintedReport } from '../../src/answers/report.js';
import { showAudit } from '../../src/cli/show-audit.js';
import { headlineOf } from '../../src/reports/headlines.js';
import { reservationsInWords, reservationsOf } from '../../src/reports/reservations.js';
import { cessationPage } from '../../src/web/cessation/cessation-page.js';
import { Cessations } from '../../src/web/therapy/cessations.js';
import { Gaps } from '../../src/web/therapy/gaps.js';
import { Summary } from '../../src/web/therapy/summary.js';
import type { TherapyView } from '../../src/web/therapy/therapy-view.js';
import { type Told, publishedCase, reportOf } from '../reports/support/report-of.js';

const AS_OF = '2021-09-01T00:00:00Z';

let report: PrintedReport;
let possible: PrintedReport;
beforeAll(async () => {
  report = await reportOf(publishedCase('a'), AS_OF);
  // Days after the last fill an alarm says that it is empty, of which nothing is computed.
  const alarm: Told = {
    type: 'PumpAlarmRaised',
    occurredAt: '2021-05-01T10:00:00Z',
    data: { alarm: 'empty-reservoir' },
  };
  possible = await reportOf([...publishedCase('a'), alarm], '2021-05-09T00:00:00Z');
});

const viewOf = (of: PrintedReport): TherapyView =>
  ({
    therapyId: 'therapy-1',
    query: {},
    report: of,
    timeline: of.timeline,
    policies: [],
    isErased: false,
  }) as unknown as TherapyView;
const pageOf = (of: PrintedReport, id: string): string =>
  cessationPage({
    therapyId: 'therapy-1',
    report: of,
    cessation: of.audit.cessations.find((cessation) => cessation.id === id)!,
    others: [of.audit],
    asked: {},
    key: 'key-1',
    today: '2024-06-01',
  });
const overview = (of: PrintedReport): string =>
  [Summary, Cessations].map((part) => renderToString(h(part, viewOf(of)))).join('');

/** What stands behind each verdict: its badge is the one that has a drawing. */
const afterVerdicts = (html: string): string[] =>
  [
    ...html.matchAll(
      /<span class="badge (?:tapered|abrupt|undetermined)"><span class="mark"><svg.*?<\/svg><\/span> [^<]+<\/span>(?=(.{0,60}))/gs,
    ),
  ].map(([, after]) => after!.trim());
const NEVER_ALONE = /^<span class="reserved">\s*(no reservations|1 reservation|\d+ reservations)/;

describe('a verdict', () => {
  it('never stands on a page without its reservations', () => {
    const { cessations } = report.audit;
    const shown = [overview(report), ...cessations.map(({ id }) => pageOf(report, id))].map(afterVerdicts);
    // In the list of headlines, and in the table for both sites.
    expect(shown[0]).toHaveLength(3 * cessations.length);
    for (const page of shown.slice(1)) expect(page.length).toBeGreaterThan(2);
    for (const after of shown.flat()) expect(after).toMatch(NEVER_ALONE);
  });

  it('names the gravest of them', () => {
    const [holiday] = report.audit.cessations.filter(({ declaredHoliday }) => declaredHoliday);
    const words = reservationsInWords(reservationsOf(report.audit, holiday!));
    expect(words).toMatch(/^\d+ reservations, the gravest [A-Z_]+ \(critical/);
    for (const html of [overview(report), pageOf(report, holiday!.id)]) expect(html).toContain(words);
    expect(headlineOf(report, holiday!)).toContain(words);
    expect(reservationsInWords({ count: 0, gravest: null })).toBe('no reservations');
    expect(
      reservationsInWords({
        count: 1,
        gravest: { code: 'TIP_UNDERDOSE', severity: 'warning', confidence: 'likely' },
      }),
    ).toBe('1 reservation: TIP_UNDERDOSE (warning, likely)');
  });

  it('of what only may have been is marked so', () => {
    const [cessation] = possible.audit.cessations.filter(({ certainty }) => certainty === 'possible');
    expect(cessation).toBeDefined();
    for (const html of [overview(possible), pageOf(possible, cessation!.id)])
      expect(html).toContain('possible cessation');
    expect(overview(report)).not.toContain('possible cessation');
    expect(headlineOf(possible, cessation!)).toContain(', possibly');
  });

  it('stands at the command line with them, below the headline', () => {
    const { audit } = report;
    const lines = showAudit(report).split('\n');
    expect(lines.indexOf(audit.headline.text)).toBeGreaterThan(0);
    expect(lines.indexOf(audit.headline.text)).toBeLessThan(
      lines.findIndex((line) => line.startsWith('verdict')),
    );
    const after = lines.flatMap((line, index) => (line.startsWith('verdict') ? [lines[index + 1]!] : []));
    expect(after).toEqual(
      audit.cessations.map((cessation) =>
        expect.stringContaining(reservationsInWords(reservationsOf(audit, cessation))),
      ),
    );
    for (const { code } of audit.gaps) expect(showAudit(report)).toContain(code);
  });
});

describe('an overview', () => {
  it('begins with the headline', () => {
    const html = overview(report);
    const text = renderToString(h('p', { class: 'headline' }, report.audit.headline.text));
    expect(html.indexOf(text)).toBeGreaterThan(0);
    expect(html.indexOf(text)).toBeLessThan(html.indexOf('class="badge'));
    for (const { id } of report.audit.cessations)
      expect(pageOf(report, id)).toContain(report.audit.headline.text);
  });

  it('lists each gap with what rests on it and the way to the form that settles it', () => {
    const { audit } = report;
    const html = renderToString(h(Gaps, { therapyId: 'therapy-1', audit, gaps: audit.gaps, isLive: true }));
    expect(audit.gaps.length).toBeGreaterThan(2);
    for (const { code } of audit.gaps) expect(html).toContain(`<code>${code}</code>`);
    const types = audit.gaps.flatMap(({ settledBy }) => settledBy.eventType ?? []);
    expect(types.length).toBeGreaterThan(0);
    for (const type of types) expect(html).toContain(`href="/therapies/therapy-1/record?type=${type}"`);
    expect(html).toContain('cessation');
    expect(renderToString(h(Gaps, { therapyId: 'therapy-1', audit, gaps: [] }))).toContain(
      'That does not say that the record is whole',
    );
  });

  it('follows what is recorded, and a page of what is to be signed does not', () => {
    const isLive = /<section id="gaps" data-live/;
    const { audit } = report;
    expect(
      renderToString(h(Gaps, { therapyId: 'therapy-1', audit, gaps: audit.gaps, isLive: true })),
    ).toMatch(isLive);
    expect(pageOf(report, audit.cessations[1]!.id)).not.toMatch(isLive);
  });
});
