import { accessRestricted } from './access-restricted.js';
import { adverseEventObserved } from './adverse-event-observed.js';
import { bolusGiven } from './bolus-given.js';
import { bolusTestPerformed } from './bolus-test-performed.js';
import { careAssigned } from './care-assigned.js';
import { catheterAspirated } from './catheter-aspirated.js';
import { catheterImplanted } from './catheter-implanted.js';
import { catheterReplaced } from './catheter-replaced.js';
import { catheterRevised } from './catheter-revised.js';
import { catheterStudied } from './catheter-studied.js';
import { drugSwitched } from './drug-switched.js';
import { holidayPlanned } from './holiday-planned.js';
import { inferenceReviewed } from './inference-reviewed.js';
import { motorStallDetected } from './motor-stall-detected.js';
import { motorStallRecovered } from './motor-stall-recovered.js';
import { mriPerformed } from './mri-performed.js';
import { oralMedicationChanged } from './oral-medication-changed.js';
import { outcomeAssessed } from './outcome-assessed.js';
import { pumpAlarmRaised } from './pump-alarm-raised.js';
import { pumpExplanted } from './pump-explanted.js';
import { pumpImplanted } from './pump-implanted.js';
import { pumpInterrogated } from './pump-interrogated.js';
import { pumpReplaced } from './pump-replaced.js';
import { pumpReprogrammed } from './pump-reprogrammed.js';
import { reservoirEmptied } from './reservoir-emptied.js';
import { reservoirRefilled } from './reservoir-refilled.js';
import { reservoirVolumeChecked } from './reservoir-volume-checked.js';
import { spasticityAssessed } from './spasticity-assessed.js';
import { therapyEnded } from './therapy-ended.js';
import { therapyRegistered } from './therapy-registered.js';
import { therapyTakenOver } from './therapy-taken-over.js';
import { toleranceDiagnosed } from './tolerance-diagnosed.js';

/** What happened to the therapy, as against what happened to its record: these can stand in a correction. */
export const FACT_TYPES = {
  ReservoirRefilled: reservoirRefilled,
  PumpReprogrammed: pumpReprogrammed,
  CatheterReplaced: catheterReplaced,
  BolusTestPerformed: bolusTestPerformed,
  DrugSwitched: drugSwitched,
  TherapyRegistered: therapyRegistered,
  PumpImplanted: pumpImplanted,
  PumpReplaced: pumpReplaced,
  TherapyTakenOver: therapyTakenOver,
  PumpExplanted: pumpExplanted,
  CatheterImplanted: catheterImplanted,
  CatheterRevised: catheterRevised,
  CatheterStudied: catheterStudied,
  CatheterAspirated: catheterAspirated,
  ReservoirVolumeChecked: reservoirVolumeChecked,
  PumpInterrogated: pumpInterrogated,
  ReservoirEmptied: reservoirEmptied,
  BolusGiven: bolusGiven,
  TherapyEnded: therapyEnded,
  OutcomeAssessed: outcomeAssessed,
  MotorStallDetected: motorStallDetected,
  MotorStallRecovered: motorStallRecovered,
  PumpAlarmRaised: pumpAlarmRaised,
  MriPerformed: mriPerformed,
  SpasticityAssessed: spasticityAssessed,
  OralMedicationChanged: oralMedicationChanged,
  AdverseEventObserved: adverseEventObserved,
  HolidayPlanned: holidayPlanned,
  ToleranceDiagnosed: toleranceDiagnosed,
  InferenceReviewed: inferenceReviewed,
  CareAssigned: careAssigned,
  AccessRestricted: accessRestricted,
} as const;

type FactTypes = typeof FACT_TYPES;
export type FactName = keyof FactTypes;
export type FactData<Name extends FactName> = InstanceType<FactTypes[Name]['dataClass']>;
