import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';
import type { EventTypeName } from '../../therapy/events/index.js';
import { type AuditContext, oncePer } from '../context.js';

/** Does it show that somebody was at the pump? */
const AT_THE_PUMP: Readonly<Record<EventTypeName, boolean>> = {
  PumpImplanted: true,
  ReservoirRefilled: true,
  DrugSwitched: true,
  PumpReprogrammed: true,
  PumpInterrogated: true,
  ReservoirVolumeChecked: true,
  PumpAlarmRaised: true,
  PumpReplaced: true,
  TherapyTakenOver: true,
  ReservoirEmptied: true,
  PumpExplanted: true,

  CatheterImplanted: false,
  CatheterReplaced: false,
  CatheterRevised: false,
  CatheterStudied: false,
  CatheterAspirated: false,
  BolusTestPerformed: false,
  BolusGiven: false,
  TherapyEnded: false,
  OutcomeAssessed: false,
  MotorStallDetected: false,
  MotorStallRecovered: false,
  MriPerformed: false,
  SpasticityAssessed: false,
  OralMedicationChanged: false,
  AdverseEventObserved: false,
  HolidayPlanned: false,
  ToleranceDiagnosed: false,
  InferenceReviewed: false,
  CareAssigned: false,
  AccessRestricted: false,
  TherapyRegistered: false,
  EventCorrected: false,
  EventVoided: false,
  AuditSigned: false,
  PatientErased: false,
};

/** Whether an event shows somebody at the pump, or the pump at work. */
export const isOfThePump = ({ type, data }: ActingEvent): boolean =>
  AT_THE_PUMP[type] ||
  type === 'MotorStallDetected' ||
  type === 'MotorStallRecovered' ||
  ((type === 'BolusTestPerformed' || type === 'BolusGiven') && data.route === 'pump');

/** The last fact that shows somebody at the pump; what is inferred after it is a projection. */
export const lastPumpRecord = oncePer(({ events }) => events.findLast((event) => AT_THE_PUMP[event.type]));

export const isAfterLastRecord = (context: AuditContext, at: Instant): boolean =>
  at > (lastPumpRecord(context)?.at ?? Number.NEGATIVE_INFINITY);
