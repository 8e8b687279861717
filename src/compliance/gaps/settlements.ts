import type { AssumptionCode } from '../assumptions/assumption-catalogue.js';
import type { FindingCode } from '../rules/catalogue.js';
import {
  CATHETER_LENGTH,
  CATHETER_STUDY,
  CATHETER_VOLUME,
  EXACT_DATES,
  MOVED_VOLUME,
  READ_THE_PUMP,
  START_OF_PROGRAM,
  type Settlement,
  TUBING_VOLUME,
  VOLUME_FOUND,
} from './settlement.js';

/** What settles each assumption. */
export const settlesAssumption: Readonly<Record<AssumptionCode, Settlement>> = {
  TUBING_VOLUME_FROM_MODEL: TUBING_VOLUME,
  CATHETER_VOLUME_FROM_LENGTH: CATHETER_VOLUME,
  CATHETER_TAKEN_AS_UNTRIMMED: CATHETER_LENGTH,
  PATH_VOLUME_UNKNOWN: {
    ...CATHETER_VOLUME,
    text: 'the volume of the catheter, or its model and implanted length',
  },
  MINIMUM_RATE_FROM_MODEL: { text: 'the minimum rate of the pump, from its manual' },
  MINIMUM_RATE_UNKNOWN: {
    text: 'the model of the pump as its maker writes it',
    eventType: 'PumpImplanted',
    field: '/data/model',
  },
  FLOW_UNKNOWN: {
    text: 'the strength that the programmer was told',
    eventType: 'PumpReprogrammed',
    field: '/data/program/concentrationMcgPerMl',
  },
  RESIDUAL_LEFT_OUT: {
    text: 'whether the reservoir was rinsed',
    eventType: 'DrugSwitched',
    field: '/data/rinsed',
  },
  MOVED_VOLUME_NOT_RECORDED: MOVED_VOLUME,
  PATH_CONTENT_UNKNOWN: {
    text: 'what tubing and catheter held when the pump was taken over',
    eventType: 'TherapyTakenOver',
    field: '/data/path',
  },
  CATHETER_UNVERIFIED: CATHETER_STUDY,
  DATES_ARE_INTERVALS: EXACT_DATES,
  EVENT_WITHOUT_EFFECT: {
    text: 'a correction of this event, or of the one that stands in its way',
    eventType: 'EventCorrected',
  },
  SPIKE_NOT_JUDGED: { text: 'a policy that has such figures for the drug' },
  AETIOLOGY_NOT_KNOWN: {
    text: 'what the spasticity comes from, by a code that policies know',
    eventType: 'TherapyRegistered',
    field: '/data/aetiology',
  },
};

/** The assumptions that a reason speaks of, where they are not called the same. */
export const assumptionsBehind: Readonly<Record<string, readonly AssumptionCode[]>> = {
  PATH_VOLUME_NOT_RECORDED: ['CATHETER_TAKEN_AS_UNTRIMMED'],
  FLOW_UNKNOWN: ['FLOW_UNKNOWN', 'MINIMUM_RATE_UNKNOWN'],
  DATES_UNCERTAIN: ['DATES_ARE_INTERVALS'],
};

/** What settles a reason of a cessation that no assumption stands behind. */
export const settlesReason: Readonly<Record<string, Settlement>> = {
  AFTER_LAST_RECORD: READ_THE_PUMP,
  DATES_UNCERTAIN: EXACT_DATES,
  EMPTY_NOT_CONFIRMED: VOLUME_FOUND,
  FOUND_EMPTY: {
    text: 'the pump’s log: since when it had stopped',
    eventType: 'PumpInterrogated',
    field: '/data/shows/stoppedSince',
  },
  DELIVERY_CONTRADICTED: {
    text: 'what explains the volume or the reading: another measurement, the pump’s log, or a correction',
    eventType: 'ReservoirVolumeChecked',
    field: '/data/measuredVolumeMl',
  },
  DELIVERY_BELOW_SCHEDULE: {
    text: 'the pump’s log: what it gave in these hours',
    eventType: 'PumpInterrogated',
    field: '/data/shows',
  },
  NO_POLICY_FOR_DRUG: { text: 'a policy that says how this drug may be stopped' },
  TIP_NOT_AT_ZERO: { text: 'an audit as of a later instant' },
  NO_CATHETER_RECORDED: {
    text: 'the catheter, with its volume',
    eventType: 'CatheterImplanted',
    field: '/data/volumeMl',
  },
  PATH_VOLUME_NOT_RECORDED: CATHETER_LENGTH,
  NEITHER_BRIDGE_NOR_ASPIRATION: START_OF_PROGRAM,
  BRIDGE_NOT_RECORDED: START_OF_PROGRAM,
  PRIMING_NOT_RECORDED: START_OF_PROGRAM,
};

