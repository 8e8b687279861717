import { doseMcg } from '../../src/infusion/dose.js';
import { TooManyPoints, doseCurve } from '../../src/infusion/dose-curve.js';
import { pathAt, pathMcg } from '../../src/infusion/path-content.js';
import { pumpState } from '../../src/infusion/pump-state.js';
import { replay } from '../../src/infusion/replay.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { History, ms } from '../support/history.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = '2021-01-01T00:00:00Z';
const start = ms(START);
const iso = (at: number) => new Date(at).toISOString();

const deliveryOf = (history: History) => replay(timelineOf(history.events).acting).delivery;
const dose = (history: History, drug: string, site: 'reservoir' | 'tip', from: number, to: number) =>
  doseMcg(deliveryOf(history), drug, site, from, to);

const STRENGTH = 2000;
/** A pump of 40 mL with a 8731SC cut to 70 cm: a path of 0.199 + 0.154 mL; primed at once. */
const implanted = (implantedLengthCm: number | undefined = 70) =>
  new History()
    .registered()
    .implanted(START, { tubingVolumeMl: undefined }, { volumeMl: undefined, implantedLengthCm });
const primed = (drug: string, strength: number, dailyDoseMcg: number, volumeMl = 0.353) =>
  implanted()
    .filled(START, strength, 40, drug)
    .programmed(START, dailyDoseMcg, { startsWith: { kind: 'priming', volumeMl, durationMinutes: 20 } });

const thirteen = Array.from({ length: 13 }, (_, index) => ({
  startTime: `${String(index + 6).padStart(2, '0')}:00`,
  doseMcg: 50,
  durationMinutes: 10,
}));
const flex = { mode: 'flex', basalDailyDoseMcg: 350, boluses: thirteen };

