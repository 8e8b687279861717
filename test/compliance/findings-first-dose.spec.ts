import { History, ms } from '../support/history.js';
import { VISIT, later, running } from './findings.js';

const BEST = 'best-practice-titration';
const under = (history: History, code: string, policy?: string, asOf = '2021-03-01T00:00:00Z') =>
  history.audit(asOf, { policy }).findings.filter((finding) => finding.code === code);

describe('FIRST_DOSE_HIGH', () => {
  const code = 'FIRST_DOSE_HIGH';
  const morphine = (dose: number) =>
    running(200).switched(VISIT, ['baclofen', 2000], ['morphine', 2000]).programmed(VISIT, dose);

  it('morphine above 1 mg/day, the first time', () => {
    expect(under(morphine(1000), code, BEST)).toEqual([]);
    expect(under(morphine(1001), code, BEST)).toMatchObject([
      { severity: 'warning', at: ms(VISIT), eventIds: ['e7'] },
    ]);
    expect(under(morphine(500).programmed(later(48), 2000), code, BEST)).toEqual([]);
  });

  const screened = (dose: number, ...boluses: object[]) => {
    const history = new History().registered();
    boluses.forEach((bolus, index) =>
      history.event(`2020-12-0${index + 1}T10:00:00Z`, 'BolusTestPerformed', {
        purpose: 'screening',
        route: 'lumbar-puncture',
        drug: 'baclofen',
        response: 'satisfactory',
        ...bolus,
      }),
    );
    return history
      .implanted('2021-01-01T00:00:00Z')
      .filled('2021-01-01T00:00:00Z')
      .programmed('2021-01-01T00:00:00Z', dose);
  };

  it('baclofen above twice the largest screening bolus that helped', () => {
    expect(under(screened(150, { doseMcg: 50 }, { doseMcg: 75 }), code)).toEqual([]);
    expect(under(screened(151, { doseMcg: 50 }, { doseMcg: 75 }), code)).toMatchObject([
      { severity: 'warning', confidence: 'certain' },
    ]);
    // One that helped in part, and one of another purpose, are no measure.
    const others = [
      { doseMcg: 50 },
      { doseMcg: 100, response: 'partial' },
      { doseMcg: 100, purpose: 'tolerance' },
    ];
    expect(under(screened(101, ...others), code)).toHaveLength(1);
  });

  it('above 200 mcg/day where none is recorded, critical above 1000', () => {
    expect(under(screened(200), code)).toEqual([]);
    expect(under(screened(201), code)).toMatchObject([{ severity: 'warning' }]);
    expect(under(screened(1000), code)).toMatchObject([{ severity: 'warning' }]);
    expect(under(screened(1001), code)).toMatchObject([{ severity: 'critical' }]);
  });

  it('possible where the test that helped has no dose on record', () => {
    expect(under(screened(400, {}), code)).toMatchObject([{ confidence: 'possible' }]);
    expect(under(screened(400, { response: 'unsatisfactory' }), code)).toMatchObject([
      { confidence: 'certain' },
    ]);
  });

  it('not of a dose that was taken over', () => {
    const history = new History().registered().event('2021-01-01T00:00:00Z', 'TherapyTakenOver', {
      pump: { manufacturer: 'Medtronic', model: 'SynchroMed II', reservoirCapacityMl: 40 },
      catheter: { model: '8731SC', volumeMl: 0.2 },
      reservoir: { drug: 'baclofen', concentrationMcgPerMl: 2000, volumeMl: 30 },
      program: { mode: 'simple-continuous', dailyDoseMcg: 900 },
      path: 'filled',
    });
    for (const one of [code, 'DOSE_SPIKE', 'DELIVERY_BELOW_SCHEDULE', 'BRIDGE_TOO_FAST'])
      expect(under(history, one)).toEqual([]);
  });
});
