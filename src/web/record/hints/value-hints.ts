import { PlannedStep } from '../../../therapy/events/holiday-planned.js';
import { Assessment } from '../../../therapy/events/values/assessment.js';
import { Catheter } from '../../../therapy/events/values/catheter.js';
import { Lot } from '../../../therapy/events/values/lot.js';
import {
  FlexBolus,
  FlexProgram,
  MinimumRateProgram,
  PeriodicBolusProgram,
  SimpleContinuousProgram,
  StoppedProgram,
} from '../../../therapy/events/values/program.js';
import { FilledSolution, Solution } from '../../../therapy/events/values/solution.js';
import { StartsWith } from '../../../therapy/events/values/starts-with.js';
import { StatedSource } from '../../../therapy/events/values/stated-source.js';
import { type ClassHints, type Hints, classHints } from './hint.js';

export const CATHETER: Hints<Catheter> = {
  model: 'The maker’s model, such as `8731SC`.',
  lotNumber: null,
  implantedLengthCm: 'What was left after trimming: {range}.',
  volumeMl: '{range}.',
  tipLevel: 'The vertebral level of the tip, such as `T10`.',
};

/** A refill and a drug switch ask for the same. */
export const REFILLED_WITH = {
  filledVolumeMl: 'Volume in the reservoir after the fill: {range}, and at most its capacity.',
  aspiratedVolumeMl: 'What was drawn out before the fill: {range}.',
  lots: 'The lots filled in.',
} as const;

const SOLUTION: Hints<Solution> = {
  drug: 'Lower case, such as `baclofen`.',
  concentrationMcgPerMl: '{range}. 10 mg/mL is 10,000.',
};

const ANY_PROGRAM = {
  mode: null,
  startsWith: 'Moved first; the program begins when it ends.',
  concentrationMcgPerMl:
    'What was entered in the programmer: {range}. Left out, it is what the reservoir holds at that instant. It ' +
    'stays until the next program, whatever is filled in.',
} as const;

const BASAL = 'What runs throughout, below the boluses: {range}.';

export const VALUE_HINTS: readonly ClassHints[] = [
  classHints(StatedSource, {
    kind: 'Left out, it is `manual`, and `import` for imports.',
    document: 'Which document, such as a DOI.',
    assertion:
      'Whether the source says it, it follows from what the source says, or it was assumed; left out, `stated`.',
    note: null,
  }),
  classHints(Lot, {
    lotNumber: 'As printed.',
    expiresOn:
      'The last day of its shelf life, YYYY-MM-DD. A lot that had expired is recorded, with a finding.',
    manufacturer: null,
  }),
  classHints(Solution, SOLUTION),
  classHints(FilledSolution, { ...SOLUTION, lots: REFILLED_WITH.lots }),
  classHints(Catheter, CATHETER),
  classHints(Assessment, {
    scale: 'Any scale’s name, such as `MAS`.',
    before: 'The value before the bolus, as the scale writes it.',
    after: 'The value after the bolus, as the scale writes it.',
    hoursAfter: 'When `after` was assessed: {range}.',
  }),
  classHints(PlannedStep, {
    on: 'From when on: an instant or a partial date.',
    dailyDoseMcg: '{range}.',
  }),
  classHints(StartsWith, {
    kind: '`bridge`: what is still in the path, at a rate chosen for it; `priming`: fills a path that holds no drug; `single`: one bolus.',
    volumeMl: 'What is moved, evenly over the duration: {range}.',
    durationMinutes: '{range}.',
  }),
  classHints(SimpleContinuousProgram, { ...ANY_PROGRAM, dailyDoseMcg: '{range}.' }),
  classHints(PeriodicBolusProgram, {
    ...ANY_PROGRAM,
    bolusDoseMcg: 'Each bolus: {range}.',
    intervalMinutes: 'From the begin of a bolus to that of the next: {range}.',
    bolusDurationMinutes: 'Above 0 and at most `intervalMinutes`.',
    basalDailyDoseMcg: BASAL,
  }),
  classHints(FlexProgram, {
    ...ANY_PROGRAM,
    basalDailyDoseMcg: `${BASAL} The day’s total adds the boluses.`,
    boluses: 'At most {most}, none of which overlap.',
  }),
  classHints(FlexBolus, {
    startTime: 'By the pump’s clock, HH:MM; the UTC offset is that of the event’s `occurredAt`.',
    doseMcg: '{range}.',
    durationMinutes: 'Also past midnight: {range}.',
  }),
  classHints(MinimumRateProgram, ANY_PROGRAM),
  classHints(StoppedProgram, ANY_PROGRAM),
];
