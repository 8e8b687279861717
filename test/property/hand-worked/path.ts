import { CATHETER, Days, PUMP, type HandWorked, implanted, refilled, running } from './hand-worked.js';

const revised = (segment: 'pump-end' | 'tip-end', filledWith?: 'solution') =>
  running()
    .on(10)
    .add('CatheterRevised', {
      reason: 'kink',
      segment,
      segmentVolumeMl: 0.05,
      catheter: { ...CATHETER, volumeMl: 0.12 },
      ...(filledWith ? { filledWith } : {}),
    })
    .until(14);

const takenOver = (path: 'filled' | 'unknown', then = (history: Days) => history) =>
  then(
    new Days().add('TherapyTakenOver', {
      pump: PUMP,
      catheter: CATHETER,
      reservoir: {
        drug: 'morphine',
        concentrationMcgPerMl: 2000,
        with: [{ drug: 'clonidine', concentrationMcgPerMl: 50 }],
        volumeMl: 15,
      },
      program: { mode: 'simple-continuous', dailyDoseMcg: 200 },
      path,
    }),
  ).until(10);

const halfOld = (segment: 'pump-end' | 'tip-end') =>
  running()
    .on(8)
    .add('ReservoirRefilled', { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 20 })
    .on(10.5)
    .add('CatheterRevised', { reason: 'kink', segment, segmentVolumeMl: 0.05 })
    .until(14);

