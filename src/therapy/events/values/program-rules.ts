import { ValidateBy } from 'class-validator';
import { LIMITS } from '../fields/limits.js';
import { CLOCK_TIME } from '../fields/texts.js';

const MINUTES_A_DAY = 24 * 60;
const MAX_DAILY = LIMITS.dailyDoseMcg.max;

type Given = Readonly<Record<string, unknown>>;

const rule = (name: string, message: string, holds: (value: unknown, object: Given) => boolean) =>
  ValidateBy({
    name,
    validator: {
      validate: (value, args) => holds(value, args?.object as unknown as Given),
      defaultMessage: () => message,
    },
  });

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

/** The boluses of a flex program, each of which runs every day, do not overlap; to touch is not to overlap. */
export const NoOverlap = () =>
  rule('noOverlap', 'must not overlap each other, nor the next day’s', (boluses) => {
    if (!Array.isArray(boluses)) return true;
    const spans = boluses
      .map((bolus: Given | null) => ({
        start: minuteOf(bolus?.['startTime']),
        duration: numberOf(bolus?.['durationMinutes']),
      }))
      .sort((a, b) => a.start - b.start);
    return spans.every(({ start, duration }, index) => {
      const next = spans[index + 1]?.start ?? spans[0]!.start + MINUTES_A_DAY;
      return !(start + duration > next);
    });
  });

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
    const doses = boluses.map((bolus: Given | null) => numberOf(bolus?.['doseMcg']));
    return !(doses.reduce((sum, dose) => sum + dose, numberOf(basalDailyDoseMcg)) > MAX_DAILY);
  });
