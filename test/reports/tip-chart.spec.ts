import type { CessationDto } from '../../src/answers/dto/cessation.dto.js';
import type { Report } from '../../src/answers/report.js';
import { cessationChart, windowOf } from '../../src/reports/charts/cessation-chart.js';
import { daysPumped, remainingInWords, tipChart } from '../../src/reports/charts/tip-chart.js';
import { tipWindow } from '../../src/reports/charts/tip-window.js';
import { History } from '../support/history.js';
import { publishedCase, reportOf } from './support/report-of.js';

const DAY = 86_400_000;
const ASOF = '2021-09-01T00:00:00Z';

const reservoirIn = ({ audit }: Report) =>
  audit.cessations.find(({ drug, site }) => drug === 'baclofen' && site === 'reservoir')!;
const chartOf = (report: Report, width = 760) =>
  cessationChart(
    reservoirIn(report),
    report.doses.find(({ drug }) => drug === 'baclofen')!,
    report,
    width,
  );
/** The corners of a path, as pairs. */
const pathOf = (svg: string, name: string) =>
  new RegExp(`<path d="([^"]*)"[^>]*class="${name}"`).exec(svg)?.[1];

describe('the published case', () => {
  let report: Report;
  let holiday: CessationDto;
  beforeAll(async () => {
    report = await reportOf(publishedCase('a'), ASOF);
    holiday = reservoirIn(report);
  });

  // 856.04 mcg at 200 mcg/day of the new program: 4.28 days; 662 mcg: 3.31 days. The pump stood from 8:00 to 9:30.
  it('says for how long baclofen went on at the tip, and how much of it', () => {
    expect(remainingInWords(report, holiday)).toBe(
      'still at the tip for 4.28 days of pumping (3.31 to 4.28), 856 mcg in the path',
    );
    const zero = Date.parse(holiday.reachedZeroAt);
    const tipZero = Date.parse(holiday.tip.reachedZeroAt!);
    expect(daysPumped(report, zero, tipZero) * 200).toBeCloseTo(holiday.tip.residualMcg!, 3);
    expect((tipZero - zero) / DAY - daysPumped(report, zero, tipZero)).toBeCloseTo(1.5 / 24, 4);
  });

  it('shows both drugs around the zero, the difference, and where the tip’s zero may lie', () => {
    const svg = tipChart(holiday, report, 760);
    expect(svg.indexOf('>baclofen, mcg/day<')).toBeLessThan(svg.indexOf('>morphine, mcg/day<'));
    expect(svg).toContain('till at the tip for 4.28 days of pumping (3.31 to 4.28), 856 mcg in the path');
    expect([...svg.matchAll(/class="difference"/g)]).toHaveLength(3);
    const { from, to } = tipWindow(holiday, Date.parse(ASOF));
    const x = (at: string) => 40 + ((Date.parse(at) - from) / (to - from)) * (760 - 46);
    const band = /<rect x="([\d.]+)"[^>]*width="([\d.]+)"[^>]*fill-opacity="0.5"[^>]*class="zero-range"/.exec(
      svg,
    )!;
    expect(Number(band[1])).toBeCloseTo(x(holiday.tip.range!.shortest!.reachedZeroAt!), 1);
    expect(Number(band[1]) + Number(band[2])).toBeCloseTo(x(holiday.tip.range!.longest!.reachedZeroAt!), 1);
  });

  it('has no number that is none, in any width', () => {
    for (const width of [270, 499, 760])
      for (const svg of [tipChart(holiday, report, width), chartOf(report, width)]) {
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
        expect(svg).toMatch(/role="img"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
      }
  });

  it('lies on the edge of the fastest course, since it kept each limit to the full', () => {
    const svg = chartOf(report);
    expect(svg).toContain('fastest course that case-report-2024 allows');
    const { from, to } = windowOf(holiday, Date.parse(ASOF));
    const x = (days: number) =>
      (40 + ((Date.parse(holiday.startedAt) + days * DAY - from) / (to - from)) * (760 - 46)).toFixed(2);
    const y = (dose: number) => (144 - (dose / 1060) * 100).toFixed(2);
    expect(pathOf(svg, 'fastest')).toBe(
      `M${x(0)},${y(700)}H${x(3)}L${x(3)},${y(400)}H${x(6)}L${x(6)},${y(100)}H${x(9)}V144`,
    );
  });

  it('has no fastest course where the policy says nothing of the drug', () => {
    const morphine = report.audit.cessations.find(({ drug }) => drug === 'morphine')!;
    expect(report.fastest.map(({ cessationId }) => cessationId)).not.toContain(morphine.id);
    const doses = report.doses.find(({ drug }) => drug === 'morphine')!;
    expect(cessationChart(morphine, doses, report, 760)).not.toContain('fastest');
  });

  it('fell faster than a stricter policy allows', async () => {
    const strict = chartOf(await reportOf(publishedCase('a'), ASOF, 'strict'));
    // 800 of 1000 is the first level: above the 700 of the dose.
    expect(pathOf(strict, 'fastest')).toMatch(/^M[\d.]+,68\.53H/);
    const label = chartOf(await reportOf(publishedCase('a'), ASOF, 'label-holiday'));
    // Any dose above zero from the second day on: a strip over the axis, 4 high.
    expect(pathOf(label, 'fastest')).toMatch(/,140\.00H[\d.]+V144$/);
  });
});

it('draws the plan as a line of its own', async () => {
  const history = new History()
    .running('2021-01-01T08:00:00Z', 600)
    .event('2021-02-01T08:00:00Z', 'HolidayPlanned', {
      drug: 'baclofen',
      reason: 'tolerance',
      steps: [
        { on: '2021-02-02', dailyDoseMcg: 300 },
        { on: '2021-02-05', dailyDoseMcg: 0 },
      ],
    });
  history.programmed('2021-02-02T08:00:00Z', 400).programmed('2021-02-06T08:00:00Z', 0);
  const told = history.events.map(({ type, occurredAt, data }) => ({
    type,
    occurredAt: occurredAt.stated,
    data: data as object,
  }));
  const report = await reportOf(told, '2021-03-01T00:00:00Z');
  const svg = chartOf(report);
  expect(svg).toContain('as planned (dotted)');
  expect(/class="planned"/.exec(svg)).not.toBeNull();
  // Level at 300 of 600 from the 2nd, and down to the axis on the 5th.
  const bottom = 144;
  const middle = (bottom - (300 / 636) * (bottom - 44)).toFixed(2);
  expect(pathOf(svg, 'planned')).toMatch(new RegExp(`^M[\\d.]+,${middle}L[\\d.]+,${middle}L[\\d.]+,144L`));
});

it('says that nobody can tell where a volume of the path is not known', async () => {
  const told = new History()
    .registered()
    .event('2021-01-01T08:00:00Z', 'PumpImplanted', {
      manufacturer: 'M',
      model: 'unheard of',
      reservoirCapacityMl: 40,
    })
    .event('2021-01-01T08:00:00Z', 'CatheterImplanted', { model: 'unheard of' })
    .filled('2021-01-01T08:00:00Z')
    .programmed('2021-01-01T08:00:00Z', 500)
    .switched('2021-02-01T08:00:00Z', ['baclofen', 2000], ['morphine', 10_000])
    .programmed('2021-02-01T08:00:00Z', 1000)
    .events.map(({ type, occurredAt, data }) => ({
      type,
      occurredAt: occurredAt.stated,
      data: data as object,
    }));
  const report = await reportOf(told, '2021-02-03T00:00:00Z');
  const stopped = reservoirIn(report);
  expect(stopped.tip).toMatchObject({ reachedZeroAt: null, residualMcg: null });
  expect(remainingInWords(report, stopped)).toBe('not known for how long still at the tip');
  const svg = tipChart(stopped, report, 760);
  expect(svg).toMatch(/<path d="M[^"]+" stroke="#999999"[^>]*class="unknown"/);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

// 0.4 mL of 2000 mcg/mL in tubing and catheter.
it('says that a pump which moves nothing more leaves the drug in the path', async () => {
  const told = new History()
    .running('2021-01-01T08:00:00Z', 500)
    .programmed('2021-02-01T08:00:00Z', 0)
    .events.map(({ type, occurredAt, data }) => ({
      type,
      occurredAt: occurredAt.stated,
      data: data as object,
    }));
  const report = await reportOf(told, '2021-02-03T00:00:00Z');
  expect(remainingInWords(report, reservoirIn(report))).toBe('at the tip zero at once, 800 mcg in the path');
  expect(tipChart(reservoirIn(report), report, 270)).not.toMatch(/NaN|undefined|Infinity/);
});
