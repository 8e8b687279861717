import { replay } from '../../src/infusion/replay.js';
import { pumpState } from '../../src/infusion/pump-state.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { History, ms } from '../support/history.js';
import { VISIT, found, later, running, runningAt } from './findings.js';

/** Refilled from a vial of another name, then stopped. */
const stopped = (drug: string) =>
  running(200)
    .event(later(-24), 'ReservoirRefilled', { drug, concentrationMcgPerMl: 2000, filledVolumeMl: 40 })
    .programmed(VISIT, 0);

it('a cessation has the known name of its drug, and how it was written', () => {
  const [one] = stopped('lioresal').audit(later(24)).cessations;
  expect(one).toMatchObject({ drug: 'baclofen', recordedAs: 'lioresal' });
  expect(stopped('baclofen').audit(later(24)).cessations[0]).not.toHaveProperty('recordedAs');
  // Its identity does not hang on how it was written.
  expect(stopped('baclofen').audit(later(24)).cessations[0]!.id).toBe(one!.id);
});

it('so has the reservoir', () => {
  const reservoirOf = (drug: string) => {
    const { acting } = timelineOf(stopped(drug).events);
    return pumpState(acting, replay(acting).delivery, ms(VISIT)).reservoir;
  };
  expect(reservoirOf('lioresal')).toMatchObject({ drug: 'baclofen', recordedAs: 'lioresal' });
  expect(reservoirOf('baclofen')).not.toHaveProperty('recordedAs');
});

it('a switch from the same drug by another name is no mismatch, from another drug it is', () => {
  const switchedFrom = (drug: string) =>
    running(200)
      .switched(VISIT, [drug, 2000], ['morphine', 10_000])
      .audit(later(24))
      .findings.filter(({ code }) => code === 'DRUG_MISMATCH');
  expect(switchedFrom('lioresal')).toEqual([]);
  expect(switchedFrom('morphine')).toHaveLength(1);
});

it('a work-up takes a bolus by any name of the drug', () => {
  const itemsOf = (drug: string) =>
    running(200)
      .event(later(-24), 'BolusTestPerformed', {
        purpose: 'tolerance',
        route: 'lumbar-puncture',
        drug,
        doseMcg: 100,
        response: 'unsatisfactory',
      })
      .event(VISIT, 'ToleranceDiagnosed', { drug: 'baclofeno', basis: 'no effect' })
      .audit(later(24))
      .workups.flatMap(({ items }) => items);
  const bolus = { item: 'unsatisfactory-lumbar-bolus', outcome: 'shown' };
  expect(itemsOf('lioresal')).toContainEqual(expect.objectContaining(bolus));
  expect(itemsOf('morphine')).not.toContainEqual(expect.objectContaining(bolus));
});

const PUMP = {
  manufacturer: 'Medtronic',
  model: 'SynchroMed II',
  reservoirCapacityMl: 40,
  tubingVolumeMl: 0.2,
};
const takenOver = (pump: object, catheter: object | undefined, reservoir: object): History =>
  new History().registered().event(VISIT, 'TherapyTakenOver', {
    pump: { ...PUMP, ...pump },
    catheter,
    reservoir: { drug: 'baclofen', concentrationMcgPerMl: 2000, volumeMl: 30, ...reservoir },
    program: { mode: 'simple-continuous', dailyDoseMcg: 300 },
    path: 'filled',
  });

