import { type HandWorked, rfc3339, refilled, running } from './hand-worked.js';

const measured = (measuredVolumeMl: number) => ({ measuredVolumeMl, conclusion: 'deficit' as const });

/** What was found in the reservoir, rule 13. */
export const volumes: readonly HandWorked[] = [
  {
    name: '2 mL are measured where 5 were computed, at 0.3 mL/day',
    ...running(300).on(50).add('ReservoirVolumeChecked', measured(2)).until(60),
    // 50 days at 0.3 mL are E = 15 mL; M = 20 - 2 = 18. They are 3 mL apart: more than 2. 3 mL hold 3000 mcg.
    // From then on 2 mL are left, which last 6.67 days.
    doses: [
      {
        days: [0, 50],
        site: 'reservoir',
        doseMcg: 15_000,
        lowMcg: 15_000,
        highMcg: 18_000,
        status: 'contradicted',
        codes: ['VOLUME_DISAGREES'],
      },
      { days: [10, 20], site: 'reservoir', doseMcg: 3000, lowMcg: 3000, highMcg: 6000 },
      { days: [0, 50], site: 'tip', doseMcg: 14_700, lowMcg: 14_700, highMcg: 17_700 },
      { days: [50, 60], site: 'reservoir', doseMcg: 2000, status: 'unconfirmed', codes: [] },
      { days: [50, 56], site: 'reservoir', doseMcg: 1800 },
    ],
    reservoirMl: [
      { day: 49, ml: 5.3 },
      { day: 50, ml: 2 },
      { day: 60, ml: 0 },
    ],
  },
  {
    name: 'what agrees is confirmed, and counts from then on',
    ...running(300).on(50).add('ReservoirVolumeChecked', measured(4)).until(60),
    // M = 16, E = 15: 1 mL apart, not above 2, and not above 14.5 % of 15 = 2.175.
    doses: [
      {
        days: [0, 50],
        site: 'tip',
        doseMcg: 14_700,
        lowMcg: 14_700,
        highMcg: 14_700,
        status: 'confirmed',
        codes: [],
      },
      { days: [50, 60], site: 'reservoir', doseMcg: 3000 },
    ],
    reservoirMl: [
      { day: 50, ml: 4 },
      { day: 60, ml: 1 },
    ],
  },
  {
    name: 'within 14.5 %, and yet more than 2 mL apart',
    ...running(300).on(60).add('ReservoirVolumeChecked', measured(4.5)).until(61),
    // E = 18, M = 15.5: 2.5 mL apart, of which 14.5 % of 18 = 2.61 would allow as much.
    doses: [
      {
        days: [0, 60],
        site: 'reservoir',
        doseMcg: 18_000,
        lowMcg: 15_500,
        highMcg: 18_000,
        status: 'contradicted',
        codes: ['VOLUME_DISAGREES'],
      },
    ],
  },
  {
    name: 'a pump computed dry in which 3 mL are found ran slower',
    ...refilled(running(500).on(50), { aspiratedVolumeMl: 3 }).until(51),
    // 20 mL at 0.5 mL/day last 40 days; in 50 days 25 mL would have been moved, M = 17 were: each flow times 17/25.
    // 8 mL apart: contradicted, and both ways by 8000 mcg. 0.34 mL/day: 3.4 mL in ten days, 340 mcg/day.
    doses: [
      {
        days: [0, 50],
        site: 'reservoir',
        doseMcg: 17_000,
        lowMcg: 9000,
        highMcg: 25_000,
        status: 'contradicted',
        codes: ['VOLUME_DISAGREES'],
      },
      { days: [40, 50], site: 'reservoir', doseMcg: 3400, lowMcg: 0, highMcg: 11_400 },
      { days: [0, 10], site: 'tip', doseMcg: 3100, lowMcg: 0, highMcg: 11_100 },
      { days: [50, 51], site: 'reservoir', doseMcg: 500 },
    ],
    reservoirMl: [{ day: 25, ml: 11.5 }],
  },
  {
    name: 'slower, and still as expected',
    ...refilled(running(500).on(42), { aspiratedVolumeMl: 0.6 }).until(43),
    // In 42 days 21 mL would have been moved, M = 19.4 were: 1.6 mL apart, not above 14.5 % of 21 = 3.045.
    doses: [
      {
        days: [0, 42],
        site: 'reservoir',
        doseMcg: 19_400,
        lowMcg: 19_400,
        highMcg: 19_400,
        status: 'confirmed',
        codes: [],
      },
    ],
  },
  {
    name: 'a volume above the capacity is as if nothing had been found',
    ...refilled(running(300).on(50), { aspiratedVolumeMl: 41 }).until(51),
    doses: [{ days: [0, 50], site: 'reservoir', doseMcg: 15_000, status: 'unconfirmed' }],
  },
  {
    name: 'a dry reservoir in which the rest is found stays dry',
    ...running(500, { nonExtractableVolumeMl: 1.4 })
      .on(50)
      .add('ReservoirVolumeChecked', measured(1.8))
      .until(60),
    // 18.6 mL at 0.5 mL/day: dry after 37.2 days. M = 18.2 and E = 18.6 are 0.4 mL apart.
    doses: [
      { days: [0, 50], site: 'reservoir', doseMcg: 18_600, status: 'confirmed' },
      { days: [30, 40], site: 'reservoir', doseMcg: 3600 },
      { days: [50, 60], site: 'reservoir', doseMcg: 0 },
    ],
  },
  {
    name: 'the pump shows a fill that nobody recorded',
    ...running(500)
      .on(50)
      .add('PumpInterrogated', { shows: { reservoirVolumeMl: 15 } })
      .until(60),
    // Dry after 40 days; 15 mL are shown, and flow again.
    doses: [
      { days: [0, 50], site: 'reservoir', doseMcg: 20_000, status: 'unconfirmed' },
      { days: [50, 60], site: 'reservoir', doseMcg: 5000, status: 'unconfirmed' },
    ],
    reservoirMl: [{ day: 60, ml: 10 }],
  },
  {
    name: 'what the pump shows is arithmetic where it is near, or something was measured',
    ...running(300)
      .on(10)
      .add('PumpInterrogated', { shows: { reservoirVolumeMl: 15.1 } })
      .on(20)
      .add('ReservoirVolumeChecked', measured(14))
      .on(30)
      .add('PumpInterrogated', { shows: { reservoirVolumeMl: 20 } })
      .until(40),
    doses: [{ days: [0, 40], site: 'reservoir', doseMcg: 12_000 }],
    reservoirMl: [
      { day: 10, ml: 17 },
      { day: 30, ml: 11 },
    ],
  },
  {
    name: 'emptied for a time: the path keeps what it holds',
    ...refilled(running().on(10).add('ReservoirEmptied', { aspiratedVolumeMl: 19 }).on(20)).until(24),
    // Ten days at 0.1 mL; nothing for ten days; the tip then goes on with the 300 mcg of the path.
    doses: [
      { days: [0, 10], site: 'tip', doseMcg: 700, status: 'confirmed' },
      { days: [10, 20], site: 'reservoir', doseMcg: 0, status: 'confirmed' },
      { days: [20, 22], site: 'tip', doseMcg: 200 },
      { days: [20, 24], site: 'reservoir', doseMcg: 400, status: 'unconfirmed' },
    ],
    reservoirMl: [{ day: 15, ml: 0 }],
  },
  {
    name: 'a patient died: the pump was taken out ten days later',
    ...running()
      .on(10)
      .add('TherapyEnded', { reason: 'death' })
      .on(20)
      .add('PumpExplanted', { reason: 'post mortem', aspiratedVolumeMl: 12 })
      .until(30),
    doses: [
      { days: [0, 30], site: 'reservoir', doseMcg: 1000, lowMcg: 1000, highMcg: 1000, status: 'unconfirmed' },
      { days: [10, 30], site: 'tip', doseMcg: 0 },
    ],
    reservoirMl: [
      { day: 15, ml: 19 },
      { day: 20, ml: 0 },
    ],
  },
  {
    name: 'a patient died: the pump was stopped a day later',
    ...running()
      .on(10)
      .add('TherapyEnded', { reason: 'death' })
      .on(11)
      .add('PumpReprogrammed', { program: { mode: 'stopped' } })
      .until(30),
    doses: [{ days: [10, 30], site: 'reservoir', doseMcg: 0 }],
  },
  {
    name: 'a death that was recorded by mistake: somebody filled the pump afterwards',
    ...refilled(running().on(10).add('TherapyEnded', { reason: 'death' }).on(20), {
      aspiratedVolumeMl: 18,
    }).until(30),
    doses: [{ days: [0, 20], site: 'reservoir', doseMcg: 2000, status: 'confirmed' }],
  },
  {
    name: 'patient boluses with instants and without',
    ...running()
      .on(10)
      .add('PumpInterrogated', {
        shows: {
          patientBoluses: {
            since: rfc3339(5),
            count: 6,
            doseMcg: 20,
            durationMinutes: 144,
            at: [rfc3339(6), rfc3339(7)],
          },
        },
      })
      .until(11),
    // Two of 20 mcg for a tenth of a day; four evenly over five days, 80 / 5 = 16 mcg/day. At 1000 mcg/mL 1.12 mL in all.
    doses: [
      { days: [0, 10], site: 'reservoir', doseMcg: 1120 },
      { days: [5, 6], site: 'reservoir', doseMcg: 116 },
      { days: [6, 7], site: 'reservoir', doseMcg: 136 },
      { days: [6, 6.1], site: 'reservoir', doseMcg: 31.6 },
      { days: [0, 10], site: 'tip', doseMcg: 820 },
      { days: [10, 11], site: 'reservoir', doseMcg: 100 },
    ],
  },
  {
    name: 'patient boluses that nobody read',
    ...running()
      .on(10)
      .add('PumpReprogrammed', {
        program: {
          mode: 'simple-continuous',
          dailyDoseMcg: 100,
          patientBolus: { doseMcg: 20, durationMinutes: 5, lockoutMinutes: 60, maxPerDay: 5 },
        },
      })
      .until(20),
    // At most five of 20 mcg a day besides: 100 mcg/day for ten days.
    doses: [
      {
        days: [0, 20],
        site: 'reservoir',
        doseMcg: 2000,
        lowMcg: 2000,
        highMcg: 3000,
        status: 'unconfirmed',
        codes: ['PATIENT_BOLUSES_UNREAD'],
      },
      { days: [0, 10], site: 'reservoir', doseMcg: 1000, lowMcg: 1000, highMcg: 1000, codes: [] },
    ],
  },
  {
    name: 'more was moved than programmed, and patient boluses explain it',
    ...refilled(
      running()
        .add('PumpReprogrammed', {
          program: {
            mode: 'simple-continuous',
            dailyDoseMcg: 100,
            patientBolus: { doseMcg: 20, durationMinutes: 5, lockoutMinutes: 60, maxPerDay: 5 },
          },
        })
        .on(20),
      { aspiratedVolumeMl: 17 },
    ).until(21),
    // M = 3, E = 2: 1 mL apart, above 0.5 and above 14.5 % of 2. Up to 2 mL of boluses may have run besides.
    doses: [
      { days: [0, 20], site: 'reservoir', doseMcg: 2000, lowMcg: 2000, highMcg: 4000, status: 'unconfirmed' },
    ],
  },
];
