import { type HandWorked, rfc3339, refilled, running } from './hand-worked.js';

/** Stalls and alarms, and what the volume says of them: rule 12. */
export const alarms: readonly HandWorked[] = [
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
    name: 'a stall that a reading tells twice, by its alarm and by its mode, and the volume refutes',
    ...refilled(
      running()
        .on(10)
        .add('PumpInterrogated', { alarms: ['motor-stall'], shows: { mode: 'motor-stalled' } })
        .on(20),
      { aspiratedVolumeMl: 18 },
    ).until(21),
    doses: [
      { days: [0, 20], site: 'reservoir', doseMcg: 2000, status: 'confirmed', codes: ['STALL_REFUTED'] },
    ],
  },
  {
    name: 'a stall that a volume confirms, and the next one refutes',
    ...refilled(
      running()
        .on(10)
        .add('MotorStallDetected', {})
        .on(15)
        .add('ReservoirVolumeChecked', { measuredVolumeMl: 19, conclusion: 'excess' })
        .on(35),
      { aspiratedVolumeMl: 17 },
    ).until(40),
    // Until day 15 M = 1 = E. Then M = 2, with the stall 0, without it 2: it counts as over on day 15.
    doses: [
      { days: [0, 15], site: 'reservoir', doseMcg: 1000, status: 'confirmed', codes: [] },
      { days: [15, 35], site: 'reservoir', doseMcg: 2000, status: 'confirmed', codes: ['STALL_REFUTED'] },
      { days: [35, 40], site: 'reservoir', doseMcg: 500 },
    ],
  },
  {
    name: 'a stall that cannot be refuted: without it the pump would have run dry long before',
    ...refilled(running(500).on(20).add('MotorStallDetected', {}).on(60), { aspiratedVolumeMl: 0.6 }).until(
      61,
    ),
    // M = 19.4. With the stall E = 10; without it 30 would have been moved, had it not run dry. Neither agrees.
    doses: [
      {
        days: [0, 60],
        site: 'reservoir',
        doseMcg: 10_000,
        lowMcg: 10_000,
        highMcg: 19_400,
        status: 'contradicted',
        codes: ['VOLUME_DISAGREES'],
      },
    ],
  },
  {
    name: 'an alarm in a reading that shows that the pump runs is history',
    ...running()
      .on(10)
      .add('PumpInterrogated', {
        alarms: ['motor-stall', 'end-of-service'],
        shows: { mode: 'simple-continuous' },
      })
      .until(20),
    doses: [{ days: [0, 20], site: 'reservoir', doseMcg: 2000, status: 'unconfirmed', codes: [] }],
  },
  {
    name: 'a stall is over when a reading shows that the pump runs',
    ...running()
      .on(5)
      .add('MotorStallDetected', {})
      .on(10)
      .add('PumpInterrogated', { shows: { mode: 'simple-continuous' } })
      .until(20),
    doses: [
      { days: [5, 10], site: 'reservoir', doseMcg: 0 },
      { days: [10, 20], site: 'reservoir', doseMcg: 1000, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'a stall is read whose end the log told the day before',
    ...running()
      .on(10)
      .add('PumpInterrogated', { shows: { motorStalls: [{ from: rfc3339(5), to: rfc3339(9.5) }] } })
      .on(10.2)
      .add('PumpInterrogated', { alarms: ['motor-stall'] })
      .until(20),
    doses: [
      { days: [0, 10], site: 'reservoir', doseMcg: 550 },
      { days: [10, 20], site: 'reservoir', doseMcg: 1000, status: 'unconfirmed', codes: [] },
    ],
  },
  {
    name: 'an empty reservoir is read where it was computed dry',
    ...running(500)
      .on(50)
      .add('PumpInterrogated', { alarms: ['empty-reservoir'] })
      .until(60),
    doses: [{ days: [0, 60], site: 'reservoir', doseMcg: 20_000, status: 'unconfirmed', codes: [] }],
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
    name: 'an alarm that was refuted, and a stall of the same reading that was over by then',
    ...refilled(
      running()
        .on(10)
        .add('PumpInterrogated', {
          alarms: ['empty-reservoir'],
          shows: { motorStalls: [{ from: rfc3339(5), to: rfc3339(7) }] },
        })
        .on(20),
      { aspiratedVolumeMl: 18.2 },
    ).until(21),
    // M = 1.8. With the alarm E = 0.8; without it 1.8: the stall of two days acts no more at the end, and stands.
    doses: [
      { days: [0, 20], site: 'reservoir', doseMcg: 1800, status: 'confirmed', codes: ['STALL_REFUTED'] },
      { days: [5, 7], site: 'reservoir', doseMcg: 0 },
    ],
  },
];
