import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { History, codesOf, ms } from '../support/history.js';
import { HOUR, VISIT, bridge, found, later, running, runningAt } from './findings.js';

const code = 'DOSE_SPIKE';

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
        { severity: 'critical', at: ms(VISIT), until: ms(later(5)), sites: ['tip'], eventIds: ['e6', 'e4'] },
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
    expect(found(wrong, code)).toMatchObject([{ at: ms(later(24)), eventIds: ['e6', 'e7'] }]);
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

describe('BRIDGE_TOO_FAST', () => {
  const fast = 'BRIDGE_TOO_FAST';
  /** 800 mcg of baclofen in the path of 0.4 mL, at 300 mcg/day before. */
  const bridged = (minutes: number, kind = 'bridge') =>
    running(300)
      .switched(VISIT, ['baclofen', 2000], ['morphine', 10_000])
      .programmed(VISIT, 1000, bridge(0.4, minutes, kind));

  it('more than 1.5 times the dose before, with the hour before it', () => {
    // In h hours 800 mcg and 12.5 in the hour before, where 18.75 a hour are the most: 42.333 h.
    expect(found(bridged(Math.ceil(42.334 * 60) - 60), fast)).toHaveLength(1);
    expect(found(bridged(43.4 * 60), fast)).toEqual([]);
    expect(found(bridged(600), fast)).toMatchObject([
      { severity: 'critical', at: ms(VISIT), until: ms(later(10)), sites: ['tip'], eventIds: ['e7', 'e6'] },
    ]);
    expect(found(bridged(20, 'priming'), fast)).toHaveLength(1);
  });

  it('once more was given than the whole of it may give', () => {
    // 11 h at 18.75 are 206.25; 80 mcg an hour after 12.5: passed after 2.42 h.
    expect(found(bridged(600), fast, later(2.4))).toEqual([]);
    expect(found(bridged(600), fast, later(2.5))).toMatchObject([{ at: ms(VISIT) }]);
  });

  it('what fills a drug-free path gives nothing', () => {
    expect(found(running(300), fast)).toEqual([]);
    const replaced = (volumeMl: number) =>
      running(300)
        .event(VISIT, 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC', volumeMl: 0.2 } })
        .programmed(VISIT, 200, bridge(volumeMl, 20, 'priming'));
    expect(found(replaced(0.2), fast)).toEqual([]);
    // The tubing held drug already: the rest of the path's volume goes to the patient at once.
    expect(found(replaced(0.4), fast)).toHaveLength(1);
  });

  it('a dose of more than 7 days ago is no measure; the one to begin again with is', () => {
    const stopped = (days: number) =>
      running(600)
        .programmed(later(-24 * days), 0)
        .switched(VISIT, ['baclofen', 2000], ['morphine', 10_000])
        .programmed(VISIT, 1000, bridge(0.4, 60 * 60));
    // 800 mcg in 61 h: 900 mcg/day would be 2287, and 200 mcg/day 508.
    expect(found(stopped(7), fast)).toEqual([]);
    expect(found(stopped(8), fast)).toMatchObject([
      { detail: expect.stringContaining('200 mcg/day, the most to begin again with') as string },
    ]);
  });
});

describe('DELIVERY_BELOW_SCHEDULE', () => {
  const below = 'DELIVERY_BELOW_SCHEDULE';

  const tested = (hours: number) =>
    running(300).event(
      VISIT,
      'BolusTestPerformed',
      {
        purpose: 'troubleshooting',
        route: 'pump',
        drug: 'baclofen',
        doseMcg: 1,
        durationMinutes: hours * 60,
        response: 'not-recorded',
      },
      {},
      'test',
    );

  it('less than half of what the daily dose promises for a day', () => {
    // In place of 300 mcg/day a test gives 1 mcg in 13 hours: 11 x 12.5 + 1 = 138.5 mcg are left of 300.
    const [finding, ...others] = found(tested(13), below);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'critical', sites: ['tip'] });
    expect(finding!.detail).toContain('gave 138.5 of the 300 mcg');
    // Half is reached again when the test is a little less than 12 hours of the last 24.
    expect(finding!.until! - ms(VISIT)).toBeGreaterThan(24 * HOUR);
    expect(finding!.until! - ms(VISIT)).toBeLessThan(25.2 * HOUR);
    expect(found(tested(12), below)).toEqual([]);
    // A stop too short to count is not so long.
    expect(found(running(300).programmed(VISIT, 0).programmed(later(5.9), 300), below)).toEqual([]);
  });

  const flex = (at: string, startTime: string, weekdays?: string[]) =>
    [
      at,
      'PumpReprogrammed',
      {
        program: {
          mode: 'flex',
          basalDailyDoseMcg: 60,
          boluses: [{ startTime, doseMcg: 240, durationMinutes: 10, ...(weekdays && { weekdays }) }],
        },
      },
    ] as const;

  it('what a stall explains is another finding', () => {
    const stalled = (hour: number) =>
      running(300)
        .event(...flex(later(-24 * 10), '12:00'))
        .event(later(hour), 'MotorStallDetected')
        .event(later(hour + 2), 'MotorStallRecovered');
    // From 11:00 to 13:00 it cost the bolus of noon.
    expect(found(stalled(1), below)).toEqual([]);
    expect(found(stalled(1), 'MOTOR_STALLED')).toHaveLength(1);
    // A program at 12:05 ends the bolus, and nothing explains that.
    const cut = stalled(4).event(...flex(later(2.01), '11:00'));
    expect(found(cut, below)).toHaveLength(1);
  });

  it('a warning where a new program cost one bolus', () => {
    // At 10:00, before the bolus of noon, set to 09:00: none from the noon before to the next morning.
    const once = running(300)
      .event(...flex(later(-48), '12:00'))
      .event(...flex(VISIT, '09:00'));
    expect(found(once, below, later(50))).toMatchObject([{ severity: 'warning' }]);
    // Each day anew.
    once.event(...flex(later(22.5), '08:00')).event(...flex(later(45), '06:30'));
    expect(found(once, below)).toMatchObject([{ severity: 'critical' }]);
  });

  it('a quarter where a flex program has weekdays', () => {
    // 300 mcg/day by the mean of a week; on days without bolus the basal rate alone.
    const weekly = (basalDailyDoseMcg: number) =>
      running(300).event(VISIT, 'PumpReprogrammed', {
        program: {
          mode: 'flex',
          basalDailyDoseMcg,
          boluses: [
            {
              startTime: '12:00',
              doseMcg: (300 - basalDailyDoseMcg) * 7,
              durationMinutes: 60,
              weekdays: ['mon'],
            },
          ],
        },
      });
    expect(found(weekly(75), below)).toEqual([]);
    expect(found(weekly(74), below)).toHaveLength(1);
  });

  it('not while delivery begins, stands or is stopped', () => {
    const begun = new History()
      .registered()
      .implanted('2021-01-01T13:00:00Z', { filledWith: 'solution' }, { filledWith: 'solution' })
      .filled('2021-01-01T13:00:00Z')
      .event(...flex('2021-01-01T13:00:00Z', '12:00'));
    expect(found(begun, below)).toEqual([]);
    expect(found(begun.programmed(VISIT, 0), below)).toEqual([]);
    expect(found(running(1000).filled(VISIT, 2000, 1), below)).toEqual([]);
  });
});

