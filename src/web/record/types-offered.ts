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
import { record as texts } from '../../words/texts/record.js';
import { say } from '../../words/say.js';
import type { Text } from '../../words/say.js';

const GROUP_NAMES = [
  texts.atThePump,
  texts.testsAndStudies,
  texts.alarms,
  texts.device,
  texts.clinical,
  texts.corrections,
] as const;

/** How a type of event is offered to be recorded. */
interface Offered {
  readonly group: (typeof GROUP_NAMES)[number];
  /** Where its name in words would not do. */
  readonly title?: Text;
  /** Of its data what the state of the pump tells. */
  readonly known?: (state: PumpStateDto) => object | undefined;
}

/** In which group does its form stand, and by what title? What of it is known? In a group the order is that of the table. */
const OFFERED: Readonly<Record<RecordableName, Offered>> = {
  ReservoirRefilled: { group: texts.atThePump, title: texts.refill, known: solutionKnown },
  PumpReprogrammed: { group: texts.atThePump, title: texts.reprogramming, known: programKnown },
  CatheterReplaced: { group: texts.atThePump },
  BolusTestPerformed: { group: texts.atThePump, title: texts.bolusTest, known: drugKnown },
  DrugSwitched: { group: texts.atThePump, title: texts.drugSwitch, known: oldContentKnown },

  PumpInterrogated: { group: texts.testsAndStudies },
  ReservoirVolumeChecked: { group: texts.testsAndStudies },
  CatheterAspirated: { group: texts.testsAndStudies },
  CatheterStudied: { group: texts.testsAndStudies },
  SpasticityAssessed: { group: texts.testsAndStudies },
  OutcomeAssessed: { group: texts.testsAndStudies },
  MriPerformed: { group: texts.testsAndStudies, title: texts.mri },

  PumpAlarmRaised: { group: texts.alarms },
  MotorStallDetected: { group: texts.alarms },
  MotorStallRecovered: { group: texts.alarms },

  PumpImplanted: { group: texts.device },
  PumpReplaced: { group: texts.device, known: newPumpKnown },
  PumpExplanted: { group: texts.device },
  TherapyTakenOver: { group: texts.device, title: texts.takeOverOfARunning, known: takenOverKnown },
  CatheterImplanted: { group: texts.device },
  CatheterRevised: { group: texts.device, known: revisedKnown },
  ReservoirEmptied: { group: texts.device },

  HolidayPlanned: { group: texts.clinical, known: drugKnown },
  ToleranceDiagnosed: { group: texts.clinical, known: drugKnown },
  BolusGiven: { group: texts.clinical, known: drugKnown },
  OralMedicationChanged: { group: texts.clinical },
  AdverseEventObserved: { group: texts.clinical },
  InferenceReviewed: { group: texts.clinical },
  TherapyRegistered: { group: texts.clinical },
  CareAssigned: { group: texts.clinical, title: texts.whereThePatientIsCared },
  AccessRestricted: { group: texts.clinical, title: texts.restrictedAccess },
  TherapyEnded: { group: texts.clinical, title: texts.endOfTherapy },

  EventCorrected: { group: texts.corrections, title: texts.correctAnEvent },
  EventVoided: { group: texts.corrections, title: texts.voidAnEvent },
};

/** What an event of a type is recorded as. */
const sayOr = (title: Text | undefined, type: RecordableName): string =>
  title ? say(title) : typeInWords(type);

export const titleOf = (type: RecordableName): string => sayOr(OFFERED[type].title, type);

/** The data of an event as far as the state of the pump tells them. */
export const knownData = (type: RecordableName, state: PumpStateDto): object | undefined =>
  OFFERED[type].known?.(state);

const offered = Object.keys(OFFERED) as readonly RecordableName[];

/** The types as they are offered. */
export const GROUPS: readonly (readonly [Text, readonly RecordableName[]])[] = GROUP_NAMES.map((name) => [
  name,
  offered.filter((type) => OFFERED[type].group === name),
]);
