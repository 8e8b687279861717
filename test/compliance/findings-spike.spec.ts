import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { History, ms } from '../support/history.js';
import { VISIT, bridge, found, later, running, runningAt } from './findings.js';

const code = 'DOSE_SPIKE';

const runningAtOnce = (dailyDoseMcg: number, startsWith: object) =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z')
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', dailyDoseMcg, startsWith);

describe('DOSE_SPIKE', () => {
  const mistaken = () => running(200).programmed(VISIT, 20_000).programmed(later(5), 200);

  it.each(shippedPolicies.map(({ policy }) => policy.id))(
    'a hundredfold dose for five hours, under %s',
    (id) => {
      // 19 h at 200 and 5 h at 20,000 mcg/day are 158.333 + 4166.67 mcg.
      const spikes = mistaken()
        .audit('2021-03-01T00:00:00Z', { policy: id })
        .findings.filter((finding) => finding.code === code);
      expect(spikes).toMatchObject([
        {
          severity: 'critical',
          at: ms(VISIT),
          until: ms(later(5)),
          sites: ['reservoir', 'tip'],
          eventIds: ['e6', 'e4'],
        },
      ]);
      expect(spikes[0]!.detail).toContain('gave 4325 mcg of baclofen in the 24 h');
      expect(spikes[0]!.detail).toContain('was 200 mcg; over after 5 h');
    },
  );

  it('is seen within minutes, and goes on until it is over', () => {
    // 19,800 mcg/day more are the 100 mcg more that 4 hours need after 24 x 100 / 19,800 h: 7 min 16 s.
    expect(found(mistaken(), code, later(7.2 / 60))).toEqual([]);
    const [early] = found(mistaken(), code, later(7.3 / 60));
    expect(early).toMatchObject({ at: ms(VISIT), detail: expect.stringContaining('it goes on') as string });
    expect(early).not.toHaveProperty('until');
    expect(found(mistaken(), code, later(5))).toMatchObject([{ until: ms(later(5)) }]);
  });

  it('more than twice in 24 hours; exactly twice is none', () => {
    expect(found(running(200).programmed(VISIT, 400), code)).toEqual([]);
    // By 1e-6 of itself it is the same.
    expect(found(running(200).programmed(VISIT, 400.0003), code)).toEqual([]);
    expect(found(running(200).programmed(VISIT, 401), code)).toMatchObject([
      { severity: 'critical', at: ms(VISIT) },
    ]);
  });

  it('at least 100 mcg more; exactly 100 is enough', () => {
    expect(found(running(40).programmed(VISIT, 139.9), code)).toEqual([]);
    expect(found(running(40).programmed(VISIT, 140), code)).toHaveLength(1);
  });

  it('morphine from 1000 mcg more', () => {
    const morphine = (dose: number) => runningAt(10_000, 900, 'morphine').programmed(VISIT, dose);
    expect(found(morphine(1890), code)).toEqual([]);
    expect(found(morphine(1899), code)).toEqual([]);
    expect(found(morphine(1900), code)).toHaveLength(1);
  });

  it('a dose that doubles each day is seen against the week before', () => {
    // 100, 200, 400: each exactly twice, until a day gives more than 3 x 100 and 200 more.
    const twice = running(100).programmed(VISIT, 200);
    expect(found(twice, code)).toEqual([]);
    const [spike, ...others] = found(twice.programmed(later(24), 400), code);
    expect(others).toEqual([]);
    // From 200 to 400 within the day: more than 300 from half of it on.
    expect(spike).toMatchObject({ at: ms(later(24)), severity: 'critical' });
    expect(spike!.detail).toContain('of the week that ended 3 days before was 100 mcg');
    expect(found(twice, code, later(35.9))).toEqual([]);
    expect(found(twice, code, later(36.1))).toHaveLength(1);
  });

  it('a startsWith that gives a dose of its own', () => {
    // 0.06 mL of 2000 mcg/mL are 120 mcg in an hour, where 33 are given in 4 hours.
    const single = (volumeMl: number) => running(200).programmed(VISIT, 200, bridge(volumeMl, 60, 'single'));
    expect(found(single(0.06), code)).toMatchObject([
      { severity: 'critical', at: ms(VISIT), until: ms(later(1)) },
    ]);
    expect(found(single(0.05), code)).toEqual([]);
  });

  it('what contrast pushes out, and what is given through the port', () => {
    const study = running(300).event(
      VISIT,
      'CatheterStudied',
      { method: 'contrast-myelography', finding: 'patent', contrastVolumeMl: 2 },
      {},
      'study',
    );
    // 0.2 mL of 2000 mcg/mL at once.
    expect(found(study, code)).toMatchObject([{ at: ms(VISIT), until: ms(VISIT), eventIds: ['study'] }]);
    const port = (doseMcg: number) =>
      running(300)
        .event(later(-1), 'CatheterAspirated', { success: true, volumeMl: 0.2 })
        .event(VISIT, 'BolusGiven', {
          purpose: 'rescue',
          route: 'catheter-port',
          drug: 'baclofen',
          doseMcg,
          volumeMl: 2,
        });
    expect(found(port(100), code)).toEqual([]);
    expect(found(port(250), code)).toMatchObject([{ at: ms(VISIT), severity: 'critical' }]);
  });

  it('a wrong strength, when it comes to the tip', () => {
    // Told 500, filled with 2000: four times the dose once 0.4 mL have passed at 0.4 mL/day.
    const wrong = runningAt(500, 200)
      .filled(VISIT, 2000)
      .programmed(VISIT, 200, { concentrationMcgPerMl: 500 });
    expect(found(wrong, code)).toMatchObject([{ at: ms(later(24)), sites: ['tip'], eventIds: ['e6', 'e7'] }]);
  });

  it('a warning where only a program’s own boluses pass in 4 hours', () => {
    // 120 mcg at once each day beside 200: 4 hours give 33.3 + 120 where 33.3 were given; 24 hours 320.
    const flex = (doseMcg: number) =>
      running(200).event(VISIT, 'PumpReprogrammed', {
        program: {
          mode: 'flex',
          basalDailyDoseMcg: 200,
          boluses: [{ startTime: '12:00', doseMcg, durationMinutes: 10 }],
        },
      });
    expect(found(flex(120), code)).toMatchObject([{ severity: 'warning', at: ms(later(2)) }]);
    expect(found(flex(90), code)).toEqual([]);
    // In 24 hours too: 450 where 200 were given.
    expect(found(flex(250), code)).toMatchObject([{ severity: 'critical', at: ms(later(2)) }]);
  });

  it('a single dose by another route above the largest usual one', () => {
    const bolus = (doseMcg: number, more: object = {}) =>
      running(300).event(
        VISIT,
        'BolusGiven',
        { purpose: 'rescue', route: 'lumbar-puncture', drug: 'lioresal', doseMcg, ...more },
        {},
        'bolus',
      );
    expect(found(bolus(100), code)).toEqual([]);
    expect(found(bolus(150), code)).toMatchObject([
      { severity: 'critical', at: ms(VISIT), eventIds: ['bolus'], sites: [] },
    ]);
    expect(found(bolus(525_000, { route: 'pocket' }), code)).toHaveLength(1);
    const temporary = (durationMinutes: number) =>
      found(bolus(200, { route: 'temporary-catheter', durationMinutes }), code);
    expect(temporary(359)).toHaveLength(1);
    expect(temporary(360)).toEqual([]);
    const test = running(300).event(VISIT, 'BolusTestPerformed', {
      purpose: 'tolerance',
      route: 'lumbar-puncture',
      drug: 'baclofen',
      doseMcg: 150,
      response: 'satisfactory',
    });
    expect(found(test, code)).toHaveLength(1);
  });

  it('after a zero against the dose to begin again with, and at first against the first dose', () => {
    const again = (dose: number) =>
      running(800)
        .programmed(VISIT, 0)
        .programmed(later(30 * 24), dose);
    expect(found(again(400), code, later(40 * 24))).toEqual([]);
    expect(found(again(401), code, later(40 * 24))).toMatchObject([{ at: ms(later(30 * 24)) }]);
    // An hour's stop is no new beginning: 800 were given in the days before.
    expect(found(running(800).programmed(VISIT, 0).programmed(later(12), 800), code)).toEqual([]);
    expect(found(running(900), code)).toEqual([]);
  });

  it('what a startsWith gives as delivery begins is measured as the rest of that beginning', () => {
    // 0.05 mL of 2000 mcg/mL too much: 100 mcg at once and 100 mcg/day, where a first day of 100 is taken for known.
    const begun = (primingMl: number) => runningAtOnce(100, bridge(primingMl, 20, 'priming'));
    expect(found(begun(0.45), code)).toEqual([]);
    // 0.07 mL: 140 mcg, where 4 hours of the first dose are 16.7.
    expect(found(begun(0.47), code)).toMatchObject([{ severity: 'critical' }]);
    // After a zero by the dose to begin again with, 200: 33.3 mcg in 4 hours, so that 133.3 are needed.
    const again = (singleMl: number) =>
      running(400)
        .programmed(VISIT, 0)
        .programmed(later(100), 100, bridge(singleMl, 60, 'single'));
    expect(found(again(0.05), code)).toEqual([]);
    const [spike] = found(again(0.07), code);
    expect(spike!.detail).toContain('was 33.3333 mcg');
  });

  it('one that 4 hours see first and then 24 is over when neither does', () => {
    // From 250 to 1000 at the tip after 0.4 mL at 0.5 mL/day. 4 hours: 166.7 against 41.7, until what they are compared
    // with grew too; 24 hours pass from 500 on, 8 h after, until the days before gave as much: 98 h 40 min.
    const program = {
      mode: 'constant-flow',
      flowMlPerDay: 0.5,
      startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 60 },
    };
    const history = new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z')
      .filled('2021-01-01T00:00:00Z', 500)
      .event('2021-01-01T00:00:00Z', 'PumpReprogrammed', { program })
      .filled(VISIT, 2000);
    const [spike, ...others] = found(history, code);
    expect(others).toEqual([]);
    expect(spike!.at).toBe(ms(later(19.2)));
    expect((spike!.until! - spike!.at) / 3_600_000).toBeCloseTo(98.6667, 3);
  });

  it('at the reservoir where the volume of the path is not known, without what clears the path', () => {
    const unknown = new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z', {}, { model: 'home made', volumeMl: undefined })
      .filled('2021-01-01T00:00:00Z')
      .programmed('2021-01-01T00:00:00Z', 200, bridge(0.5, 20, 'priming'));
    expect(found(unknown, code)).toEqual([]);
    unknown.programmed(VISIT, 20_000).programmed(later(5), 200);
    expect(found(unknown, code)).toMatchObject([{ sites: ['reservoir'], at: ms(VISIT) }]);
  });

  it('drugs without figures are not judged, and it is said so', () => {
    const history = runningAt(10_000, 500, 'hydromorphone').programmed(VISIT, 50_000);
    const { assumptions } = history.audit('2021-03-01T00:00:00Z');
    expect(found(history, code)).toEqual([]);
    expect(assumptions.filter((one) => one.code === 'SPIKE_NOT_JUDGED')).toMatchObject([
      { detail: expect.stringContaining('hydromorphone') as string },
    ]);
    expect(
      running(200)
        .audit(VISIT)
        .assumptions.map((one) => one.code),
    ).not.toContain('SPIKE_NOT_JUDGED');
  });
});
