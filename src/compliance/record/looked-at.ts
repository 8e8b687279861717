import type { EventTypeName } from '../../therapy/events/index.js';

/** Does an audit look at it? It does not at what people said of audits, or did to the record. */
const LOOKED_AT: Readonly<Record<EventTypeName, boolean>> = {
  TherapyRegistered: true,
  PumpImplanted: true,
  PumpReplaced: true,
  TherapyTakenOver: true,
  TherapyEnded: true,
  PumpExplanted: true,
  CatheterImplanted: true,
  CatheterReplaced: true,
  CatheterRevised: true,
  CatheterStudied: true,
  CatheterAspirated: true,
  ReservoirRefilled: true,
  DrugSwitched: true,
  PumpReprogrammed: true,
  ReservoirEmptied: true,
  BolusTestPerformed: true,
  BolusGiven: true,
  ReservoirVolumeChecked: true,
  PumpInterrogated: true,
  PumpAlarmRaised: true,
  MotorStallDetected: true,
  MotorStallRecovered: true,
  MriPerformed: true,
  SpasticityAssessed: true,
  OutcomeAssessed: true,
  OralMedicationChanged: true,
  AdverseEventObserved: true,
  HolidayPlanned: true,
  ToleranceDiagnosed: true,
  EventCorrected: true,
  EventVoided: true,

  InferenceReviewed: false,
  CareAssigned: false,
  AccessRestricted: false,
  AuditSigned: false,
  PatientErased: false,
};

/** What people said of audits or did to the record, not what happened to the pump: no audit looks at it. */
export const standsBeside = ({ type }: { readonly type: EventTypeName }): boolean =>
  LOOKED_AT[type] === false;
