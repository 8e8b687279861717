import type { DrugPolicy, Policy, StopPolicy } from '../../compliance/policies/policy.js';
import { figure } from '../../reports/words.js';
import { say } from '../../words/say.js';
import { policies as texts } from '../../words/texts/policies.js';
import type { Text } from '../../words/say.js';
import { told } from '../../words/told.js';

/** A figure of a policy with its unit; undefined where it has none: then it is not judged. */
interface Demand {
  readonly name: Text;
  readonly valueOf: (policy: DrugPolicy, whole: Policy) => string | undefined;
}

const withUnit =
  (unit: string) =>
  (sourced: { readonly value: number } | undefined): string | undefined =>
    sourced && `${figure(sourced.value)} ${told(unit)}`;
const mcgPerDay = withUnit('mcg/day');
const percent = withUnit('%');
const hours = withUnit('h');
const days = withUnit('days');

/** The main figures of a policy for one drug, to be laid beside those of others. */
export const DEMANDS: readonly Demand[] = [
  { name: texts.largestStep, valueOf: ({ stop }) => mcgPerDay(stop?.taper.maxStepMcgPerDay) },
  {
    name: texts.largestStepOfTheDose,
    valueOf: ({ stop }) => percent(stop?.taper.maxStepPctOfPrevious),
  },
  { name: texts.largestStepOfTheBaseline, valueOf: ({ stop }) => percent(stop?.taper.maxStepPctOfBaseline) },
  { name: texts.fromThisDoseAnyStep, valueOf: ({ stop }) => mcgPerDay(stop?.floorMcgPerDay) },
  { name: texts.leastTimeBetweenSteps, valueOf: ({ stop }) => hours(stop?.taper.minHoursBetweenSteps) },
  { name: texts.leastTimeToZero, valueOf: ({ stop }) => days(stop?.taper.minTotalDays) },
  {
    name: texts.abruptMoreOfTheBaseline,
    valueOf: ({ stop }) =>
      stop &&
      say(texts.inWords, {
        percent: percent(stop.abrupt.maxDropPctOfBaseline),
        hours: hours(stop.abrupt.windowHours),
      }),
  },
  {
    name: texts.abruptMoreOfTheDays,
    valueOf: ({ stop }) => percent(stop?.abrupt.maxDropPctOfDose),
  },
  {
    name: texts.abruptALargerLastFall,
    valueOf: ({ stop }) => mcgPerDay(stop?.abrupt.maxLastFallMcgPerDay),
  },
  { name: texts.largestDoseAtTheReturn, valueOf: ({ restart }) => mcgPerDay(restart?.maxDoseMcgPerDay) },
  {
    name: texts.largestDoseAtTheReturn2,
    valueOf: ({ restart }) => percent(restart?.maxPctOfFirstDose),
  },
  { name: texts.largestRiseOnTheWay, valueOf: ({ restart }) => percent(restart?.maxIncreasePct) },
  { name: texts.replacementWithin, valueOf: (_, { replacement }) => hours(replacement?.withinHours) },
];

function stopInWords(drug: string, { abrupt, taper, floorMcgPerDay }: StopPolicy): string {
  const floor = floorMcgPerDay;
  const sizes = [
    mcgPerDay(taper.maxStepMcgPerDay),
    taper.maxStepPctOfPrevious &&
      say(texts.ofTheDoseBefore, {
        percent: percent(taper.maxStepPctOfPrevious),
        floor: floor ? say(texts.anyPartFromDown, { mcgPerDay: mcgPerDay(floor) }) : '',
      }),
    taper.maxStepPctOfBaseline && say(texts.ofTheBaseline, { percent: percent(taper.maxStepPctOfBaseline) }),
  ].filter((part) => part !== undefined);
  const parts = [
    sizes.length > 0
      ? say(texts.aStepTakesAtMost, { sizes: sizes.join(say(texts.andAtMost)) })
      : say(texts.itSetsNoLimitTo),
    taper.minHoursBetweenSteps &&
      say(texts.stepsLieAtLeastApart, { hours: hours(taper.minHoursBetweenSteps) }),
    taper.minTotalDays && say(texts.zeroComesAtLeastAfter, { days: days(taper.minTotalDays) }),
    taper.toleranceHours && say(texts.withOfTolerance, { hours: hours(taper.toleranceHours) }),
  ].filter((part) => part !== undefined);
  const losses = [
    say(texts.moreThanOfTheBaseline, { percent: percent(abrupt.maxDropPctOfBaseline) }),
    abrupt.maxDropPctOfDose && say(texts.moreThanOfTheDose, { percent: percent(abrupt.maxDropPctOfDose) }),
  ].filter((part) => part !== undefined);
  const last = abrupt.maxLastFallMcgPerDay
    ? say(texts.orOfMoreThanIn, { mcgPerDay: mcgPerDay(abrupt.maxLastFallMcgPerDay) })
    : '';
  return say(texts.toStopAbruptIsA, {
    drug,
    parts: parts.join(', '),
    losses: losses.join(say(texts.orWord)),
    hours: hours(abrupt.windowHours),
    last,
  });
}

/** What a policy demands, a sentence or two for each drug. */
export const demandsInWords = (policy: Policy): string[] => [
  ...Object.entries(policy.drugs).flatMap(([drug, { stop }]) => (stop ? [stopInWords(drug, stop)] : [])),
  ...(policy.replacement
    ? [say(texts.anotherDrugTakesOverWithin, { hours: hours(policy.replacement.withinHours) })]
    : []),
  say(texts.aZeroShorterThanIs, {
    hours: hours(policy.minHoursToCount),
    days: days(policy.holidayPlannedWithinDays),
  }),
];
