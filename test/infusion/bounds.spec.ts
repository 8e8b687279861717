import { doseMcg } from '../../src/infusion/dose.js';
import { MOST_POINTS, doseCurve } from '../../src/infusion/dose-curve.js';
import { pumpState } from '../../src/infusion/pump-state.js';
import { replay } from '../../src/infusion/replay.js';
import { edges, instantAfterMl } from '../../src/infusion/schedule.js';
import { effectiveFacts } from '../../src/therapy/timeline.js';
import { place } from '../../src/therapy/placement.js';
import { History, ms } from '../support/history.js';

const START = '2015-01-01T00:00:00Z';
const actingOf = (history: History) => place(effectiveFacts(history.events)).acting;
const running = (program: object) =>
  new History().registered().implanted(START).filled(START).event(START, 'PumpReprogrammed', { program });

/** A record from before there were floors may hold any positive number. */
const periodic = (intervalMinutes: number, bolusDoseMcg: number) => ({
  mode: 'periodic-bolus',
  bolusDoseMcg,
  intervalMinutes,
  bolusDurationMinutes: intervalMinutes / 2,
  basalDailyDoseMcg: 0,
});

test.each([1e-9, 1e-300, 5e-324, 1e-5])('boluses every %d minutes are an even flow', (intervalMinutes) => {
  // 80 mcg a day of 2000 mcg/mL: 0.04 mL a day, for 1000 days.
  const acting = actingOf(running(periodic(intervalMinutes, (80 * intervalMinutes) / 1440)));
  const { delivery } = replay(acting);
  const at = ms('2015-01-11T00:00:00Z');
  const expected = intervalMinutes < 1e-300 ? doseMcg(delivery, 'baclofen', 'reservoir', ms(START), at) : 800;
  expect(doseMcg(delivery, 'baclofen', 'reservoir', ms(START), at)).toBeCloseTo(expected, 6);
  expect(pumpState(acting, delivery, at).reservoir).not.toBeNull();
  expect(
    doseCurve(delivery, { drug: 'baclofen', site: 'tip', from: ms(START), to: at, maxPoints: 600 }).points
      .length,
  ).toBeLessThanOrEqual(600);
});

test('what is pushed out at the end of a curve takes two of its points', () => {
  const history = running({ mode: 'simple-continuous', dailyDoseMcg: 200 });
  const to = '2015-02-01T00:00:00Z';
  history.event(to, 'CatheterStudied', {
    method: 'contrast-myelography',
    finding: 'patent',
    contrastVolumeMl: 0.05,
  });
  const { delivery } = replay(actingOf(history));
  const curve = { drug: 'baclofen', site: 'tip', from: ms(START), to: ms(to) } as const;
  const all = doseCurve(delivery, curve).points;
  expect(all.at(-1)!.cumulativeMcg - all.at(-2)!.cumulativeMcg).toBeCloseTo(100, 9);
  for (let maxPoints = 2; maxPoints <= all.length; maxPoints += 1) {
    const { points, exact } = doseCurve(delivery, { ...curve, maxPoints });
    expect(points.length).toBeLessThanOrEqual(maxPoints);
    expect(exact).toBe(maxPoints === all.length);
    expect(points.at(-1)!.cumulativeMcg).toBeCloseTo(all.at(-1)!.cumulativeMcg, 9);
  }
});

test('ten years of a bolus each second cost no more than a day', () => {
  // 0.001 mcg a second are 86.4 mcg a day; 40 mL of 2000 mcg/mL last 925 days.
  const history = running({ ...periodic(1 / 60, 0.001), bolusDurationMinutes: 1 / 60 });
  for (let year = 2016; year < 2025; year += 1) history.filled(`${year}-01-01T00:00:00Z`);
  const acting = actingOf(history);
  const { delivery } = replay(acting);
  const [from, to] = [ms('2015-01-01T00:00:00Z'), ms('2025-01-01T00:00:00Z')];
  expect(doseMcg(delivery, 'baclofen', 'reservoir', from, to) / (86.4 * 3653)).toBeCloseTo(1, 9);
  const curve = { drug: 'baclofen', site: 'reservoir', from, to } as const;
  expect(() => doseCurve(delivery, curve)).toThrow(`at most ${MOST_POINTS}`);
  expect(doseCurve(delivery, { ...curve, maxPoints: 100 }).points.at(-1)!.cumulativeMcg).toBeCloseTo(
    86.4 * 3653,
    3,
  );
});

test('a reservoir that ran dry hundreds of times is dry at once each time', () => {
  const history = new History().registered().implanted('2000-01-01T00:00:00Z', {
    reservoirCapacityMl: 100,
    nonExtractableVolumeMl: 0.37,
  });
  let filledMl = 0;
  for (let day = 0; day < 400; day += 1) {
    const volumeMl = 90 + (day % 97) / 13;
    filledMl += volumeMl - 0.37;
    history.filled(new Date(ms('2000-01-02T00:00:00Z') + day * 86_400_000).toISOString(), 2000, volumeMl);
    if (day === 0) history.programmed('2000-01-02T00:00:00Z', 1_000_000);
  }
  const { delivery } = replay(actingOf(history));
  const dose = doseMcg(
    delivery,
    'baclofen',
    'reservoir',
    ms('2000-01-01T00:00:00Z'),
    ms('2002-01-01T00:00:00Z'),
  );
  expect(dose / (filledMl * 2000)).toBeCloseTo(1, 9);
});

test('a period too short to be added to an instant ends nevertheless', () => {
  const at = ms(START);
  const bolus = { first: at, periodMs: 6e-5, durationMs: 3e-5, volumeMl: 1e-9 };
  const schedule = { begin: at, basalMlPerMs: 0, boluses: [bolus] };
  expect(edges(schedule, at + 1, at + 1 + 1e-4).length).toBeLessThan(10);
  expect(instantAfterMl(schedule, at, 1e-6) - at).toBeCloseTo(1000 * 6e-5, 2);
});
