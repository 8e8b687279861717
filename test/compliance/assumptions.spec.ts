import type { AssumptionCode } from '../../src/compliance/assumptions/assumption-catalogue.js';
import { History } from '../support/history.js';
import { VISIT, later, running } from './findings.js';

const assumed = (history: History, code: AssumptionCode) =>
  history.audit('2021-04-01T00:00:00Z').assumptions.filter((assumption) => assumption.code === code);

describe('RESIDUAL_LEFT_OUT', () => {
  const code = 'RESIDUAL_LEFT_OUT';
  const baclofen = { drug: 'baclofen', concentrationMcgPerMl: 2000 };
  const morphine = { drug: 'morphine', concentrationMcgPerMl: 10_000 };
  const switched = (more: object) =>
    running(200).event(VISIT, 'DrugSwitched', {
      reason: 'x',
      from: baclofen,
      to: morphine,
      filledVolumeMl: 20,
      ...more,
    });
  const refilled = (data: object, history = running(200)) =>
    history.event(later(1), 'ReservoirRefilled', { filledVolumeMl: 20, ...data });

  it('at a switch, where no rinse is recorded', () => {
    expect(assumed(switched({}), code)).toMatchObject([{ eventIds: ['e6'] }]);
    expect(assumed(switched({ rinsed: false }), code)).toHaveLength(1);
    expect(assumed(switched({ rinsed: true }), code)).toEqual([]);
  });

  it('at a refill of another strength or admixture, not of the same', () => {
    expect(assumed(refilled(baclofen), code)).toEqual([]);
    expect(assumed(refilled({ ...baclofen, drug: 'lioresal' }), code)).toEqual([]);
    expect(assumed(refilled({ ...baclofen, concentrationMcgPerMl: 1999 }), code)).toHaveLength(1);
    expect(assumed(refilled({ ...baclofen, with: [morphine] }), code)).toHaveLength(1);
  });

  it('also where the reservoir was emptied first; not in another pump, nor between two fills of saline', () => {
    const emptied = running(200).event(VISIT, 'ReservoirEmptied', { aspiratedVolumeMl: 30 });
    expect(assumed(refilled(morphine, emptied), code)[0]!.detail).toContain('baclofen 2000 mcg/mL');
    const exchanged = running(200).event(VISIT, 'PumpReplaced', {
      reason: 'x',
      pump: { manufacturer: 'Medtronic', model: 'SynchroMed II', reservoirCapacityMl: 40 },
    });
    expect(assumed(refilled(morphine, exchanged), code)).toEqual([]);
    const saline = { drug: 'drug-free', filledVolumeMl: 20 };
    const twice = running(200)
      .event(VISIT, 'ReservoirRefilled', saline)
      .event(later(1), 'ReservoirRefilled', saline);
    expect(assumed(twice, code)).toMatchObject([{ eventIds: ['e6'] }]);
  });
});

it('of a pump that is taken over tubing, catheter and what they hold may be assumed', () => {
  const takenOver = (more: object) =>
    new History().registered().event(VISIT, 'TherapyTakenOver', {
      pump: { manufacturer: 'Medtronic', model: 'SynchroMed II', reservoirCapacityMl: 40 },
      reservoir: { drug: 'baclofen', concentrationMcgPerMl: 2000, volumeMl: 30 },
      program: { mode: 'minimum-rate' },
      path: 'filled',
      ...more,
    });
  const codes = (history: History) =>
    history.audit('2021-04-01T00:00:00Z').assumptions.map(({ code }) => code);
  const catheter = { model: '8780', implantedLengthCm: 90 };
  expect(codes(takenOver({ catheter }))).toEqual([
    'TUBING_VOLUME_FROM_MODEL',
    'CATHETER_VOLUME_FROM_LENGTH',
    'MINIMUM_RATE_FROM_MODEL',
  ]);
  expect(codes(takenOver({ path: 'unknown' }))).toEqual([
    'TUBING_VOLUME_FROM_MODEL',
    'PATH_VOLUME_UNKNOWN',
    'MINIMUM_RATE_FROM_MODEL',
    'PATH_CONTENT_UNKNOWN',
  ]);
});

it('what flows at a minimum rate that nobody knows is not said to be nothing', () => {
  const history = new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z', { model: 'of another maker' })
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', 200)
    .event(VISIT, 'PumpReprogrammed', { program: { mode: 'minimum-rate' } });
  expect(assumed(history, 'MINIMUM_RATE_UNKNOWN')[0]!.detail).toBe(
    'the pump model is not known, nor its minimum rate: nobody knows what flows',
  );
});