describe('the dossier’s golden numbers', () => {
  it('1000 mcg/day at 2000 mcg/mL are 0.5 mL/day', () => {
    const delivery = deliveryOf(implanted().filled(START).programmed(START, 1000));
    const state = pumpState([], delivery, start + DAY);
    expect(state.reservoir!.estimatedVolumeMl).toBeCloseTo(39.5, 12);
  });

  it('13 boluses of 50 mcg and 350 mcg of basal are 1000 mcg a day', () => {
    const history = implanted().filled(START).event(START, 'PumpReprogrammed', { program: flex });
    expect(pumpState([], deliveryOf(history), start).program!.dailyDoseMcg).toBe(1000);
    expect(dose(history, 'baclofen', 'reservoir', start, start + DAY)).toBeCloseTo(1000, 9);
    expect(dose(history, 'baclofen', 'reservoir', start, start + 6 * HOUR)).toBeCloseTo(350 / 4, 9);
  });

  it('1000, 700, 400, 100, 0 three days apart: 3,600 mcg, and 6,600 with the three days before', () => {
    const history = implanted().filled(START).programmed(START, 1000);
    [700, 400, 100, 0].forEach((daily, index) =>
      history.programmed(iso(start + (3 + 3 * index) * DAY), daily),
    );
    const end = start + 12 * DAY;
    expect(dose(history, 'baclofen', 'reservoir', start + 3 * DAY, end)).toBeCloseTo(3600, 9);
    expect(dose(history, 'baclofen', 'reservoir', start, end)).toBeCloseTo(6600, 9);
  });

  it('a bridge at 300 mcg/day through 0.353 mL of 500 mcg/mL: 176.5 mcg in 14.12 h', () => {
    const at = start + 30 * DAY;
    const minutes = (0.353 * 500 * 1440) / 300;
    expect(minutes / 60).toBeCloseTo(14.12, 10);
    const history = primed('baclofen', 500, 300)
      .filled(iso(at), 2000)
      .programmed(iso(at), 300, {
        startsWith: { kind: 'bridge', volumeMl: 0.353, durationMinutes: minutes },
      });
    expect(dose(history, 'baclofen', 'tip', at, at + minutes * 60_000)).toBeCloseTo(176.5, 6);
    expect(dose(history, 'baclofen', 'tip', at, at + 10 * DAY)).toBeCloseTo(3000, 6);
  });

  it('missed: 75 mcg/day for 56.48 h, a deficit of 530 mcg', () => {
    const at = start + 30 * DAY;
    const history = primed('baclofen', 500, 300).filled(iso(at), 2000).programmed(iso(at), 300);
    expect(dose(history, 'baclofen', 'tip', at, at + DAY)).toBeCloseTo(75, 6);
    const hours = 56.48;
    const given = dose(history, 'baclofen', 'tip', at, at + hours * HOUR);
    expect(given).toBeCloseTo(176.5, 6);
    expect((300 * hours) / 24 - given).toBeCloseTo(529.5, 6);
    const after = at + hours * HOUR;
    expect(dose(history, 'baclofen', 'tip', after, after + DAY)).toBeCloseTo(300, 6);
  });

  it('the reverse missed: 1200 mcg/day for 14.12 h, 706 mcg', () => {
    const at = start + 30 * DAY;
    const history = primed('baclofen', 2000, 300).filled(iso(at), 500).programmed(iso(at), 300);
    expect(dose(history, 'baclofen', 'tip', at, at + 12 * HOUR)).toBeCloseTo(600, 6);
    expect(dose(history, 'baclofen', 'tip', at, at + 14.12 * HOUR)).toBeCloseTo(706, 6);
  });

  it.each([
    [60, 0.331, 3.31],
    [70, 0.353, 3.53],
    [undefined, 0.42802, 4.2802],
  ])('the paper’s switch with a catheter of %s cm: 200 mcg/day for %d mL, %d days', (cm, pathMl, days) => {
    const at = start + 30 * DAY;
    const history = new History()
      .registered()
      .implanted(START, { tubingVolumeMl: undefined }, { volumeMl: undefined, implantedLengthCm: cm })
      .filled(START)
      .programmed(START, 1000)
      .switched(iso(at), ['baclofen', 2000], ['morphine', 10_000])
      .programmed(iso(at), 1000);
    expect(dose(history, 'baclofen', 'tip', at, at + 3 * DAY)).toBeCloseTo(600, 6);
    expect(dose(history, 'morphine', 'tip', at, at + days * DAY)).toBeCloseTo(0, 5);
    expect(dose(history, 'baclofen', 'tip', at, at + 20 * DAY)).toBeCloseTo(pathMl * STRENGTH, 6);
    const arrived = at + days * DAY;
    expect(dose(history, 'morphine', 'tip', arrived, arrived + DAY)).toBeCloseTo(1000, 5);
  });

  it.each([
    [500, 4000, 21.18],
    [1000, 2000, 42.36],
    [2000, 1000, 84.72],
  ])('the way back at %d mcg/mL: %d mcg/day of morphine for %d h, no baclofen', (strength, daily, hours) => {
    const at = start + 30 * DAY;
    const history = primed('morphine', 10_000, 1000)
      .switched(iso(at), ['morphine', 10_000], ['baclofen', strength])
      .programmed(iso(at), 200);
    expect(dose(history, 'morphine', 'tip', at, at + 12 * HOUR)).toBeCloseTo(daily / 2, 6);
    expect(dose(history, 'morphine', 'tip', at, at + hours * HOUR)).toBeCloseTo(3530, 6);
    expect(dose(history, 'baclofen', 'tip', at, at + hours * HOUR)).toBeCloseTo(0, 6);
    expect(dose(history, 'morphine', 'tip', at, at + 30 * DAY)).toBeCloseTo(3530, 6);
  });

  it('a contrast study without aspiration: 308 mcg at once, then a gap of 12.3 h', () => {
    const at = start + 30 * DAY;
    const history = primed('baclofen', 2000, 600).event(iso(at), 'CatheterStudied', {
      method: 'contrast-myelography',
      finding: 'patent',
      contrastVolumeMl: 2,
    });
    expect(dose(history, 'baclofen', 'tip', at - 1, at)).toBeCloseTo(308, 4);
    expect(dose(history, 'baclofen', 'tip', at, at + (0.154 / 0.3) * DAY)).toBeCloseTo(0, 6);
    expect(dose(history, 'baclofen', 'tip', at, at + (0.154 / 0.3 + 1) * DAY)).toBeCloseTo(600, 4);
    const { tubing } = pathAt(deliveryOf(history), at);
    expect(pathMcg({ tubing }, 'baclofen')).toBeCloseTo(398, 9);
  });

  it.each([
    [20, 36],
    [40, 76],
  ])('%d mL at 0.5 mL/day: the alarm at 2 mL after %d days', (filledVolumeMl, days) => {
    const history = implanted().filled(START, 2000, filledVolumeMl).programmed(START, 1000);
    const { reservoir } = pumpState([], deliveryOf(history), start);
    expect(Math.abs(reservoir!.lowAlarmAt! - (start + days * DAY))).toBeLessThanOrEqual(1);
    expect(Math.abs(reservoir!.emptyAt! - (start + filledVolumeMl * 2 * DAY))).toBeLessThanOrEqual(1);
  });
});