describe('faultless care', () => {
  const MINE = [code, 'BRIDGE_TOO_FAST', 'DELIVERY_BELOW_SCHEDULE', 'FIRST_DOSE_HIGH', 'RESTART_DOSE_HIGH'];
  const AND = ['DOSE_INCREASE_LARGE', 'TIP_OVERDOSE', 'TIP_UNDERDOSE', 'CONCENTRATION_MISMATCH'];
  const alarms = (history: History, policy?: string) =>
    codesOf(history.audit('2022-03-01T00:00:00Z', { policy })).filter((one) =>
      [...MINE, ...AND].includes(one),
    );

  it.each(shippedPolicies.map(({ policy }) => policy.id))('raises none of these under %s', (policy) => {
    // From 100 mcg/day by 15 % a day to 200, then by 10 % each month, refilled each time; a bridged change of strength.
    const history = new History()
      .registered()
      .implanted('2021-01-01T10:00:00Z')
      .filled('2021-01-01T10:00:00Z', 500);
    history.programmed('2021-01-01T10:00:00Z', 100, bridge(0.4, 20, 'priming'));
    let dose = 100;
    const at = (day: number) => new Date(ms('2021-01-01T10:00:00Z') + day * 24 * HOUR).toISOString();
    for (let day = 1; day <= 5; day += 1) history.programmed(at(day), (dose *= 1.15));
    for (let month = 1; month <= 11; month += 1) {
      history.filled(at(30 * month), 500).programmed(at(30 * month), (dose *= 1.1));
    }
    const hours = (0.4 * 500 * 24) / dose;
    history.filled(at(345), 2000).programmed(at(345), dose, bridge(0.4, hours * 60));
    expect(alarms(history, policy)).toEqual([]);
  });

  it('the published protocol, to zero and back', () => {
    // 400 - 100 - 0 every 3 days, path cleared by a bridge at 100 mcg/day, morphine 1 mg/day for three weeks, stepwise out.
    const at = (hours: number) => later(hours);
    const history = running(200)
      .programmed(at(-20 * 24), 260)
      .programmed(at(-19 * 24), 330)
      .programmed(at(-18 * 24), 400)
      .event(at(-24), 'HolidayPlanned', {
        drug: 'baclofen',
        reason: 'tolerance',
        replacementDrug: 'morphine',
      })
      .programmed(at(0), 100)
      .switched(at(72), ['baclofen', 2000], ['morphine', 10_000])
      .programmed(at(72), 1000, bridge(0.4, 192 * 60));
    const back = 72 + 25 * 24;
    history
      .switched(at(back), ['morphine', 10_000], ['baclofen', 2000])
      .programmed(at(back), 200, bridge(0.4, 96 * 60));
    expect(alarms(history)).toEqual([]);
  });
});
