import type { EventTypeName } from './events/index.js';

/**
 * Brings the data of one version to the next. Personal values are in them as digests, which move as they are; what an
 * older version did not say stays unsaid.
 */
export type Upcast = (data: object) => object;

/**
 * From version 1 to 2 first; none while there is one version. Apart from the classes of events: who only reads events
 * needs no class, and loads in half the time.
 */
export const UPCASTS: { readonly [Name in EventTypeName]: readonly Upcast[] } = {
  ReservoirRefilled: [],
  PumpReprogrammed: [],
  CatheterReplaced: [],
  BolusTestPerformed: [],
  DrugSwitched: [],
  TherapyRegistered: [],
  PumpImplanted: [],
  PumpReplaced: [],
  TherapyTakenOver: [],
  PumpExplanted: [],
  CatheterImplanted: [],
  CatheterRevised: [],
  CatheterStudied: [],
  CatheterAspirated: [],
  ReservoirVolumeChecked: [],
  PumpInterrogated: [],
  ReservoirEmptied: [],
  BolusGiven: [],
  TherapyEnded: [],
  OutcomeAssessed: [],
  MotorStallDetected: [],
  MotorStallRecovered: [],
  PumpAlarmRaised: [],
  MriPerformed: [],
  SpasticityAssessed: [],
  OralMedicationChanged: [],
  AdverseEventObserved: [],
  HolidayPlanned: [],
  ToleranceDiagnosed: [],
  InferenceReviewed: [],
  CareAssigned: [],
  AccessRestricted: [],
  EventCorrected: [],
  EventVoided: [],
  AuditSigned: [],
  PatientErased: [],
};

export const isEventTypeName = (name: string): name is EventTypeName => Object.hasOwn(UPCASTS, name);

/** The version in which data of a type are written now; from 1. */
export const schemaVersionOf = (name: EventTypeName): number => UPCASTS[name].length + 1;

/** All versions in which data were ever written, oldest first. */
export const versionsOf = (name: EventTypeName): readonly number[] =>
  Array.from({ length: schemaVersionOf(name) }, (_, index) => index + 1);

/** Data that were written in an older version, as they would be written now. */
export const upcast = (name: EventTypeName, data: object, version: number): object =>
  UPCASTS[name].slice(version - 1).reduce((older, bring) => bring(older), data);
