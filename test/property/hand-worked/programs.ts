import { type HandWorked, implanted, running } from './hand-worked.js';

/** Programs, and what the pump shows of its own: rules 7, 8 and 12. */
export const programs: readonly HandWorked[] = [
  {
    name: 'the pump shows twice the dose',
    ...running()
      .on(10)
      .add('PumpInterrogated', { shows: { mode: 'simple-continuous', dailyDoseMcg: 200 } })
      .until(20),
    // From the reading on 0.2 mL/day; since the program of day 0 perhaps, too: 1000 mcg more.
    doses: [
      {
        days: [0, 10],
        site: 'reservoir',
        doseMcg: 1000,
        lowMcg: 1000,
        highMcg: 2000,
        status: 'contradicted',
        codes: ['PROGRAM_DIFFERS'],
      },
      { days: [0, 10], site: 'tip', doseMcg: 700, lowMcg: 700, highMcg: 2000 },
      { days: [10, 20], site: 'reservoir', doseMcg: 2000, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'the pump shows 2 % more',
    ...running()
      .on(10)
      .add('PumpInterrogated', { shows: { dailyDoseMcg: 102 } })
      .until(20),
    doses: [
      { days: [0, 10], site: 'reservoir', doseMcg: 1000, highMcg: 1020, codes: ['PROGRAM_DIFFERS'] },
      { days: [10, 20], site: 'reservoir', doseMcg: 1020 },
    ],
  },
  {
    name: 'the pump shows less than 1 % more',
    ...running()
      .on(10)
      .add('PumpInterrogated', { shows: { dailyDoseMcg: 100.9 } })
      .until(20),
    doses: [{ days: [0, 20], site: 'reservoir', doseMcg: 2000, codes: [] }],
  },
  {
    name: 'the pump shows what is programmed an hour later: the change of that visit',
    ...running()
      .on(10)
      .add('PumpInterrogated', { shows: { mode: 'simple-continuous', dailyDoseMcg: 200 } })
      .on(10.05)
      .add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 200 } })
      .until(20.05),
    doses: [
      { days: [0, 10.05], site: 'reservoir', doseMcg: 1005, status: 'unconfirmed', codes: [] },
      { days: [10.05, 20.05], site: 'reservoir', doseMcg: 2000 },
    ],
  },
  {
    name: 'the pump shows another strength: the same dose is another flow',
    ...running()
      .on(10)
      .add('PumpInterrogated', { shows: { mode: 'simple-continuous', concentrationMcgPerMl: 500 } })
      .until(20),
    doses: [{ days: [10, 20], site: 'reservoir', doseMcg: 2000 }],
    reservoirMl: [{ day: 20, ml: 17 }],
  },
  {
    name: 'the minimum rate of a model that is not known',
    ...running(100, { model: 'Unlisted' })
      .on(10)
      .add('PumpReprogrammed', { program: { mode: 'minimum-rate' } })
      .on(20)
      .add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 100 } })
      .on(30)
      .add('ReservoirVolumeChecked', { measuredVolumeMl: 15, conclusion: 'deficit' })
      .until(40),
    // Known again on day 30, and at the tip when 0.3 mL have passed.
    doses: [
      { days: [0, 10], site: 'reservoir', doseMcg: 1000 },
      { days: [20, 30], site: 'reservoir', doseMcg: 1000, status: 'contradicted' },
      { days: [30, 40], site: 'reservoir', doseMcg: 1000, status: 'unconfirmed', codes: [] },
      { days: [33, 40], site: 'tip', doseMcg: 700, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'a flow that nobody knew: a volume soon after, before the path has been passed',
    ...running(100, { model: 'Unlisted' })
      .on(10)
      .add('PumpReprogrammed', { program: { mode: 'minimum-rate' } })
      .on(20)
      .add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 100 } })
      .on(21)
      .add('ReservoirVolumeChecked', { measuredVolumeMl: 15, conclusion: 'deficit' })
      .until(40),
    doses: [
      { days: [21, 40], site: 'reservoir', doseMcg: 1900, status: 'unconfirmed', codes: [] },
      { days: [21, 22.9], site: 'tip', doseMcg: 190, status: 'contradicted', codes: ['FLOW_UNKNOWN'] },
      { days: [24, 40], site: 'tip', doseMcg: 1600, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'a flow that nobody knew, and a reservoir that was emptied',
    ...running(100, { model: 'Unlisted' })
      .on(10)
      .add('PumpReprogrammed', { program: { mode: 'minimum-rate' } })
      .on(20)
      .add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 100 } })
      .on(25)
      .add('ReservoirEmptied', { aspiratedVolumeMl: 12 })
      .until(30),
    // On day 25 the path has been passed, and what was drawn out is a known volume.
    doses: [
      { days: [20, 25], site: 'tip', doseMcg: 500, status: 'contradicted' },
      { days: [25, 30], site: 'tip', doseMcg: 0, status: 'confirmed', codes: [] },
    ],
  },
  {
    name: 'a pump that shows a dose while nothing is in it',
    ...running()
      .on(10)
      .add('ReservoirEmptied', { aspiratedVolumeMl: 19 })
      .on(15)
      .add('PumpInterrogated', { shows: { dailyDoseMcg: 200 } })
      .until(20),
    doses: [{ days: [10, 20], site: 'reservoir', doseMcg: 0, highMcg: 0, status: 'confirmed', codes: [] }],
  },
  {
    name: 'boluses that a patient may ask for, and a pump that shows that it is stopped',
    ...running()
      .add('PumpReprogrammed', {
        program: {
          mode: 'simple-continuous',
          dailyDoseMcg: 100,
          patientBolus: { doseMcg: 20, durationMinutes: 5, lockoutMinutes: 60, maxPerDay: 5 },
        },
      })
      .on(10)
      .add('PumpInterrogated', { shows: { mode: 'stopped' } })
      .until(20),
    // Until day 10 perhaps stopped since day 0, perhaps 100 mcg/day of boluses besides; then nothing flows.
    doses: [
      { days: [0, 10], site: 'reservoir', doseMcg: 1000, lowMcg: 0, highMcg: 2000, status: 'contradicted' },
      { days: [10, 20], site: 'reservoir', doseMcg: 0, highMcg: 0, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'a pump without a rate control moves what it moves',
    ...implanted()
      .add('ReservoirRefilled', { drug: 'morphine', concentrationMcgPerMl: 2000, filledVolumeMl: 20 })
      .add('PumpReprogrammed', { program: { mode: 'constant-flow', flowMlPerDay: 0.5 } })
      .on(10)
      .add('ReservoirRefilled', { drug: 'morphine', concentrationMcgPerMl: 4000, filledVolumeMl: 20 })
      .until(20),
    doses: [
      { days: [0, 10], drug: 'morphine', site: 'reservoir', doseMcg: 10_000 },
      { days: [10, 20], drug: 'morphine', site: 'reservoir', doseMcg: 20_000 },
    ],
  },
  {
    name: 'boluses on some days of the week',
    // Day 0 is a Monday. Basal 24 mcg/day; 100 mcg on Mondays and Thursdays at noon.
    ...implanted()
      .add('ReservoirRefilled', { drug: 'baclofen', concentrationMcgPerMl: 1000, filledVolumeMl: 20 })
      .add('PumpReprogrammed', {
        program: {
          mode: 'flex',
          basalDailyDoseMcg: 24,
          boluses: [{ startTime: '12:00', doseMcg: 100, durationMinutes: 60, weekdays: ['mon', 'thu'] }],
        },
      })
      .on(7)
      .add('PumpInterrogated', { shows: { mode: 'flex', dailyDoseMcg: 24 + 200 / 7 } })
      .until(14),
    doses: [
      { days: [0, 1], site: 'reservoir', doseMcg: 124 },
      { days: [1, 3], site: 'reservoir', doseMcg: 48 },
      { days: [7, 8], site: 'reservoir', doseMcg: 124 },
      { days: [3, 4], site: 'reservoir', doseMcg: 124 },
      { days: [0, 14], site: 'reservoir', doseMcg: 14 * 24 + 400 },
    ],
  },
];