describe('CONCENTRATION_UNUSUAL', () => {
  const code = 'CONCENTRATION_UNUSUAL';
  const filledWith = (drug: string, concentrationMcgPerMl: number, more: object = {}) =>
    running(300).event(VISIT, 'ReservoirRefilled', {
      drug,
      concentrationMcgPerMl,
      filledVolumeMl: 20,
      ...more,
    });
  const severities = (history: History) => found(history, code).map(({ severity }) => severity);

  // Baclofen is known from 50 to 4,000 mcg/mL: critical from 20,000 and down from 10. Morphine from 500 to 50,000.
  it.each([
    ['baclofen', 50, []],
    ['baclofen', 4000, []],
    ['baclofen', 49.99, ['warning']],
    ['baclofen', 4001, ['warning']],
    ['lioresal', 19_999, ['warning']],
    ['baclofen', 20_000, ['critical']],
    ['baclofen', 10.01, ['warning']],
    ['baclofen', 10, ['critical']],
    ['morphine', 500, []],
    ['morphine', 50_000, []],
    ['morphine', 499, ['warning']],
    ['morphine', 51_000, ['warning']],
    ['morphine', 100, ['critical']],
    ['not-known-here', 1, []],
  ] as const)('%s of %d mcg/mL: %j', (drug, strength, expected) => {
    expect(severities(filledWith(drug, strength))).toEqual(expected);
  });

  it('of each drug of a fill, and one finding for it', () => {
    const both = filledWith('baclofen', 5000, { with: [{ drug: 'morphine', concentrationMcgPerMl: 5 }] });
    const [one, ...others] = found(both, code);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ severity: 'critical', sites: ['reservoir', 'tip'], eventIds: ['e6'] });
    expect(one!.detail).toMatch(/baclofen of 5000.*morphine of 5 /);
  });

  it('at a switch by what is filled in, at a take-over by what is in', () => {
    const switched = (from: number, to: number) =>
      running(300).switched(VISIT, ['baclofen', from], ['morphine', to]);
    expect(severities(switched(2000, 10_000))).toEqual([]);
    expect(severities(switched(9000, 10_000))).toEqual([]);
    expect(severities(switched(2000, 60_000))).toEqual(['warning']);
    expect(severities(takenOver({}, undefined, { concentrationMcgPerMl: 40 }))).toEqual(['warning']);
  });

  it('none of saline', () => {
    const saline = running(300).event(VISIT, 'ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 20 });
    expect(severities(saline)).toEqual([]);
  });
});

