import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { History, codesOf, ms } from '../support/history.js';
import { HOUR, VISIT, bridge, later, running } from './findings.js';

describe('faultless care', () => {
  const MINE = [
    'DOSE_SPIKE',
    'BRIDGE_TOO_FAST',
    'DELIVERY_BELOW_SCHEDULE',
    'FIRST_DOSE_HIGH',
    'RESTART_DOSE_HIGH',
  ];
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

  it('flex and periodic programs, and a primed exchange of pump and catheter', () => {
    const history = new History()
      .registered()
      .implanted('2021-01-01T10:00:00Z')
      .filled('2021-01-01T10:00:00Z')
      .programmed('2021-01-01T10:00:00Z', 200, bridge(0.4, 30, 'priming'));
    const program = (at: string, told: object) => history.event(at, 'PumpReprogrammed', { program: told });
    program(later(-240), {
      mode: 'flex',
      basalDailyDoseMcg: 100,
      boluses: ['06:00', '12:00', '18:00', '22:00'].map((startTime) => ({
        startTime,
        doseMcg: 25,
        durationMinutes: 10,
      })),
    });
    program(later(-120), {
      mode: 'periodic-bolus',
      basalDailyDoseMcg: 60,
      bolusDoseMcg: 25,
      intervalMinutes: 240,
      bolusDurationMinutes: 5,
    });
    const catheter = { model: '8731SC', volumeMl: 0.2 };
    history
      .programmed(later(-1), 0)
      .event(VISIT, 'PumpReplaced', {
        reason: 'end of life',
        pump: {
          manufacturer: 'Medtronic',
          model: 'SynchroMed II',
          reservoirCapacityMl: 40,
          tubingVolumeMl: 0.2,
        },
      })
      .event(VISIT, 'CatheterReplaced', { reason: 'rupture', catheter })
      .filled(VISIT)
      .programmed(later(0.5), 180, bridge(0.4, 30, 'priming'));
    expect(alarms(history)).toEqual([]);
  });
});
