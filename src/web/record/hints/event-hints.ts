import type { EventData, RecordableName } from '../../../therapy/events/index.js';
import { MAX_OPEN_DEPTH } from '../../../therapy/json.js';
import type { Hints } from './hint.js';
import { CATHETER, REFILLED_WITH } from './value-hints.js';

const DRUG = 'Lower case, such as `baclofen`.';

export const EVENT_HINTS: { readonly [Name in RecordableName]: Hints<EventData<Name>> } = {
  ReservoirRefilled: {
    drug: DRUG,
    concentrationMcgPerMl: '{range}.',
    filledVolumeMl: REFILLED_WITH.filledVolumeMl,
    aspiratedVolumeMl: REFILLED_WITH.aspiratedVolumeMl,
    alarmVolumeMl: 'The volume at which the pump is set to warn: {range}. Left out, it is 2.',
    lots: REFILLED_WITH.lots,
  },
  PumpReprogrammed: { program: 'What the pump runs from now on.', reason: null },
  CatheterReplaced: { reason: null, catheter: 'The new catheter.' },
  BolusTestPerformed: {
    purpose: 'Why it was given.',
    route: 'Only by route `pump` does it replace the infusion while it runs.',
    drug: DRUG,
    doseMcg: '{range}. Required for route `pump`.',
    durationMinutes: '{range}. Required for route `pump`.',
    response: 'What was seen, by whoever tested.',
    assessments: 'Clinical scales before and after.',
  },
  DrugSwitched: {
    reason: null,
    from: 'What the reservoir held, as the source says.',
    to: 'What it holds now.',
    filledVolumeMl: REFILLED_WITH.filledVolumeMl,
    aspiratedVolumeMl: REFILLED_WITH.aspiratedVolumeMl,
    rinsed: 'Whether the reservoir was rinsed in between.',
  },
  TherapyRegistered: {
    patientPseudonym: 'Stands for the patient, whose name belongs nowhere here.',
    indication: 'What the therapy is for.',
    aetiology:
      'A code such as `spinal-cord-injury`, `multiple-sclerosis`, `cerebral-palsy`, `traumatic-brain-injury` or ' +
      '`stroke`, which policies know.',
    lesionLevel: 'The neurological level, such as `C3`.',
    aisGrade: 'ASIA impairment scale.',
    birthYear: '{range}.',
    sex: 'As in FHIR.',
  },
  PumpImplanted: {
    manufacturer: null,
    model: 'The maker’s model, such as `SynchroMed II`.',
    reservoirCapacityMl: '{range}. No fill can be above it.',
    serialNumber: null,
    udi: 'Unique device identifier.',
    tubingVolumeMl: 'From reservoir to catheter: {range}. Left out, it is the model’s.',
    nonExtractableVolumeMl: 'What stays in the reservoir when flow ends: {range}. Left out, it is 0.',
    replacementDueOn: 'YYYY-MM-DD.',
  },
  PumpExplanted: { reason: null },
  CatheterImplanted: CATHETER,
  CatheterStudied: {
    method: null,
    finding: null,
    aspiratedVolumeMl: 'Drawn out at the pump end before contrast was given: {range}.',
    contrastVolumeMl: 'Pushed in at the pump end: {range}. What it displaces leaves the tip as dose.',
  },
  CatheterAspirated: {
    success: 'Whether anything came.',
    volumeMl: 'What was drawn: {range}. Drug-free fluid takes its place from the tip.',
    csfAppearance: null,
  },
  ReservoirVolumeChecked: {
    conclusion: 'By whoever checked: more (`excess`) or less (`deficit`) than expected, or as expected.',
    expectedVolumeMl: 'By the programmer: {range}.',
    measuredVolumeMl: 'As drawn out: {range}.',
  },
  PumpInterrogated: {
    displayed: `What the programmer showed, by its own names: an open object of at most ${MAX_OPEN_DEPTH} levels.`,
    alarms: 'The alarms that it listed.',
    clockOffsetMinutes: 'The pump’s clock minus the true time: {range}.',
  },
  MotorStallDetected: {},
  MotorStallRecovered: {},
  PumpAlarmRaised: { alarm: null },
  MriPerformed: { fieldTesla: '{range}.' },
  SpasticityAssessed: {
    scale: 'Modified Ashworth scale or Penn spasm frequency scale.',
    low: 'The grade, or the lowest of a range: `0 1 1+ 2 3 4` (MAS), `0 1 2 3 4` (PSFS).',
    high: 'The highest grade of a range.',
    site: 'Which muscles.',
  },
  OralMedicationChanged: {
    drug: 'Lower case, such as `tizanidine`.',
    doseMg: 'Each intake: {range}.',
    timesPerDay: '{range}; 0 says that it was stopped.',
  },
  AdverseEventObserved: {
    description: 'What was seen.',
    serious: 'Whether it meets any criterion of seriousness.',
    seriousness: 'The criterion it meets, such as `hospitalisation`.',
    outcome: 'How it ended, such as `recovered`.',
    suspect: 'The drug or device suspected.',
  },
  HolidayPlanned: {
    drug: DRUG,
    reason: null,
    policyId: 'The policy that the plan follows, such as `case-report-2024`.',
    replacementDrug: 'What is infused meanwhile; lower case, such as `morphine`.',
    steps: 'The doses on the way down.',
  },
  ToleranceDiagnosed: { drug: DRUG, basis: 'What the diagnosis rests on.' },
  InferenceReviewed: { inference: 'The id of a finding or cessation.', outcome: null, reason: null },
  EventCorrected: {
    corrects: 'The id of the event, of this therapy.',
    replacement: 'Type, date and data as they should have been.',
    reason: null,
  },
  EventVoided: { voids: 'The id of the event, of this therapy.', reason: null },
};
