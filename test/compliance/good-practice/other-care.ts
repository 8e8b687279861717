import { at } from '../table/entry.js';
import { Care, continuous, start } from './care.js';
import type { GoodCare } from './quiet.js';

/*
 * At 200 mcg/day of 500 mcg/mL 0.4 mL/day; tubing and catheter hold 0.2 mL each.
 */
const TAKEN =
  'Not for a dose taken over; nor are `PRIMING_NOT_RECORDED`, `BRIDGE_NOT_RECORDED`, `DOSE_SPIKE` judged at a take-over';
const ENDED =
  'after death, explant or transfer nothing flows or is projected, and an explant, emptying, stop that follows is no cessation';
const SHARED =
  '`OVERLAPPING_DRUGS`: not for drugs that share a reservoir; every answer about a drug counts those that travel with it';
const pump = {
  manufacturer: 'Medtronic',
  model: 'SynchroMed II',
  reservoirCapacityMl: 20,
  tubingVolumeMl: 0.2,
};
const catheter = { model: '8731SC', volumeMl: 0.2 };
const again = { drug: 'baclofen', concentrationMcgPerMl: 500, filledVolumeMl: 20 };
const taper = (care: Care, day: number) => care.dose(day, 160).dose(day + 3, 100);
const takenOver = (dailyDoseMcg: number, more: object = {}) =>
  new Care().on(0, 'TherapyTakenOver', {
    pump,
    pumpImplantedOn: '2018-05-01',
    catheter,
    catheterImplantedOn: '2018-05-01',
    reservoir: { drug: 'baclofen', concentrationMcgPerMl: 2000, volumeMl: 15 },
    program: continuous(dailyDoseMcg).program,
    path: 'filled',
    ...more,
  });