describe('DRUG_UNKNOWN', () => {
  const code = 'DRUG_UNKNOWN';

  it('one for each name, with all the events that name it', () => {
    const history = runningAt(2000, 300, 'baclofan')
      .filled(VISIT, 2000, 40, 'baclofan')
      .event(later(1), 'BolusTestPerformed', {
        purpose: 'tolerance',
        route: 'lumbar-puncture',
        drug: 'baclofan',
        response: 'partial',
      })
      .event(later(2), 'ReservoirRefilled', {
        drug: 'baclofen',
        concentrationMcgPerMl: 2000,
        with: [{ drug: 'droperidol', concentrationMcgPerMl: 10 }],
        filledVolumeMl: 20,
      });
    expect(found(history, code)).toMatchObject([
      { severity: 'warning', eventIds: ['e4', 'e6', 'e7'], sites: ['reservoir', 'tip'] },
      { severity: 'warning', eventIds: ['e8'] },
    ]);
    const [misspelt] = found(history, code);
    expect(misspelt!.settledBy).toContain('whether baclofen is meant');
    expect(misspelt!.detail).toContain('no stop, start or rise of it is judged');
  });

  it('none of an alias, of saline, or of what is taken by mouth', () => {
    const history = runningAt(2000, 300, 'lioresal')
      .event(VISIT, 'OralMedicationChanged', { drug: 'gabapentin', doseMg: 300, timesPerDay: 3 })
      .event(later(1), 'HolidayPlanned', { drug: 'baclofeno', reason: 'x', replacementDrug: 'diazepam' })
      .event(later(2), 'ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 20 });
    expect(found(history, code)).toEqual([]);
  });

  it('also of what is planned, read or diagnosed; not of what a programmer showed in its own words', () => {
    const history = running(300)
      .event(VISIT, 'HolidayPlanned', { drug: 'baclofan', reason: 'x' })
      .event(later(1), 'PumpInterrogated', { displayed: { drug: 'xxx' }, shows: { drug: 'baclofan' } })
      .event(later(2), 'ToleranceDiagnosed', { drug: 'baclofan', basis: 'x' });
    expect(found(history, code)).toMatchObject([{ eventIds: ['e6', 'e7', 'e8'], sites: [] }]);
  });
});

describe('MODEL_UNKNOWN', () => {
  const code = 'MODEL_UNKNOWN';
  const implanted = (pump: object, catheter: object = {}) =>
    new History().registered().implanted('2021-01-01T00:00:00Z', pump, catheter);

  it('what stays unknown: of a pump whose tubing is not recorded the tip too', () => {
    expect(found(implanted({ model: 'Pumpomatic' }), code)).toMatchObject([
      { severity: 'warning', sites: ['reservoir'], eventIds: ['e2'] },
    ]);
    const open = found(implanted({ model: 'Pumpomatic', tubingVolumeMl: undefined }), code);
    expect(open).toMatchObject([{ sites: ['reservoir', 'tip'] }]);
    expect(open[0]!.detail).toContain('its tubing volume, and with it what the tip gave');
  });

  it('of a catheter its volume, where that is not recorded', () => {
    const [open] = found(implanted({}, { model: 'home-made', volumeMl: undefined }), code);
    expect(open).toMatchObject({ sites: ['tip'], eventIds: ['e3'] });
    const [recorded] = found(implanted({}, { model: 'home-made' }), code);
    expect(recorded).toMatchObject({ sites: [] });
  });

  it('one for each name, however it is written, with all the events', () => {
    const history = implanted({ model: 'Pumpomatic' }, { model: 'home-made' })
      .event(VISIT, 'PumpReplaced', { reason: 'x', pump: { ...PUMP, model: 'PUMPOMATIC®' } })
      .event(later(1), 'CatheterReplaced', { reason: 'x', catheter: { model: 'home-made', volumeMl: 0.2 } })
      .event(later(2), 'CatheterRevised', {
        reason: 'x',
        segment: 'tip-end',
        catheter: { model: 'other', volumeMl: 0.2 },
      });
    expect(found(history, code).map(({ eventIds }) => eventIds)).toEqual([
      ['e2', 'e4'],
      ['e3', 'e5'],
      ['e6'],
    ]);
    expect(new Set(found(history, code).map(({ id }) => id)).size).toBe(3);
  });

  it('none of known models, nor of a catheter that nobody named', () => {
    expect(found(running(300), code)).toEqual([]);
    expect(found(takenOver({ model: 'Medtronic SynchroMed® II 8637-40' }, undefined, {}), code)).toEqual([]);
    const both = found(takenOver({ model: 'Pumpomatic' }, { model: 'home-made' }, {}), code);
    expect(both.map(({ detail }) => /Pumpomatic.*home-made/.test(detail))).toEqual([true]);
  });
});

describe('DRUG_MISMATCH of a pump bolus', () => {
  const code = 'DRUG_MISMATCH';
  const given = (drug: string, route = 'pump', history = running(300)) =>
    history.event(VISIT, 'BolusGiven', {
      purpose: 'rescue',
      route,
      drug,
      doseMcg: 50,
      ...(route === 'pump' && { durationMinutes: 10 }),
    });

  it('of a drug that the reservoir does not hold', () => {
    expect(found(given('morphine'), code)).toMatchObject([
      { severity: 'warning', at: ms(VISIT), sites: ['reservoir', 'tip'], eventIds: ['e6', 'e4'] },
    ]);
    const test = running(300).event(VISIT, 'BolusTestPerformed', {
      purpose: 'troubleshooting',
      route: 'pump',
      drug: 'morphine',
      doseMcg: 50,
      durationMinutes: 10,
      response: 'partial',
    });
    expect(found(test, code)).toHaveLength(1);
  });

  it('not of what it holds, by any name or beside another, nor by another route', () => {
    expect(found(given('lioresal'), code)).toEqual([]);
    expect(found(given('morphine', 'lumbar-puncture'), code)).toEqual([]);
    const mixed = running(300).event(later(-1), 'ReservoirRefilled', {
      drug: 'baclofen',
      concentrationMcgPerMl: 2000,
      with: [{ drug: 'morphine', concentrationMcgPerMl: 1000 }],
      filledVolumeMl: 20,
    });
    expect(found(given('morphine', 'pump', mixed), code)).toEqual([]);
  });

  it('of a reservoir that holds none, or nothing', () => {
    const saline = running(300).event(later(-1), 'ReservoirRefilled', {
      drug: 'drug-free',
      filledVolumeMl: 20,
    });
    expect(found(given('baclofen', 'pump', saline), code)).toHaveLength(1);
    const emptied = running(300).event(later(-1), 'ReservoirEmptied');
    expect(found(given('baclofen', 'pump', emptied), code)[0]!.detail).toContain('held nothing');
  });
});
