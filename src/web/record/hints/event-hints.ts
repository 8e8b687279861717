import type { EventData, RecordableName } from '../../../therapy/events/index.js';
import { MAX_OPEN_DEPTH } from '../../../therapy/json.js';
import type { Hints } from './hint.js';
import { CATHETER, FILLED_WITH, PUMP, REFILLED_WITH, SOLUTION } from './value-hints.js';

const DRUG = 'Lower case, such as `baclofen`.';

export const EVENT_HINTS: { readonly [Name in RecordableName]: Hints<EventData<Name>> } = {
  ReservoirRefilled: {
    ...SOLUTION,
    filledVolumeMl: REFILLED_WITH.filledVolumeMl,
    aspiratedVolumeMl: REFILLED_WITH.aspiratedVolumeMl,
    alarmVolumeMl: 'The volume at which the pump is set to warn: {range}. Left out, it is 2.',
    lots: REFILLED_WITH.lots,
  },
  PumpReprogrammed: {
    program: 'What the pump runs from now on.',
    reason: null,
    reasonCode: 'It is shown, and decides nothing.',
  },
  CatheterReplaced: { reason: null, catheter: 'The new catheter.', filledWith: FILLED_WITH },
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
  PumpImplanted: { ...PUMP, filledWith: FILLED_WITH },
  PumpReplaced: {
    reason: null,
    pump: 'The new pump: empty, without a program.',
    aspiratedVolumeMl: 'What was drawn out of the old pump: {range}.',
  },
  TherapyTakenOver: {
    pump: 'The pump in place.',
    pumpImplantedOn: 'When the pump was put in place, as exactly as it is known.',
    catheter: 'The catheter in place; left out, the one on record stays.',
    catheterImplantedOn: 'When the catheter was put in place, as exactly as it is known.',
    reservoir: 'What the reservoir holds.',
    program: 'What the pump runs.',
    path: 'Whether tubing and catheter hold what the reservoir holds, or nobody knows what.',
  },
  TherapyEnded: {
    reason: 'After `death`, `explanted` and `transferred` nothing is delivered or projected.',
    note: null,
  },
  PumpExplanted: { reason: null, aspiratedVolumeMl: 'What was drawn out of it: {range}.' },
  CatheterImplanted: { ...CATHETER, filledWith: FILLED_WITH },
  CatheterRevised: {
    reason: null,
    segment: 'Which part is new.',
    segmentVolumeMl: 'Of the new segment: {range}. Left out for a connector.',
    catheter: 'Left out, its volume is as before.',
    filledWith: FILLED_WITH,
  },
  ReservoirEmptied: { aspiratedVolumeMl: 'What was drawn out: {range}.', reason: null },
  BolusGiven: {
    purpose: 'Why it was given; `inadvertent` where nobody meant it.',
    route: '`pump` replaces the infusion while it runs; `catheter-port` pushes out what the catheter holds.',
    drug: DRUG,
    doseMcg: '{range}.',
    volumeMl: 'What was pushed in: {range}. Required for route `catheter-port`.',
    durationMinutes: '{range}. Required for route `pump`.',
  },
  OutcomeAssessed: {
    scale: 'In capitals, such as `NRS-PAIN`; MAS and PSFS have a form of their own.',
    value: 'As the scale writes it.',
    high: null,
    site: null,
  },
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
    shows:
      'It is compared with the program in force; where the two differ, what the pump says counts from then on.',
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
  CareAssigned: {
    site: 'A code of the site, such as `north`.',
    unit: 'A code of a ward or clinic of the site, such as `ward-3`.',
  },
  AccessRestricted: {
    restricted: '`true` leaves it to recorders and reviewers of exactly its place, and to officers.',
    reason: null,
  },
  EventCorrected: {
    corrects: 'The id of the event, of this therapy.',
    replacement: 'Type, date and data as they should have been.',
    reason: null,
  },
  EventVoided: { voids: 'The id of the event, of this therapy.', reason: null },
};
