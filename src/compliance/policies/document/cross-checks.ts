import { type FieldError, pointerTo } from '../../../faults/field-error.js';
import type { DrugPolicy, IncreasePolicy, Policy, StopPolicy } from '../policy.js';

/** What is wrong between figures each of which could be right. */
export const crossErrors = (policy: Policy): FieldError[] => [
  ...Object.entries(policy.drugs).flatMap(([drug, about]) => drugErrors(about, pointerTo('/drugs', drug))),
  ...tipErrors(policy.tip),
];

const isEmpty = (part: object) => Object.keys(part).length === 0;

function drugErrors(drug: DrugPolicy, at: string): FieldError[] {
  if (isEmpty(drug))
    return [
      {
        pointer: at,
        detail: 'must say something: at least one of stop, restart, firstDose, spike, increases, usualDose',
      },
    ];
  return [
    ...(drug.stop ? taperErrors(drug.stop, `${at}/stop/taper`) : []),
    ...(drug.restart && isEmpty(drug.restart)
      ? [
          {
            pointer: `${at}/restart`,
            detail:
              'must hold at least one of maxDoseMcgPerDay, maxPctOfFirstDose, maxIncreasePct, minHoursBetweenIncreases',
          },
        ]
      : []),
    ...(drug.increases ? increaseErrors(drug.increases, `${at}/increases`) : []),
  ];
}

function taperErrors({ taper }: StopPolicy, at: string): FieldError[] {
  const { toleranceHours, ...rules } = taper;
  if (isEmpty(rules))
    return [
      {
        pointer: at,
        detail:
          'must hold a rule: at least one of maxStepMcgPerDay, maxStepPctOfPrevious, maxStepPctOfBaseline, minHoursBetweenSteps, minTotalDays',
      },
    ];
  const tolerance = toleranceHours?.value ?? 0;
  const pointer = `${at}/toleranceHours/value`;
  const between = rules.minHoursBetweenSteps?.value;
  if (between !== undefined && tolerance >= between)
    return [{ pointer, detail: `must be less than minHoursBetweenSteps, which is ${between} hours` }];
  const days = rules.minTotalDays?.value;
  if (days !== undefined && tolerance >= days * 24)
    return [{ pointer, detail: `must be less than minTotalDays, which is ${days * 24} hours` }];
  return [];
}

/** An aetiology in two groups would have two limits. */
function increaseErrors(increases: Readonly<Record<string, IncreasePolicy>>, at: string): FieldError[] {
  const groupOf = new Map<string, string>();
  return Object.entries(increases).flatMap(([group, { aetiologies }]) =>
    aetiologies.value.flatMap((aetiology, index) => {
      const other = groupOf.get(aetiology);
      groupOf.set(aetiology, group);
      const pointer = `${pointerTo(at, group)}/aetiologies/value/${index}`;
      return other === undefined
        ? []
        : [{ pointer, detail: `must be in one group only, and ${other} has ${aetiology} too` }];
    }),
  );
}

const tipErrors = ({ overdoseRatio, underdoseRatio }: Policy['tip']): FieldError[] => [
  ...(overdoseRatio.value > 1
    ? []
    : [{ pointer: '/tip/overdoseRatio/value', detail: 'must be above 1: 1 is the programmed dose' }]),
  ...(underdoseRatio.value < 1
    ? []
    : [{ pointer: '/tip/underdoseRatio/value', detail: 'must be below 1: 1 is the programmed dose' }]),
];
