import type { PumpStateDto } from '../../answers/dto/state.dto.js';
import { typeInWords } from '../../reports/event-words.js';
import type { RecordableName } from '../../therapy/events/index.js';
import {
  drugKnown,
  newPumpKnown,
  oldContentKnown,
  programKnown,
  revisedKnown,
  solutionKnown,
  takenOverKnown,
} from './prefill.js';

const GROUP_NAMES = [
  'At the pump',
  'Tests and studies',
  'Alarms',
  'Device',
  'Clinical',
  'Corrections',
] as const;

/** How a type of event is offered to be recorded. */
interface Offered {
  readonly group: (typeof GROUP_NAMES)[number];
  /** Where its name in words would not do. */
  readonly title?: string;
  /** Of its data what the state of the pump tells. */
  readonly known?: (state: PumpStateDto) => object | undefined;
}

/** In which group does its form stand, and by what title? What of it is known? In a group the order is that of the table. */
const OFFERED: Readonly<Record<RecordableName, Offered>> = {
  ReservoirRefilled: { group: 'At the pump', title: 'Refill', known: solutionKnown },
  PumpReprogrammed: { group: 'At the pump', title: 'Reprogramming', known: programKnown },
  CatheterReplaced: { group: 'At the pump' },
  BolusTestPerformed: { group: 'At the pump', title: 'Bolus test', known: drugKnown },
  DrugSwitched: { group: 'At the pump', title: 'Drug switch', known: oldContentKnown },

  PumpInterrogated: { group: 'Tests and studies' },
  ReservoirVolumeChecked: { group: 'Tests and studies' },
  CatheterAspirated: { group: 'Tests and studies' },
  CatheterStudied: { group: 'Tests and studies' },
  SpasticityAssessed: { group: 'Tests and studies' },
  OutcomeAssessed: { group: 'Tests and studies' },
  MriPerformed: { group: 'Tests and studies', title: 'MRI' },

  PumpAlarmRaised: { group: 'Alarms' },
  MotorStallDetected: { group: 'Alarms' },
  MotorStallRecovered: { group: 'Alarms' },

  PumpImplanted: { group: 'Device' },
  PumpReplaced: { group: 'Device', known: newPumpKnown },
  PumpExplanted: { group: 'Device' },
  TherapyTakenOver: { group: 'Device', title: 'Take-over of a running pump', known: takenOverKnown },
  CatheterImplanted: { group: 'Device' },
  CatheterRevised: { group: 'Device', known: revisedKnown },
  ReservoirEmptied: { group: 'Device' },

  HolidayPlanned: { group: 'Clinical', known: drugKnown },
  ToleranceDiagnosed: { group: 'Clinical', known: drugKnown },
  BolusGiven: { group: 'Clinical', known: drugKnown },
  OralMedicationChanged: { group: 'Clinical' },
  AdverseEventObserved: { group: 'Clinical' },
  InferenceReviewed: { group: 'Clinical' },
  TherapyRegistered: { group: 'Clinical' },
  CareAssigned: { group: 'Clinical', title: 'Where the patient is cared for' },
  AccessRestricted: { group: 'Clinical', title: 'Restricted access' },
  TherapyEnded: { group: 'Clinical', title: 'End of therapy' },

  EventCorrected: { group: 'Corrections', title: 'Correct an event' },
  EventVoided: { group: 'Corrections', title: 'Void an event' },
};

/** What an event of a type is recorded as. */
export const titleOf = (type: RecordableName): string => OFFERED[type].title ?? typeInWords(type);

/** The data of an event as far as the state of the pump tells them. */
export const knownData = (type: RecordableName, state: PumpStateDto): object | undefined =>
  OFFERED[type].known?.(state);

const offered = Object.keys(OFFERED) as readonly RecordableName[];

/** The types as they are offered. */
export const GROUPS: readonly (readonly [string, readonly RecordableName[]])[] = GROUP_NAMES.map((name) => [
  name,
  offered.filter((type) => OFFERED[type].group === name),
]);
