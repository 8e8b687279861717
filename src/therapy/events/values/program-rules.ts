import { LIMITS, MAX_FLEX_BOLUSES } from '../fields/limits.js';
import { type Given, rule } from '../fields/rule.js';
import { CLOCK_TIME } from '../fields/texts.js';
import { WEEKDAYS, daysNamed } from '../../week.js';

const MINUTES_A_DAY = 24 * 60;
const DAYS_A_WEEK = WEEKDAYS.length;
const MAX_DAILY = LIMITS.dailyDoseMcg.max;

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
const minuteOf = (startTime: unknown): number =>
  typeof startTime === 'string' && CLOCK_TIME.test(startTime)
    ? Number(startTime.slice(0, 2)) * 60 + Number(startTime.slice(3))
    : Number.NaN;

/** A periodic bolus ends when the next one begins, at the latest. */
export const EndsBeforeNext = () =>
  rule(
    'endsBeforeNext',
    'must be at most intervalMinutes: boluses of one program cannot overlap',
    (duration, { intervalMinutes }) => !(numberOf(duration) > numberOf(intervalMinutes)),
  );

interface Due {
  /** From the beginning of Monday, minutes. */
  readonly start: number;
  readonly end: number;
  readonly day: number;
  readonly doseMcg: number;
}

/** All boluses of a week, by their beginning. */
const weekOf = (boluses: readonly (Given | null)[]): Due[] =>
  boluses
    .flatMap((bolus) =>
      daysNamed(bolus?.['weekdays']).map((day) => {
        const start = day * MINUTES_A_DAY + minuteOf(bolus?.['startTime']);
        const duration = numberOf(bolus?.['durationMinutes']);
        return { start, end: start + duration, day, doseMcg: numberOf(bolus?.['doseMcg']) };
      }),
    )
    .sort((a, b) => a.start - b.start);

const dueOn = (boluses: readonly (Given | null)[]): readonly Due[][] => {
  const due = weekOf(boluses);
  return WEEKDAYS.map((_, day) => due.filter((one) => one.day === day));
};

/** The boluses of a flex program do not overlap, also from Sunday to Monday; to touch is not to overlap. */
export const NoOverlap = () =>
  rule('noOverlap', 'must not overlap each other, nor the next day’s', (boluses) => {
    if (!Array.isArray(boluses)) return true;
    const week = weekOf(boluses);
    return week.every(({ end }, index) => {
      const next = week[index + 1]?.start ?? week[0]!.start + DAYS_A_WEEK * MINUTES_A_DAY;
      return !(end > next);
    });
  });

/** By the day on which a bolus begins. */
export const MostOfADay = () =>
  rule(
    'mostOfADay',
    `must be at most ${MAX_FLEX_BOLUSES} that can fall on one day`,
    (boluses) => !Array.isArray(boluses) || dueOn(boluses).every((due) => due.length <= MAX_FLEX_BOLUSES),
  );

/** A program without boluses is another mode, unless the patient asks for them. */
export const NotEmptyButForPatientBolus = () =>
  rule(
    'notEmpty',
    'must have at least one bolus, but where there is a patientBolus',
    (boluses, { patientBolus }) =>
      !Array.isArray(boluses) || boluses.length > 0 || patientBolus !== undefined,
  );

const tooMuchADay = `the day’s total must be at most ${MAX_DAILY} mcg`;

/** Basal and boluses of a day together stay below what is absurd. */
export const PeriodicTotalWithinLimit = () =>
  rule('dailyTotal', tooMuchADay, (dose, { intervalMinutes, basalDailyDoseMcg }) => {
    const boluses = (numberOf(dose) * MINUTES_A_DAY) / numberOf(intervalMinutes);
    return !(numberOf(basalDailyDoseMcg) + boluses > MAX_DAILY);
  });

/** Basal and boluses of a day together stay below what is absurd. */
export const FlexTotalWithinLimit = () =>
  rule('dailyTotal', tooMuchADay, (boluses, { basalDailyDoseMcg }) => {
    if (!Array.isArray(boluses)) return true;
    const basal = numberOf(basalDailyDoseMcg);
    return dueOn(boluses).every(
      (due) => !(due.reduce((sum, { doseMcg }) => sum + doseMcg, basal) > MAX_DAILY),
    );
  });