export const otherCare: readonly GoodCare[] = [
  {
    title: 'an emergency stop that says why',
    says: '`circumstance`: It changes no verdict, is told with it',
    history: () =>
      new Care()
        .begun()
        .on(29.9, 'AdverseEventObserved', { description: 'respiratory depression', serious: true })
        .on(30, 'PumpReprogrammed', { program: { mode: 'minimum-rate' }, reasonCode: 'emergency' })
        .dose(31, 150),
    asOf: at(32),
    stops: [['200>0 abrupt/fail', { circumstance: 'adverse-event', resumed: at(31) }]],
    but: { ADVERSE_EVENT: 'it was serious' },
  },
  {
    title: 'an adverse event that was not serious, and a little less',
    says: '`ADVERSE_EVENT` info, critical when serious',
    history: () =>
      new Care()
        .begun()
        .on(20, 'AdverseEventObserved', { description: 'weakness', serious: false })
        .dose(21, 160),
    asOf: at(25),
    finds: ['ADVERSE_EVENT info once'],
    stops: [],
  },
  {
    title: 'a therapy taken over at 900 mcg/day',
    says: TAKEN,
    history: () => takenOver(900),
    asOf: at(10),
    stops: [],
  },
  {
    // 15 - 0.1 x 30 = 12 mL.
    title: 'a therapy taken over, and filled',
    says: TAKEN,
    history: () =>
      takenOver(200).on(30, 'ReservoirRefilled', {
        drug: 'baclofen',
        concentrationMcgPerMl: 2000,
        filledVolumeMl: 20,
        aspiratedVolumeMl: 12.3,
      }),
    asOf: at(40),
    stops: [],
  },
  {
    title: 'a therapy taken over, and tapered',
    says: TAKEN,
    history: () =>
      takenOver(900)
        .dose(5, 600)
        .dose(8, 300)
        .on(11, 'PumpReprogrammed', { program: { mode: 'minimum-rate' } }),
    asOf: at(13),
    stops: [['900>600>300>0 tapered/pass', { tip: 'tapered' }]],
  },
  {
    title: 'a death with the pump running',
    says: ENDED,
    history: () => new Care().begun().on(20, 'TherapyEnded', { reason: 'death' }),
    asOf: at(400),
    stops: [],
  },
  {
    title: 'a death, and the pump taken out',
    says: ENDED,
    history: () => {
      const care = new Care().begun();
      return care
        .on(20, 'TherapyEnded', { reason: 'death' })
        .on(20.1, 'PumpReprogrammed', { program: { mode: 'stopped' } })
        .on(21, 'PumpExplanted', { reason: 'death', aspiratedVolumeMl: care.leftOn(20) });
    },
    asOf: at(400),
    stops: [],
  },
  {
    title: 'a transfer with the pump running',
    says: ENDED,
    history: () => new Care().begun().on(20, 'TherapyEnded', { reason: 'transferred' }),
    asOf: at(400),
    stops: [],
  },
  {
    // Falls of 40, 60 and 100, three days apart.
    title: 'a taper, the pump taken out, and the therapy ended',
    says: ENDED,
    history: () => {
      const care = taper(new Care().begun(), 20);
      return care
        .on(26, 'PumpExplanted', { reason: 'infection', aspiratedVolumeMl: care.leftOn(26) })
        .on(26, 'TherapyEnded', { reason: 'explanted' });
    },
    asOf: at(400),
    stops: [['200>160>100>0 tapered/pass', { cause: 'explant' }]],
  },
  {
    // 500 mcg/day of 1000: 0.5 mL/day; up by a fifth each week.
    title: 'morphine begun at 500 mcg/day and raised by a fifth a week',
    says: '`FIRST_DOSE_HIGH`: morphine as before; `DOSE_SPIKE`: at least 1,000 mcg more',
    history: () =>
      [600, 720, 860].reduce(
        (care, dose, week) => care.dose(7 * (week + 1), dose),
        new Care()
          .placed(1000, 20, {}, undefined, { drug: 'morphine' })
          .runs(0, continuous(500, { startsWith: start('priming', 0.4, 3) })),
      ),
    asOf: at(25),
    stops: [],
  },
  {
    title: 'baclofen and morphine in one reservoir',
    says: SHARED,
    // 0.1 mL/day: 200 of baclofen, 100 of morphine.
    history: () =>
      new Care()
        .placed(2000, 20, {}, undefined, { with: [{ drug: 'morphine', concentrationMcgPerMl: 1000 }] })
        .runs(0, continuous(200, { startsWith: start('priming', 0.4, 3) }))
        .refilled(80),
    asOf: at(90),
    stops: [],
  },
  {
    title: 'three drugs in one reservoir',
    says: SHARED,
    history: () =>
      new Care()
        .placed(2000, 20, {}, undefined, {
          with: [
            { drug: 'morphine', concentrationMcgPerMl: 1000 },
            { drug: 'clonidine', concentrationMcgPerMl: 200 },
          ],
        })
        .runs(0, continuous(200, { startsWith: start('priming', 0.4, 3) }))
        .refilled(40),
    asOf: at(45),
    stops: [],
  },
  {
    title: 'two drugs in one reservoir, tapered together',
    says: SHARED,
    history: () =>
      taper(
        new Care()
          .placed(2000, 20, {}, undefined, { with: [{ drug: 'morphine', concentrationMcgPerMl: 1000 }] })
          .runs(0, continuous(200, { startsWith: start('priming', 0.4, 3) })),
        20,
      ).on(26, 'PumpReprogrammed', { program: { mode: 'minimum-rate' } }),
    asOf: at(30),
    stops: [['200>160>100>0 tapered/pass', { tip: 'tapered' }]],
  },
  {
    title: 'a fill from a lot in its last month',
    says: '`LOT_EXPIRED`: a day, month or year: its last day',
    history: () =>
      new Care().begun().on(27, 'ReservoirRefilled', {
        ...again,
        aspiratedVolumeMl: 8.8,
        lots: [{ lotNumber: 'A1', expiresOn: '2021-02' }],
      }),
    asOf: at(30),
    stops: [],
  },
  {
    title: 'brands and article numbers as they are written',
    says: '`DRUG_UNKNOWN`, `MODEL_UNKNOWN`: a name that matches no known drug or model. A `from` that is an alias is no mismatch',
    history: () =>
      new Care()
        .begun(200, 500, 20, { model: 'Medtronic SynchroMed® II 8637-20' })
        .on(30, 'ReservoirRefilled', { ...again, drug: 'baclofeno', aspiratedVolumeMl: 7.6 }),
    asOf: at(32),
    stops: [],
  },
  {
    title: 'a whole work-up before tolerance is diagnosed',
    says: '`TOLERANCE_WORKUP_INCOMPLETE`: a volume check, clear CSF, a patent contrast study and an unsatisfactory bolus',
    // 20 - 0.4 - 0.4 x 20 + 0.4 x 0.125 = 11.65 mL at day 20.
    history: () =>
      new Care()
        .begun()
        .on(20, 'ReservoirVolumeChecked', {
          expectedVolumeMl: 11.6,
          measuredVolumeMl: 11.5,
          conclusion: 'as-expected',
        })
        .on(20.05, 'CatheterStudied', {
          method: 'contrast-myelography',
          finding: 'patent',
          aspiratedVolumeMl: 0.2,
          contrastVolumeMl: 0.3,
        })
        .on(20.05, 'CatheterAspirated', { success: true, csfAppearance: 'clear', volumeMl: 0.2 })
        .dose(20.1, 200, start('priming', 0.2, 0.5))
        .tested(22, 100, 'unsatisfactory', { purpose: 'tolerance' })
        .on(23, 'ToleranceDiagnosed', { drug: 'baclofen', basis: 'no effect' }),
    asOf: at(25),
    stops: [],
  },
];