describe('ten years of flex with 13 boluses a day', () => {
  const from = ms('2011-01-01T00:00:00Z');
  const to = ms('2021-01-01T00:00:00Z');
  const days = (to - from) / DAY;
  const program = { ...flex, concentrationMcgPerMl: 100_000 };
  const history = new History()
    .registered()
    .implanted('2011-01-01T00:00:00Z', { reservoirCapacityMl: 100 })
    .filled('2011-01-01T00:00:00Z', 100_000, 100)
    .event('2011-01-01T00:00:00Z', 'PumpReprogrammed', { program });
  const delivery = deliveryOf(history);

  it('give 3653 times the day’s dose', () => {
    expect(days).toBe(3653);
    expect(doseMcg(delivery, 'baclofen', 'reservoir', from, to)).toBeCloseTo(3653 * 1000, 5);
    // The path of 0.4 mL holds the first 40,000 mcg.
    expect(doseMcg(delivery, 'baclofen', 'tip', from, to)).toBeCloseTo(3653 * 1000 - 40_000, 5);
  });

  it('are a curve of at most as many points as asked, each on the exact one', () => {
    for (const maxPoints of [2, 3, 10, 500]) {
      const curve = doseCurve(delivery, { drug: 'baclofen', site: 'reservoir', from, to, maxPoints });
      expect(curve.points.length).toBeLessThanOrEqual(maxPoints);
      expect(curve.exact).toBe(false);
      expect(curve.points[0]).toEqual({ at: from, cumulativeMcg: 0 });
      expect(curve.points.at(-1)!.at).toBe(to);
      for (const { at, cumulativeMcg } of curve.points)
        expect(cumulativeMcg).toBeCloseTo(doseMcg(delivery, 'baclofen', 'reservoir', from, at), 5);
    }
  });

  it('are all breakpoints where nobody asks for fewer', () => {
    const curve = doseCurve(delivery, { drug: 'baclofen', site: 'reservoir', from, to });
    expect(curve.exact).toBe(true);
    expect(curve.points).toHaveLength(3653 * 26 + 2);
  });

  it('more than can be given at once are refused', () => {
    const many = { ...flex, boluses: thirteen };
    const long = new History()
      .registered()
      .implanted('1990-01-01T00:00:00Z', { reservoirCapacityMl: 100 })
      .filled('1990-01-01T00:00:00Z', 100_000, 100)
      .event('1990-01-01T00:00:00Z', 'PumpReprogrammed', { program: many });
    const request = { drug: 'baclofen', site: 'reservoir', from: ms('1990-01-01T00:00:00Z'), to } as const;
    expect(() => doseCurve(deliveryOf(long), request)).toThrow(TooManyPoints);
  });
});

describe('the pump’s clock', () => {
  const nightly = {
    mode: 'flex',
    basalDailyDoseMcg: 0,
    boluses: [{ startTime: '22:00', doseMcg: 100, durationMinutes: 60 }],
  };
  const programmed = (at: string) =>
    implanted().filled(START).event(at, 'PumpReprogrammed', { program: nightly });
  /** Whether the bolus of a day runs exactly in the hour from an instant on. */
  const hourFrom = (history: History, at: string) =>
    [-1, 0, 1].map((hours) =>
      Math.round(dose(history, 'baclofen', 'reservoir', ms(at) + hours * HOUR, ms(at) + (hours + 1) * HOUR)),
    );

  it('keeps the offset of the programming, which no change of daylight saving moves', () => {
    // Berlin changed to summer time on 2021-03-28 and back on 2021-10-31.
    const winter = programmed('2021-03-01T12:00:00+01:00');
    expect(hourFrom(winter, '2021-03-27T21:00:00Z')).toEqual([0, 100, 0]);
    expect(hourFrom(winter, '2021-03-28T21:00:00Z')).toEqual([0, 100, 0]);
    expect(hourFrom(winter, '2021-07-01T21:00:00Z')).toEqual([0, 100, 0]);
    const summer = programmed('2021-06-01T12:00:00+02:00');
    expect(hourFrom(summer, '2021-10-30T20:00:00Z')).toEqual([0, 100, 0]);
    expect(hourFrom(summer, '2021-10-31T20:00:00Z')).toEqual([0, 100, 0]);
    expect(hourFrom(summer, '2021-12-24T20:00:00Z')).toEqual([0, 100, 0]);
  });

  it('is UTC where the programming has no offset', () => {
    expect(hourFrom(programmed('2021-03-01'), '2021-03-28T22:00:00Z')).toEqual([0, 100, 0]);
  });

  it('begins with what is due from the programming on, and runs past midnight', () => {
    const late = {
      mode: 'flex',
      basalDailyDoseMcg: 0,
      boluses: [{ startTime: '23:30', doseMcg: 60, durationMinutes: 60 }],
    };
    const at = (instant: string) =>
      implanted().filled(START).event(instant, 'PumpReprogrammed', { program: late });
    const midnight = ms('2021-03-02T00:00:00Z');
    expect(dose(at('2021-03-01T23:30:00Z'), 'baclofen', 'reservoir', midnight, midnight + HOUR)).toBeCloseTo(
      30,
      9,
    );
    expect(dose(at('2021-03-01T23:31:00Z'), 'baclofen', 'reservoir', start, midnight + HOUR)).toBe(0);
  });
});
