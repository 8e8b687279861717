import fc from 'fast-check';
import type { CessationDto } from '../../src/answers/dto/cessation.dto.js';
import type { DailyDose, Report } from '../../src/answers/report.js';
import { tickLabel } from '../../src/reports/charts/axes.js';
import { cessationChart, windowOf } from '../../src/reports/charts/cessation-chart.js';
import { doseChart } from '../../src/reports/charts/dose-chart.js';
import { thinned } from '../../src/reports/charts/thin.js';
import { publishedCase, reportOf } from './support/report-of.js';

const DAY = 86_400_000;
const T0 = Date.UTC(2021, 2, 10);
const dose = (fromDay: number, toDay: number, mcgPerDay: number): DailyDose => ({
  start: T0 + fromDay * DAY,
  end: T0 + toDay * DAY,
  mcgPerDay,
});
const pathsOf = (svg: string) => [...svg.matchAll(/<path d="([^"]*)" fill="none" stroke="([^"]*)"/g)];

/** 100 by 106 points for 10 days and, since 6 % are kept free above the highest dose, 106 mcg/day: a point each. */
const small = {
  title: 'Dose',
  description: 'of a drug',
  from: T0,
  to: T0 + 10 * DAY,
  unverified: [],
  width: 40 + 100 + 6,
  height: 16 + 106 + 18,
  headroom: 0,
  over: () => '',
} as const;

describe('a dose chart', () => {
  it('draws each dose from its start to its end, level', () => {
    const doses = {
      drug: 'baclofen',
      reservoir: [dose(-5, 2, 100), dose(2, 6, 40), dose(6, 20, 0)],
      tip: [dose(0, 3, 100), dose(3, 10, 0)],
    };
    const [reservoir, tip] = pathsOf(doseChart({ ...small, doses }));
    // x = 40 + 10 a day, y = 122 - the dose.
    expect(reservoir![1]).toBe('M40,22L60,22L60,82L100,82L100,122L140,122');
    expect(tip![1]).toBe('M40,22L70,22L70,122L140,122');
  });

  it('tells the sites apart without colour', () => {
    const svg = doseChart({
      ...small,
      doses: { drug: 'd', reservoir: [dose(0, 9, 1)], tip: [dose(0, 9, 1)] },
    });
    const paths = [...svg.matchAll(/<path d="M[^>]*>/g)].map(([path]) => path);
    expect(paths.map((path) => path.includes('stroke-dasharray'))).toEqual([false, true]);
    expect(svg).toContain('reservoir (solid)');
    expect(svg).toContain('tip (dashed)');
    expect(svg).not.toContain('not verified');
  });

  it('leaves a gap where nobody knows, and says so', () => {
    const tip = [dose(0, 2, 50), dose(2, 4, Number.NaN), dose(4, 10, 50)];
    const svg = doseChart({ ...small, doses: { drug: 'd', reservoir: [dose(0, 10, 100)], tip } });
    expect(svg).toContain('<path d="M40,72L60,72M80,72L140,72" fill="none" stroke="#111111"');
    expect(svg).toContain('not known (hatched)');
    expect(svg).not.toContain('NaN');
  });

  it('shades the time in which the catheter was not verified, as far as it is in the picture', () => {
    const svg = doseChart({
      ...small,
      doses: { drug: 'd', reservoir: [dose(0, 10, 100)], tip: [] },
      unverified: [
        { from: Number.NEGATIVE_INFINITY, to: T0 + DAY },
        { from: T0 + 40 * DAY, to: T0 + 50 * DAY },
      ],
    });
    expect(svg).toContain('<rect x="40" y="16" width="10" height="106"');
    expect(svg).toContain('tip not verified (grey)');
  });

  it('marks what is only projected', () => {
    const doses = { drug: 'd', reservoir: [dose(0, 10, 100)], tip: [] };
    const svg = doseChart({ ...small, doses, projectedFrom: T0 + 7 * DAY });
    expect(svg).toContain('<rect x="110" y="16" width="30" height="3"');
    expect(svg).toContain('projected (bar)');
    const recorded = doseChart({ ...small, doses, projectedFrom: T0 + 10 * DAY });
    expect(recorded).not.toContain('projected');
  });

  it('has room for its whole legend', () => {
    const svg = doseChart({
      ...small,
      width: 499,
      doses: { drug: 'd', reservoir: [dose(0, 10, 1)], tip: [dose(0, 10, Number.NaN)] },
      unverified: [{ from: T0, to: T0 + DAY }],
      projectedFrom: T0 + DAY,
    });
    const labels = [...svg.matchAll(/<text x="([\d.]+)" y="10.6"[^>]*>([^<]+)</g)];
    expect(labels).toHaveLength(6);
    const [, x, last] = labels.at(-1)!;
    // Roboto is about half an em wide on average in such words.
    expect(Number(x) + last!.length * 0.55 * 7.5).toBeLessThan(499);
  });

  it('carries its words as text, whatever they are', () => {
    const svg = doseChart({
      ...small,
      title: `</title><script>&"'`,
      doses: { drug: 'd', reservoir: [], tip: [] },
    });
    expect(svg).toContain(
      '<title>&lt;/title&gt;&lt;script&gt;&amp;&quot;&#39;</title><desc>of a drug</desc>',
    );
    expect(svg).toContain('role="img"');
  });
});

describe('the axis of time', () => {
  it.each([
    [366, '2021'],
    [31, '2021-03'],
    [1, '2021-03-10'],
    [0.25, '03-10 06:00'],
  ])('names ticks %d days apart %s', (days, label) => {
    expect(tickLabel(new Date('2021-03-10T06:00:00Z'), days * DAY)).toBe(label);
  });

  it('has labels that do not touch, over any time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3_600_000, max: 30 * 366 * DAY }),
        fc.integer({ min: 0, max: 9e11 }),
        (span, from) => {
          const svg = doseChart({
            ...small,
            width: 499,
            from,
            to: from + span,
            doses: { drug: 'd', reservoir: [{ start: from, end: from + span, mcgPerDay: 1 }], tip: [] },
          });
          const labels = [
            ...svg.matchAll(/<text x="([\d.]+)" y="134" text-anchor="middle" font-size="7.5"[^>]*>([^<]+)</g),
          ];
          expect(labels.length).toBeGreaterThanOrEqual(1);
          // Roboto's digits are 0.562 em wide, its hyphen and colon less.
          const half = (label: string) => (label.length * 0.562 * 7.5) / 2;
          for (let index = 1; index < labels.length; index += 1) {
            const [, x, label] = labels[index]!;
            const [, xBefore, before] = labels[index - 1]!;
            expect(Number(x) - half(label!)).toBeGreaterThan(Number(xBefore) + half(before!));
          }
        },
      ),
    );
  });
});

