import * as fc from 'fast-check';
import {
  WEEKDAYS,
  type FlexBolus,
  type PatientBolus,
  type Program,
  type Schedule,
  type StartsWith,
} from './pump-events.js';

const DAY_MINUTES = 1440;

/** Whole minutes, and now and then a fraction of one. */
const minutes = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min, max }) },
    { weight: 1, arbitrary: fc.integer({ min: min * 8, max: max * 8 }).map((eighths) => eighths / 8) },
    { weight: 1, arbitrary: fc.integer({ min: min * 7, max: max * 7 }).map((sevenths) => sevenths / 7) },
  );

/** Mostly what is given to patients, sometimes enough to empty a reservoir within days. */
export const doseMcg = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 20, max: 700 }) },
  { weight: 2, arbitrary: fc.integer({ min: 700, max: 1500 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1500, max: 8000 }) },
);
const bolusDoseMcg = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 250 }));
const basalDailyDoseMcg = fc.oneof(fc.constant(0), doseMcg);

export const concentrationMcgPerMl = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(500, 1000, 2000, 10_000) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 25_000 }) },
);

const periodicBolus: fc.Arbitrary<Schedule> = fc
  .record({
    bolusDoseMcg,
    intervalMinutes: minutes(45, 4000),
    share: fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 1, noNaN: true })),
    basalDailyDoseMcg,
  })
  .map(({ share, ...rest }) => ({
    mode: 'periodic-bolus',
    ...rest,
    bolusDurationMinutes:
      share === 1 ? rest.intervalMinutes : Math.max(1, Math.floor(rest.intervalMinutes * share)),
  }));

const clockMinute = fc.oneof(
  fc.integer({ min: 0, max: DAY_MINUTES - 1 }),
  fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60),
  fc.integer({ min: 1380, max: DAY_MINUTES - 1 }),
);

/** Each bolus takes a share of the time to the next one's start; the last may run past midnight up to the first. */
const flex: fc.Arbitrary<Schedule> = fc
  .record({
    basalDailyDoseMcg,
    starts: fc.uniqueArray(clockMinute, { minLength: 1, maxLength: 13 }),
    shares: fc.array(fc.constantFrom(0.02, 0.3, 0.6, 1), { minLength: 13, maxLength: 13 }),
    doses: fc.array(bolusDoseMcg, { minLength: 13, maxLength: 13 }),
  })
  .map(({ basalDailyDoseMcg, starts, shares, doses }) => {
    const inOrder = starts.toSorted((a, b) => a - b);
    const boluses = inOrder.map((start, index): FlexBolus => {
      const following = inOrder[index + 1] ?? (inOrder[0] ?? 0) + DAY_MINUTES;
      const durationMinutes = Math.max(1, Math.floor((following - start) * (shares[index] ?? 1)));
      return { startTime: clockTime(start), doseMcg: doses[index] ?? 1, durationMinutes };
    });
    return { mode: 'flex', basalDailyDoseMcg, boluses };
  });

const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  {
    weight: 3,
    arbitrary: doseMcg.map((dailyDoseMcg): Schedule => ({ mode: 'simple-continuous', dailyDoseMcg })),
  },
  { weight: 3, arbitrary: periodicBolus },
  { weight: 4, arbitrary: flex },
  { weight: 1, arbitrary: fc.constant<Schedule>({ mode: 'minimum-rate' }) },
  { weight: 1, arbitrary: fc.constant<Schedule>({ mode: 'stopped' }) },
);

const startsWith: fc.Arbitrary<StartsWith> = fc.record({
  kind: fc.constantFrom('bridge', 'priming', 'single'),
  volumeMl: fc.double({ min: 0.01, max: 1, noNaN: true }),
  durationMinutes: fc.oneof(minutes(5, 120), minutes(600, 6000)),
});

const programOf = (schedules: fc.Arbitrary<Schedule>): fc.Arbitrary<Program> =>
  fc
    .record({
      schedule: schedules,
      startsWith: fc.option(startsWith, { freq: 2, nil: undefined }),
      concentrationMcgPerMl: fc.option(concentrationMcgPerMl, { freq: 4, nil: undefined }),
    })
    .map(({ schedule, startsWith, concentrationMcgPerMl }) => ({
      ...schedule,
      ...(startsWith === undefined ? {} : { startsWith }),
      ...(concentrationMcgPerMl === undefined ? {} : { concentrationMcgPerMl }),
    }));

export const program = programOf(schedule);

const onSomeDays: fc.Arbitrary<Schedule> = fc
  .record({
    schedule: flex,
    days: fc.array(fc.subarray([...WEEKDAYS], { minLength: 1 }), { minLength: 13, maxLength: 13 }),
  })
  .map(({ schedule, days }) =>
    schedule.mode === 'flex'
      ? {
          ...schedule,
          boluses: schedule.boluses.map((bolus, index) => ({ ...bolus, weekdays: days[index] ?? WEEKDAYS })),
        }
      : schedule,
  );
const constantFlow = fc
  .double({ min: 0.05, max: 2, noNaN: true })
  .map((flowMlPerDay): Schedule => ({ mode: 'constant-flow', flowMlPerDay }));
const patientBolus: fc.Arbitrary<PatientBolus> = fc.record({
  doseMcg: fc.integer({ min: 5, max: 100 }),
  durationMinutes: fc.integer({ min: 1, max: 30 }),
  lockoutMinutes: fc.constant(60),
  maxPerDay: fc.integer({ min: 1, max: 12 }),
});

/** Of every kind, also for pumps without a rate control, and with what the patient may ask for. */
export const anyProgram: fc.Arbitrary<Program> = fc
  .record({
    program: programOf(
      fc.oneof(
        { weight: 6, arbitrary: schedule },
        { weight: 2, arbitrary: onSomeDays },
        { weight: 1, arbitrary: constantFlow },
        { weight: 1, arbitrary: fc.constant<Schedule>({ mode: 'minimum-rate' }) },
      ),
    ),
    patientBolus: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: patientBolus },
    ),
  })
  .map(({ program, patientBolus }) =>
    patientBolus === undefined || program.mode === 'stopped' || program.mode === 'minimum-rate'
      ? program
      : { ...program, patientBolus },
  );

function clockTime(minute: number): string {
  const hours = Math.floor(minute / 60);
  return [hours, minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
