import { type HandWorked, implanted, rfc3339, refilled, running } from './hand-worked.js';

/** What the pump reports: rule 12. */
export const reports: readonly HandWorked[] = [
  {
    name: 'an alarm of four days',
    ...refilled(
      running()
        .on(10)
        .add('PumpAlarmRaised', { alarm: 'motor-stall' })
        .on(14)
        .add('MotorStallRecovered', {})
        .on(20),
      { aspiratedVolumeMl: 18.4 },
    ).until(21),
    // 16 days at 0.1 mL.
    doses: [
      { days: [0, 20], site: 'reservoir', doseMcg: 1600, status: 'confirmed', codes: [] },
      { days: [10, 14], site: 'reservoir', doseMcg: 0 },
      { days: [10, 14], site: 'tip', doseMcg: 0 },
      { days: [0, 20], site: 'tip', doseMcg: 1300 },
    ],
  },
  {
    name: 'an alarm of an empty reservoir stops until the next fill',
    ...refilled(running().on(10).add('PumpAlarmRaised', { alarm: 'empty-reservoir' }).on(14)).until(16),
    doses: [
      { days: [0, 14], site: 'reservoir', doseMcg: 1000, status: 'unconfirmed' },
      { days: [14, 16], site: 'reservoir', doseMcg: 200 },
    ],
  },
  {
    name: 'a stall that the volume refutes',
    ...refilled(running().on(10).add('MotorStallDetected', {}).on(20), { aspiratedVolumeMl: 18 }).until(25),
    // M = 2; with the stall E = 1, without it 2.
    doses: [
      {
        days: [0, 20],
        site: 'reservoir',
        doseMcg: 2000,
        lowMcg: 2000,
        highMcg: 2000,
        status: 'confirmed',
        codes: ['STALL_REFUTED'],
      },
      { days: [20, 25], site: 'reservoir', doseMcg: 500, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'a stall that the volume confirms',
    ...refilled(running().on(10).add('MotorStallDetected', {}).on(20), { aspiratedVolumeMl: 19 })
      .add('MotorStallRecovered', {})
      .until(25),
    doses: [
      { days: [0, 20], site: 'reservoir', doseMcg: 1000, status: 'confirmed', codes: [] },
      { days: [20, 25], site: 'reservoir', doseMcg: 500 },
    ],
  },
  {
    name: 'an alarm that is read after it was answered',
    ...refilled(running().on(10))
      .on(10.5)
      .add('PumpInterrogated', { alarms: ['empty-reservoir'] })
      .until(20),
    doses: [{ days: [0, 20], site: 'reservoir', doseMcg: 2000, status: 'unconfirmed', codes: [] }],
  },
  {
    name: 'an alarm that says since when',
    ...running()
      .on(14)
      .add('PumpInterrogated', { alarms: ['end-of-service'], shows: { stoppedSince: rfc3339(10) } })
      .until(20),
    doses: [{ days: [0, 20], site: 'reservoir', doseMcg: 1000, status: 'unconfirmed', codes: [] }],
  },
  {
    name: 'an alarm that does not say since when',
    ...running()
      .on(14)
      .add('PumpInterrogated', { alarms: ['end-of-service'] })
      .until(20),
    // It stands from day 14 on; since the program of day 0 perhaps nothing was moved.
    doses: [
      {
        days: [0, 20],
        site: 'reservoir',
        doseMcg: 1400,
        lowMcg: 0,
        highMcg: 1400,
        status: 'contradicted',
        codes: ['PROGRAM_DIFFERS'],
      },
      { days: [14, 20], site: 'reservoir', doseMcg: 0, status: 'unconfirmed', codes: [] },
      { days: [0, 14], site: 'tip', doseMcg: 1100, lowMcg: 0, highMcg: 1100, status: 'contradicted' },
    ],
  },
  {
    name: 'a memory reset: the minimum rate until the next program',
    ...running()
      .on(10)
      .add('PumpAlarmRaised', { alarm: 'memory-reset' })
      .on(20)
      .add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 100 } })
      .until(30),
    // 0.006 mL/day of 1000 mcg/mL for ten days.
    doses: [
      { days: [10, 20], site: 'reservoir', doseMcg: 60 },
      { days: [0, 30], site: 'reservoir', doseMcg: 2060 },
    ],
  },
  {
    name: 'stalls that the log of the pump tells of',
    ...running()
      .on(20)
      .add('PumpInterrogated', {
        shows: { motorStalls: [{ from: rfc3339(5), to: rfc3339(7) }, { from: rfc3339(18) }] },
      })
      .until(25),
    doses: [
      { days: [0, 25], site: 'reservoir', doseMcg: 1600 },
      { days: [5, 7], site: 'reservoir', doseMcg: 0 },
    ],
  },
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
    // Known again on day 30; at the tip 0.3 mL after day 20 are over by then.
    doses: [
      { days: [0, 10], site: 'reservoir', doseMcg: 1000 },
      { days: [20, 30], site: 'reservoir', doseMcg: 1000, status: 'contradicted' },
      { days: [30, 40], site: 'reservoir', doseMcg: 1000, status: 'unconfirmed', codes: [] },
      { days: [30, 40], site: 'tip', doseMcg: 1000, status: 'unconfirmed', codes: [] },
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
      .until(14),
    doses: [
      { days: [0, 1], site: 'reservoir', doseMcg: 124 },
      { days: [1, 3], site: 'reservoir', doseMcg: 48 },
      { days: [3, 4], site: 'reservoir', doseMcg: 124 },
      { days: [0, 14], site: 'reservoir', doseMcg: 14 * 24 + 400 },
    ],
  },
];
