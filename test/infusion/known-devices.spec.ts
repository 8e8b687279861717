import { catheterModel, catheterModels, pumpModel, pumpModels } from '../../src/infusion/devices.js';
import type { CatheterModel, PumpModel } from '../../src/infusion/devices/model.js';
import { plainName } from '../../src/infusion/known-names.js';
import { figuresIn, withoutSource } from './figures.js';

describe('a pump', () => {
  it.each([
    ['SynchroMed II', 'SynchroMed II'],
    ['synchromed  ii ', 'SynchroMed II'],
    ['SYNCHROMED-II', 'SynchroMed II'],
    ['SynchroMed™ II', 'SynchroMed II'],
    ['SynchroMed(R) II', 'SynchroMed II'],
    ['SynchroMed Ⅱ', 'SynchroMed II'],
    ['Medtronic SynchroMed® II 8637-40', 'SynchroMed II'],
    ['8637-40', 'SynchroMed II'],
    ['863740', 'SynchroMed II'],
    ['SynchroMed 8637', 'SynchroMed II'],
    ['SynchroMed II pump, 40 mL (model 8637-40)', 'SynchroMed II'],
    ['Bomba SynchroMed II', 'SynchroMed II'],
    ['Medtronic SynchroMed™ III 8667-20', 'SynchroMed III'],
    ['SynchroMed EL 8627-18', 'SynchroMed EL'],
    ['Flowonix Prometra®', 'Prometra'],
    ['Prometra II programmable pump (REF 13827)', 'Prometra II'],
    ['Prometra 16827', 'Prometra II'],
    ['Codman & Shurtleff, Codman 3000', 'Codman 3000'],
    ['CODMAN® 3000 Constant Flow Pump', 'Codman 3000'],
    ['Tricumed Archimedes', 'Archimedes'],
    ['IsoMed 8472-35-10', 'IsoMed'],
    ['Codman MedStream™', 'MedStream'],
  ])('%s is %s', (recorded, name) => {
    expect(pumpModel(recorded)?.name).toBe(name);
  });

  it.each([
    '',
    'of another maker',
    'Medtronic',
    'SynchroMed',
    'SynchroMed IV',
    'SynchroMed IIa',
    '8637-99',
    '40 mL',
    'SynchroMed II 8667-20',
    'Codman SynchroMed II',
    'シンクロメッド II',
    'constructor',
  ])('%p stays unknown', (recorded) => {
    expect(pumpModel(recorded)).toBeUndefined();
  });
});

describe('a catheter', () => {
  it.each([
    ['8731SC', '8731SC'],
    ['8731 sc', '8731SC'],
    ['Medtronic 8731SC', '8731SC'],
    ['8731', '8731'],
    ['InDura® 1P 8709SC', '8709SC'],
    ['InDura', 'InDura 1P'],
    ['Ascenda™ 8780', '8780'],
    ['Medtronic Ascenda intrathecal catheter (8781)', '8781'],
    ['Ascenda', 'Ascenda'],
    ['Flowonix Prometra intrathecal catheter REF 11823', 'Prometra'],
    ['SureStream', 'SureStream'],
    ['Codman 60-2914', 'Codman 60-2914'],
  ])('%s is %s', (recorded, name) => {
    expect(catheterModel(recorded)?.name).toBe(name);
  });

  it.each(['', 'catheter', '8731 8709', '8731SD', 'Ascenda 8709SC', 'SynchroMed II'])(
    '%p stays unknown',
    (recorded) => {
      expect(catheterModel(recorded)).toBeUndefined();
    },
  );
});

describe.each<[string, readonly (PumpModel | CatheterModel)[], (name: string) => object | undefined]>([
  ['pumps', pumpModels, pumpModel],
  ['catheters', catheterModels, catheterModel],
])('of all %s', (_, models, find) => {
  it('each alias leads to its model, and no other has it', () => {
    for (const model of models) {
      expect(model.aliases[0].value).toBe(model.name);
      for (const { value } of model.aliases) expect([value, find(value)]).toEqual([value, model]);
      for (const { value } of model.aliases)
        expect(find(`${model.makers[0]} ${value}® `.toUpperCase())).toBe(model);
    }
    const plain = models.flatMap(({ aliases }) => aliases.map(({ value }) => plainName(value)));
    expect(new Set(plain).size).toBe(plain.length);
  });

  it('each figure and alias has a source and says how sure it is', () => {
    const figures = figuresIn(models);
    expect(figures.length).toBeGreaterThan(models.length);
    expect(withoutSource(figures)).toEqual([]);
  });
});

/** The published case, and all that was computed with them, rests on these. */
it('the figures of the published case are what they were', () => {
  expect(pumpModel('SynchroMed II')).toMatchObject({
    tubingVolumeMl: { value: 0.199, certainty: 'memory-medium' },
    minimumRateMlPerDay: { value: 0.006, certainty: 'memory-medium' },
    flowRangeMlPerDay: { value: { min: 0.048, max: 24 } },
    serviceLifeMonths: { value: 84, certainty: 'read-in-source' },
  });
  expect(catheterModel('8731SC')).toMatchObject({
    volumePerCmMl: { value: 0.0022, certainty: 'memory-medium' },
    fullLengthCm: { value: 104.1, certainty: 'memory-medium' },
    shortestImplantedCm: { value: 60, certainty: 'proposed' },
  });
});

it('figures agree with each other', () => {
  for (const { flowRangeMlPerDay, minimumRateMlPerDay, constantFlowsMlPerDay, rateControl } of pumpModels) {
    if (flowRangeMlPerDay) expect(flowRangeMlPerDay.value.max).toBeGreaterThan(flowRangeMlPerDay.value.min);
    if (minimumRateMlPerDay)
      expect(minimumRateMlPerDay.value).toBeLessThan(flowRangeMlPerDay?.value.min ?? 0);
    if (rateControl.value === 'constant-flow')
      expect([flowRangeMlPerDay, minimumRateMlPerDay]).toEqual([undefined, undefined]);
    else expect(constantFlowsMlPerDay).toBeUndefined();
  }
  for (const { fullLengthCm, shortestImplantedCm } of catheterModels) {
    if (fullLengthCm) expect(fullLengthCm.value).toBeGreaterThan(shortestImplantedCm!.value);
  }
});

/** 8472-20-05: 20 mL, 0.5 mL/day. */
it('the sizes and flows of IsoMed are those of its article numbers', () => {
  const { aliases, reservoirCapacitiesMl, constantFlowsMlPerDay } = pumpModel('IsoMed')!;
  const numbers = aliases
    .map(({ value }) => value.split('-').map(Number))
    .filter(({ length }) => length === 3);
  expect([...new Set(numbers.map(([, size]) => size))]).toEqual(reservoirCapacitiesMl!.value);
  expect([...new Set(numbers.map(([, , flow]) => flow! / 10))]).toEqual(constantFlowsMlPerDay!.value);
});

/** A lumen of 0.53 mm, and of 0.58 mm, by the area of a circle. */
it.each([
  ['8731SC', 0.053],
  ['Prometra', 0.058],
])('the volume of a catheter %s is that of its lumen', (name, diameterCm) => {
  const { volumePerCmMl } = catheterModel(name)!;
  expect(volumePerCmMl!.value).toBeCloseTo((Math.PI * diameterCm ** 2) / 4, 4);
});