/** What tubing and catheter hold: rules 2, 10 and 15. On day 10 of 0.1 mL/day the tip has given 700 mcg. */
export const paths: readonly HandWorked[] = [
  {
    name: 'an injection through the port',
    ...running()
      .on(10)
      .add('BolusGiven', {
        purpose: 'rescue',
        route: 'catheter-port',
        drug: 'baclofen',
        doseMcg: 50,
        volumeMl: 1,
      })
      .until(14),
    // 1 mL of 50 mcg/mL: the catheter's 100 mcg leave at once, then 0.9 mL with 45; 0.1 mL with 5 stays in the catheter.
    doses: [
      { days: [0, 10], site: 'tip', doseMcg: 700 + 145 },
      { days: [10, 11], site: 'tip', doseMcg: 5 },
      { days: [11, 13], site: 'tip', doseMcg: 200 },
      { days: [0, 14], site: 'reservoir', doseMcg: 1400 },
    ],
  },
  {
    name: 'a new segment at the pump end',
    ...revised('pump-end'),
    // At the tip 0.07 mL stay: 70 mcg in 0.7 days; then 0.05 mL without drug, then the tubing's.
    doses: [
      { days: [10, 10.7], site: 'tip', doseMcg: 70 },
      { days: [10.7, 11.2], site: 'tip', doseMcg: 0 },
      { days: [11.2, 12.2], site: 'tip', doseMcg: 100 },
    ],
  },
  {
    name: 'a new segment at the tip',
    ...revised('tip-end'),
    doses: [
      { days: [10, 10.5], site: 'tip', doseMcg: 0 },
      { days: [10.5, 11.2], site: 'tip', doseMcg: 70 },
      { days: [11.2, 12.2], site: 'tip', doseMcg: 100 },
    ],
  },
  {
    name: 'a new segment at the tip, filled before',
    ...revised('tip-end', 'solution'),
    doses: [{ days: [10, 12], site: 'tip', doseMcg: 200, status: 'unconfirmed' }],
  },
  {
    name: 'half the catheter holds the old strength: a new segment at the tip takes the place of that half',
    ...halfOld('tip-end'),
    // From day 8 on 2000 mcg/mL at 0.1 mL/day. After the tubing's two days the catheter fills with it from the pump's end.
    doses: [
      { days: [10.5, 11], site: 'tip', doseMcg: 0 },
      { days: [11, 11.5], site: 'tip', doseMcg: 100 },
      { days: [11.5, 12.5], site: 'tip', doseMcg: 200 },
    ],
  },
  {
    name: 'the same at the pump end: that half stays',
    ...halfOld('pump-end'),
    doses: [
      { days: [10.5, 11], site: 'tip', doseMcg: 50 },
      { days: [11, 11.5], site: 'tip', doseMcg: 0 },
      { days: [11.5, 12.5], site: 'tip', doseMcg: 200 },
    ],
  },
  {
    name: 'a new segment of unknown volume, then another catheter',
    ...running()
      .on(10)
      .add('CatheterRevised', { reason: 'leak', segment: 'pump-end' })
      .on(11)
      .add('CatheterReplaced', { reason: 'leak', catheter: CATHETER })
      .until(14),
    doses: [
      { days: [10, 11], site: 'tip', doseMcg: 100, lowMcg: 0, status: 'contradicted' },
      { days: [11, 14], site: 'tip', doseMcg: 200, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'a new segment of unknown volume',
    ...running().on(10).add('CatheterRevised', { reason: 'leak', segment: 'pump-end' }).until(14),
    // Nothing is moved in the calculation; until 0.3 mL have passed nobody knows.
    doses: [
      {
        days: [10, 14],
        site: 'tip',
        doseMcg: 400,
        lowMcg: 100,
        highMcg: 400,
        status: 'contradicted',
        codes: ['PATH_CONTENT_UNKNOWN'],
      },
      { days: [13, 14], site: 'tip', doseMcg: 100, status: 'unconfirmed', codes: [] },
      { days: [10, 14], site: 'reservoir', doseMcg: 400, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'a pump exchanged without a gap: its tubing was filled before',
    ...refilled(
      running()
        .on(10)
        .add('PumpReplaced', {
          reason: 'end of service',
          pump: { ...PUMP, filledWith: 'solution' },
          aspiratedVolumeMl: 19,
        }),
    )
      .add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 100 } })
      .until(20),
    doses: [
      { days: [0, 10], site: 'reservoir', doseMcg: 1000, status: 'confirmed' },
      { days: [9, 14], site: 'tip', doseMcg: 500 },
      { days: [10, 20], site: 'tip', doseMcg: 1000 },
    ],
  },
  {
    name: 'the same, not filled before: two days without drug after the catheter',
    ...refilled(running().on(10).add('PumpReplaced', { reason: 'end of service', pump: PUMP }))
      .add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 100 } })
      .until(20),
    doses: [
      { days: [0, 10], site: 'reservoir', doseMcg: 1000, status: 'unconfirmed' },
      { days: [10, 11], site: 'tip', doseMcg: 100 },
      { days: [11, 13], site: 'tip', doseMcg: 0 },
      { days: [13, 20], site: 'tip', doseMcg: 700 },
    ],
  },
  {
    name: 'a running pump is taken over',
    ...takenOver('filled'),
    // 200 mcg of morphine are 0.1 mL, in which 5 mcg of clonidine go along; the path is full from the first day.
    doses: [
      { days: [0, 10], drug: 'morphine', site: 'reservoir', doseMcg: 2000 },
      { days: [0, 10], drug: 'morphine', site: 'tip', doseMcg: 2000, status: 'unconfirmed', codes: [] },
      { days: [0, 10], drug: 'clonidine', site: 'tip', doseMcg: 50 },
    ],
    reservoirMl: [{ day: 10, ml: 14 }],
  },
  {
    name: 'a running pump is taken over with a path that nobody knows',
    ...takenOver('unknown'),
    doses: [
      {
        days: [0, 10],
        drug: 'morphine',
        site: 'tip',
        doseMcg: 2000,
        lowMcg: 1400,
        highMcg: 2000,
        status: 'contradicted',
        codes: ['PATH_CONTENT_UNKNOWN'],
      },
      { days: [3, 10], drug: 'morphine', site: 'tip', doseMcg: 1400, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'another catheter does not say what the tubing holds',
    ...takenOver('unknown', (history) =>
      history.on(1).add('CatheterReplaced', { reason: 'leak', catheter: CATHETER }),
    ),
    doses: [
      { days: [1, 2], drug: 'morphine', site: 'tip', doseMcg: 0, status: 'contradicted' },
      { days: [2, 3], drug: 'morphine', site: 'tip', doseMcg: 200, lowMcg: 0, status: 'contradicted' },
      { days: [3, 10], drug: 'morphine', site: 'tip', doseMcg: 1400, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'three drugs in one solution, then another mixture',
    ...implanted()
      .add('ReservoirRefilled', {
        drug: 'morphine',
        concentrationMcgPerMl: 10_000,
        with: [
          { drug: 'bupivacaine', concentrationMcgPerMl: 5000 },
          { drug: 'clonidine', concentrationMcgPerMl: 200 },
        ],
        filledVolumeMl: 20,
      })
      .add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 1000 } })
      .on(10)
      .add('ReservoirRefilled', {
        drug: 'morphine',
        concentrationMcgPerMl: 20_000,
        with: [{ drug: 'bupivacaine', concentrationMcgPerMl: 5000 }],
        filledVolumeMl: 20,
        aspiratedVolumeMl: 19,
      })
      .until(20),
    // 0.1 mL/day throughout: the refill leaves the flow. At the tip the old mixture until day 13.
    doses: [
      { days: [0, 10], drug: 'morphine', site: 'reservoir', doseMcg: 10_000, status: 'confirmed' },
      { days: [0, 10], drug: 'clonidine', site: 'reservoir', doseMcg: 200 },
      { days: [0, 10], drug: 'bupivacaine', site: 'tip', doseMcg: 3500 },
      { days: [10, 20], drug: 'morphine', site: 'reservoir', doseMcg: 20_000 },
      { days: [10, 20], drug: 'clonidine', site: 'reservoir', doseMcg: 0 },
      { days: [10, 20], drug: 'morphine', site: 'tip', doseMcg: 3000 + 14_000 },
      { days: [10, 20], drug: 'clonidine', site: 'tip', doseMcg: 60 },
      { days: [10, 20], drug: 'bupivacaine', site: 'tip', doseMcg: 5000 },
    ],
  },
  {
    name: 'saline during a holiday',
    ...running()
      .on(10)
      .add('DrugSwitched', {
        reason: 'holiday',
        from: { drug: 'baclofen', concentrationMcgPerMl: 1000 },
        to: { drug: 'drug-free' },
        filledVolumeMl: 20,
        aspiratedVolumeMl: 19,
      })
      .on(12)
      .add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 200 } })
      .on(20)
      .add('DrugSwitched', {
        reason: 'end of the holiday',
        from: { drug: 'drug-free' },
        to: { drug: 'baclofen', concentrationMcgPerMl: 1000 },
        filledVolumeMl: 20,
        aspiratedVolumeMl: 18.2,
      })
      .until(24),
    // From day 12 at 0.2 mL/day, by the strength of the program before. The path's last 0.1 mL of drug leave by day 12.5;
    // drug is back at the tip 0.3 mL after day 20, on day 21.5. Of saline 2 x 0.1 + 8 x 0.2 = 1.8 mL were moved.
    doses: [
      { days: [0, 20], site: 'reservoir', doseMcg: 1000, status: 'confirmed' },
      { days: [10, 12], site: 'tip', doseMcg: 200 },
      { days: [12, 12.5], site: 'tip', doseMcg: 100 },
      { days: [12.5, 21.5], site: 'tip', doseMcg: 0 },
      { days: [21.5, 24], site: 'tip', doseMcg: 500 },
      { days: [20, 24], site: 'reservoir', doseMcg: 800 },
    ],
  },
  {
    name: 'a leak is seen: the tip is in doubt since the catheter was last sound',
    ...running()
      .on(5)
      .add('CatheterStudied', { method: 'x-ray', finding: 'patent' })
      .on(15)
      .add('CatheterStudied', { method: 'x-ray', finding: 'leak' })
      .on(20)
      .add('CatheterReplaced', { reason: 'leak', catheter: CATHETER })
      .until(25),
    // 200 mcg until the patent study; the 1500 mcg of days 5 to 20 may be less, down to none.
    doses: [
      {
        days: [0, 20],
        site: 'tip',
        doseMcg: 1700,
        lowMcg: 200,
        highMcg: 1700,
        status: 'contradicted',
        codes: ['CATHETER_FAULTY'],
      },
      { days: [0, 5], site: 'tip', doseMcg: 200, status: 'unconfirmed', codes: [] },
      { days: [20, 25], site: 'tip', doseMcg: 400, status: 'unconfirmed', codes: [] },
      { days: [0, 20], site: 'reservoir', doseMcg: 2000, status: 'unconfirmed', codes: [] },
    ],
  },
];
