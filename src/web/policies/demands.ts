import type { DrugPolicy, Policy, StopPolicy } from '../../compliance/policies/policy.js';
import { figure } from '../../reports/words.js';

/** A figure of a policy with its unit; undefined where it has none: then it is not judged. */
interface Demand {
  readonly name: string;
  readonly valueOf: (policy: DrugPolicy, whole: Policy) => string | undefined;
}

const withUnit =
  (unit: string) =>
  (sourced: { readonly value: number } | undefined): string | undefined =>
    sourced && `${figure(sourced.value)}${unit}`;
const mcgPerDay = withUnit(' mcg/day');
const percent = withUnit(' %');
const hours = withUnit(' h');
const days = withUnit(' days');

/** The main figures of a policy for one drug, to be laid beside those of others. */
export const DEMANDS: readonly Demand[] = [
  { name: 'Largest step', valueOf: ({ stop }) => mcgPerDay(stop?.taper.maxStepMcgPerDay) },
  {
    name: 'Largest step, of the dose before',
    valueOf: ({ stop }) => percent(stop?.taper.maxStepPctOfPrevious),
  },
  { name: 'Largest step, of the baseline', valueOf: ({ stop }) => percent(stop?.taper.maxStepPctOfBaseline) },
  { name: 'From this dose any step', valueOf: ({ stop }) => mcgPerDay(stop?.floorMcgPerDay) },
  { name: 'Least time between steps', valueOf: ({ stop }) => hours(stop?.taper.minHoursBetweenSteps) },
  { name: 'Least time to zero', valueOf: ({ stop }) => days(stop?.taper.minTotalDays) },
  {
    name: 'Abrupt: more of the baseline lost within the window',
    valueOf: ({ stop }) =>
      stop && `${percent(stop.abrupt.maxDropPctOfBaseline)} in ${hours(stop.abrupt.windowHours)}`,
  },
  {
    name: 'Abrupt: more of the day’s dose lost within it',
    valueOf: ({ stop }) => percent(stop?.abrupt.maxDropPctOfDose),
  },
  {
    name: 'Abrupt: a larger last fall',
    valueOf: ({ stop }) => mcgPerDay(stop?.abrupt.maxLastFallMcgPerDay),
  },
  { name: 'Largest dose at the return', valueOf: ({ restart }) => mcgPerDay(restart?.maxDoseMcgPerDay) },
  {
    name: 'Largest dose at the return, of the first of the therapy',
    valueOf: ({ restart }) => percent(restart?.maxPctOfFirstDose),
  },
  { name: 'Largest rise on the way back', valueOf: ({ restart }) => percent(restart?.maxIncreasePct) },
  { name: 'Replacement within', valueOf: (_, { replacement }) => hours(replacement?.withinHours) },
];

function stopInWords(drug: string, { abrupt, taper, floorMcgPerDay }: StopPolicy): string {
  const floor = floorMcgPerDay;
  const sizes = [
    mcgPerDay(taper.maxStepMcgPerDay),
    taper.maxStepPctOfPrevious &&
      `${percent(taper.maxStepPctOfPrevious)} of the dose before${floor ? ` (any part from ${mcgPerDay(floor)} down)` : ''}`,
    taper.maxStepPctOfBaseline && `${percent(taper.maxStepPctOfBaseline)} of the baseline`,
  ].filter((part) => part !== undefined);
  const parts = [
    sizes.length > 0
      ? `a step takes at most ${sizes.join(' and at most ')}`
      : 'it sets no limit to a single step',
    taper.minHoursBetweenSteps && `steps lie at least ${hours(taper.minHoursBetweenSteps)} apart`,
    taper.minTotalDays && `zero comes at least ${days(taper.minTotalDays)} after the first step`,
    taper.toleranceHours && `with ${hours(taper.toleranceHours)} of tolerance`,
  ].filter((part) => part !== undefined);
  const losses = [
    `more than ${percent(abrupt.maxDropPctOfBaseline)} of the baseline`,
    abrupt.maxDropPctOfDose && `more than ${percent(abrupt.maxDropPctOfDose)} of the dose of that day`,
  ].filter((part) => part !== undefined);
  const last = abrupt.maxLastFallMcgPerDay
    ? `, or of more than ${mcgPerDay(abrupt.maxLastFallMcgPerDay)} in the last ones before zero`
    : '';
  return `To stop ${drug}: ${parts.join(', ')}. Abrupt is a loss of ${losses.join(' or ')} within ${hours(abrupt.windowHours)}${last}.`;
}

/** What a policy demands, a sentence or two for each drug. */
export const demandsInWords = (policy: Policy): string[] => [
  ...Object.entries(policy.drugs).flatMap(([drug, { stop }]) => (stop ? [stopInWords(drug, stop)] : [])),
  ...(policy.replacement
    ? [
        `Another drug takes over within ${hours(policy.replacement.withinHours)} after the zero of a planned holiday.`,
      ]
    : []),
  `A zero shorter than ${hours(policy.minHoursToCount)} is left out, and a plan counts for ${days(policy.holidayPlannedWithinDays)}.`,
];