/** What one record settles for all that ask for it is one unknown: its code, and what is not known. */
export const sharedUnknown: Readonly<Record<string, { readonly code: string; readonly what: string }>> = {
  [READ_THE_PUMP.text]: {
    code: 'AFTER_LAST_RECORD',
    what: 'nothing that is recorded later says how the pump went on',
  },
};

/** An unknown of a cessation and a finding that are one. */
export const sameAsReason: Readonly<Partial<Record<FindingCode, string>>> = {
  RESERVOIR_RAN_EMPTY: 'EMPTY_NOT_CONFIRMED',
  DELIVERY_CONTRADICTED: 'DELIVERY_CONTRADICTED',
  DELIVERY_BELOW_SCHEDULE: 'DELIVERY_BELOW_SCHEDULE',
  BRIDGE_NOT_RECORDED: 'BRIDGE_NOT_RECORDED',
  PRIMING_NOT_RECORDED: 'PRIMING_NOT_RECORDED',
};

type Place = Pick<Settlement, 'eventType' | 'field'>;

const READING: Place = { eventType: 'PumpInterrogated', field: '/data/shows' };
const ASPIRATED: Place = { eventType: 'ReservoirRefilled', field: '/data/aspiratedVolumeMl' };

/** Where what settles a finding is said; the words are the finding’s own. */
export const placeOfFinding: Readonly<Partial<Record<FindingCode, Place>>> = {
  RESERVOIR_RAN_EMPTY: ASPIRATED,
  RESERVOIR_MAY_HAVE_RUN_EMPTY: ASPIRATED,
  RESERVOIR_LOW: ASPIRATED,
  RESTART_DOSE_HIGH: ASPIRATED,
  MOTOR_STALLED: READING,
  REPORTED_STOPPED: { eventType: 'PumpInterrogated', field: '/data/shows/stoppedSince' },
  RESET_NOT_REPROGRAMMED: READING,
  END_OF_SERVICE_PASSED: READING,
  PUMP_LEFT_STOPPED: READING,
  DELIVERY_UNKNOWN: READING,
  DELIVERY_BELOW_SCHEDULE: READING,
  MRI_NOT_FOLLOWED_BY_INTERROGATION: READING,
  TUBE_SET_RISK: { eventType: 'ReservoirVolumeChecked', field: '/data/measuredVolumeMl' },
  DELIVERY_CONTRADICTED: { eventType: 'ReservoirVolumeChecked', field: '/data/measuredVolumeMl' },
  BRIDGE_NOT_RECORDED: { eventType: 'PumpReprogrammed', field: '/data/program/startsWith' },
  PRIMING_NOT_RECORDED: { eventType: 'PumpReprogrammed', field: '/data/program/startsWith' },
  CATHETER_OCCLUSION_POSSIBLE: { eventType: 'CatheterStudied', field: '/data/finding' },
  CATHETER_FAULT_FOUND: { eventType: 'CatheterStudied', field: '/data/finding' },
  LOT_EXPIRED: { field: '/occurredAt' },
  DOSE_NOT_REDUCED_AFTER_REVISION: { field: '/occurredAt' },
  REFILL_DISCREPANCY: { field: '/occurredAt' },
  FIRST_DOSE_HIGH: { eventType: 'BolusTestPerformed', field: '/data/doseMcg' },
  MODEL_UNKNOWN: { eventType: 'EventCorrected', field: '/data/replacement/data' },
  DRUG_UNKNOWN: { eventType: 'EventCorrected', field: '/data/replacement/data' },
  DRUG_MISMATCH: { eventType: 'EventCorrected', field: '/data/replacement/data' },
  CONCENTRATION_UNUSUAL: { eventType: 'EventCorrected', field: '/data/replacement/data' },
};
