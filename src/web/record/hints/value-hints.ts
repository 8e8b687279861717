import { PlannedStep } from '../../../therapy/events/holiday-planned.js';
import { Assessment } from '../../../therapy/events/values/assessment.js';
import { Catheter } from '../../../therapy/events/values/catheter.js';
import { Lot } from '../../../therapy/events/values/lot.js';
import { MAX_FLEX_BOLUSES } from '../../../therapy/events/fields/limits.js';
import { PumpImplanted } from '../../../therapy/events/pump-implanted.js';
import { TakenOverReservoir } from '../../../therapy/events/therapy-taken-over.js';
import {
  ConstantFlowProgram,
  FlexBolus,
  FlexProgram,
  MinimumRateProgram,
  PatientBolus,
  PeriodicBolusProgram,
  SimpleContinuousProgram,
  StoppedProgram,
} from '../../../therapy/events/values/program.js';
import { Pump } from '../../../therapy/events/values/pump.js';
import { ShownPatientBoluses, ShownStall, Shows } from '../../../therapy/events/values/shows.js';
import { FilledSolution, FurtherDrug, Solution } from '../../../therapy/events/values/solution.js';
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

export const SOLUTION: Hints<Solution> = {
  drug: 'Lower case, such as `baclofen`; `drug-free` for saline or water.',
  concentrationMcgPerMl: '{range}. 10 mg/mL is 10,000. Left out for `drug-free`.',
  with: 'Further drugs in the same solution.',
};

export const FILLED_WITH =
  'What it was filled with before: `solution` for what the reservoir holds, or what is filled next. Left out, `drug-free`.';

export const PUMP: Hints<Pump> = {
  manufacturer: null,
  model: 'The maker’s model, such as `SynchroMed II`.',
  reservoirCapacityMl: '{range}. No fill can be above it.',
  serialNumber: null,
  udi: 'Unique device identifier.',
  tubingVolumeMl: 'From reservoir to catheter: {range}. Left out, it is the model’s.',
  nonExtractableVolumeMl: 'What stays in the reservoir when flow ends: {range}. Left out, it is 0.',
  replacementDueOn: 'YYYY-MM-DD.',
};

const ANY_PROGRAM = {
  mode: null,
  startsWith: 'Moved first; the program begins when it ends.',
  concentrationMcgPerMl:
    'What was entered in the programmer: {range}. Left out, it is what the reservoir holds at that instant. It ' +
    'stays until the next program, whatever is filled in.',
} as const;

const RUNNING = {
  ...ANY_PROGRAM,
  patientBolus: 'What the patient may ask for on top; what was given is read by an interrogation.',
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
      'The day, month or year whose last day is the last of its shelf life. A lot that had expired is recorded, with a finding.',

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
  classHints(SimpleContinuousProgram, { ...RUNNING, dailyDoseMcg: '{range}.' }),
  classHints(PeriodicBolusProgram, {
    ...RUNNING,
    bolusDoseMcg: 'Each bolus: {range}.',
    intervalMinutes: 'From the begin of a bolus to that of the next: {range}.',
    bolusDurationMinutes: 'Above 0 and at most `intervalMinutes`.',
    basalDailyDoseMcg: BASAL,
  }),
  classHints(FlexProgram, {
    ...RUNNING,
    basalDailyDoseMcg: `${BASAL} The day’s total adds the boluses.`,
    boluses: `At most ${MAX_FLEX_BOLUSES} that can fall on one day, none of which overlap.`,
  }),
  classHints(FlexBolus, {
    startTime: 'By the pump’s clock, HH:MM; the UTC offset is that of the event’s `occurredAt`.',
    doseMcg: '{range}.',
    durationMinutes: 'Also past midnight: {range}.',
    weekdays: 'The days on which it begins; left out, every day.',
  }),
  classHints(ConstantFlowProgram, { ...RUNNING, flowMlPerDay: '{range}, whatever the reservoir holds.' }),
  classHints(PatientBolus, {
    doseMcg: 'Each: {range}.',
    durationMinutes: '{range}.',
    lockoutMinutes: 'Before the next one can be asked for: {range}.',
    maxPerDay: '{range}.',
  }),
  classHints(FurtherDrug, { drug: 'Lower case, such as `bupivacaine`.', concentrationMcgPerMl: '{range}.' }),
  classHints(Pump, PUMP),
  classHints(PumpImplanted, { ...PUMP, filledWith: FILLED_WITH }),
  classHints(TakenOverReservoir, {
    ...SOLUTION,
    lots: 'The lots that it was filled with, where they are known.',
    volumeMl: 'What it holds at that instant: {range}, and at most its capacity.',
    alarmVolumeMl: 'The volume at which the pump is set to warn: {range}. Left out, it is 2.',
  }),
  classHints(Shows, {
    mode: 'A program’s mode, or `motor-stalled`.',
    dailyDoseMcg: '{range}.',
    drug: 'Lower case, such as `baclofen`.',
    concentrationMcgPerMl: '{range}.',
    reservoirVolumeMl: 'By the pump’s own arithmetic: {range}.',
    stoppedSince: 'Since when nothing flows, with the UTC offset, such as 2021-03-10 09:00+01:00.',
    motorStalls: 'The stalls in its log.',
    patientBoluses: 'The boluses that the patient was given.',
    softwareVersion: null,
  }),
  classHints(ShownStall, {
    from: 'With the UTC offset, such as 2021-03-10 09:00+01:00.',
    to: 'Likewise; left out where it stands still.',
  }),
  classHints(ShownPatientBoluses, {
    since: 'Since when they are counted, with the UTC offset, such as 2021-03-10 09:00+01:00.',
    count: 'How many were given: {range}.',
    doseMcg: 'Each: {range}.',
    durationMinutes: '{range}.',
    at: 'Those whose instants are known, one on each line, with the UTC offset.',
  }),
  classHints(MinimumRateProgram, ANY_PROGRAM),
  classHints(StoppedProgram, ANY_PROGRAM),
];