describe('thinning', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 9 })), {
    minLength: 1,
    maxLength: 400,
  });

  it('keeps few doses, each as it was, and the same highest and lowest in each column', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 40 }), (given, columns) => {
        let at = 0;
        const doses = given.map(([length, mcgPerDay]) => ({ start: at, end: (at += length), mcgPerDay }));
        const thin = thinned(doses, 0, at, columns);
        expect(thin.length).toBeLessThanOrEqual(4 * columns);
        expect([thin[0]!.start, thin.at(-1)!.end]).toEqual([0, at]);
        thin.slice(1).forEach((one, index) => expect(one.start).toBe(thin[index]!.end));
        for (const { start, mcgPerDay } of thin)
          expect(doses.find((one) => one.start === start)!.mcgPerDay).toBe(mcgPerDay);
        for (let column = 0; column < columns; column += 1) {
          const inColumn = (all: readonly DailyDose[]) =>
            all
              .filter(({ start }) => Math.floor(start / (at / columns)) === column)
              .map((one) => one.mcgPerDay);
          const [before, after] = [inColumn(doses), inColumn(thin)];
          expect([Math.max(...after), Math.min(...after)]).toEqual([
            Math.max(...before),
            Math.min(...before),
          ]);
        }
      }),
    );
  });
});

describe('the charts of the published case', () => {
  let report: Report;
  let holiday: CessationDto;
  beforeAll(async () => {
    report = await reportOf(publishedCase('a'), '2021-09-01T00:00:00Z');
    holiday = report.audit.cessations.find(({ drug, site }) => drug === 'baclofen' && site === 'reservoir')!;
  });
  const asOf = Date.parse('2021-09-01');

  it('show the cessation with room on both sides, and the return', () => {
    // From the first step to the tip's zero it takes 13.343 days; a third of that goes before and after.
    const { from, to } = windowOf(holiday, asOf);
    const third = (Date.parse(holiday.tip.reachedZeroAt!) - Date.parse('2021-03-10T08:00Z')) / 3;
    expect(third / DAY).toBeCloseTo(13.3427 / 3, 4);
    expect(from).toBe(Date.parse('2021-03-10T08:00Z') - third);
    // Half an hour after the fill the pump was programmed for it.
    expect(holiday.resumedAt).toBe('2021-04-12T08:30:00.000Z');
    expect(to).toBe(Date.parse(holiday.resumedAt!) + third);
    expect(windowOf(holiday, Date.parse('2021-03-25')).to).toBe(Date.parse('2021-03-25'));
    const { resumedAt: _, ...ongoing } = holiday;
    expect(windowOf(ongoing, asOf).to).toBe(Date.parse(holiday.tip.reachedZeroAt!) + third);
  });

  it('number the steps at their falls and write the verdicts at the zeros', () => {
    const width = 499;
    const svg = cessationChart(holiday, report.doses[0]!, report, width);
    const { from, to } = windowOf(holiday, asOf);
    const x = (at: string) => 40 + ((Date.parse(at) - from) / (to - from)) * (width - 46);
    // Headroom 28 below the legend's 16, 18 for the axis.
    const y = (mcgPerDay: number) => 144 - (mcgPerDay / 1060) * (144 - 44);
    const circles = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)];
    expect(circles).toHaveLength(4);
    holiday.steps.forEach((step, index) => {
      expect(Number(circles[index]![1])).toBeCloseTo(x(step.at) + 9.2, 1);
      expect(Number(circles[index]![2])).toBeCloseTo(y([1000, 700, 400, 100][index]!), 1);
    });
    const count = holiday.reservations.length;
    expect(count).toBeGreaterThan(1);
    expect(svg).toContain(`zero at the reservoir: consistent with a taper, ${count} reservations`);
    expect(svg).toContain(`zero at the tip: undetermined, ${count} reservations`);
    expect(svg).toContain(
      `<desc>4 steps to zero on 2021-03-19 08:00 UTC: consistent with a taper, ${count} reservations.</desc>`,
    );
  });
});
