import { sixDigits } from '../../infusion/six-digits.js';
import { none } from '../../therapy/none.js';
import type { EventData, EventTypeName } from '../../therapy/events/index.js';
import { solutionInWords } from '../../therapy/solution-words.js';
import type { PinKind } from './therapy-timeline.js';

/** How a type of event stands on the time line. */
export interface Drawn<Name extends EventTypeName> {
  readonly kind: PinKind;
  /**
   * In words what was recorded, without what may say something about the patient.
   * @param dailyMcg of a program
   */
  readonly words: (data: EventData<Name>, dailyMcg: number | undefined) => string;
  /** What somebody wrote: a digest of it where it is kept apart. */
  readonly note?: (data: EventData<Name>) => string | undefined;
}

const spaced = (code: string): string => code.replaceAll('-', ' ');
const reason = ({ reason: text }: { readonly reason?: string }): string | undefined => text;

/** Is it drawn on the time line, how, and with what words? */
export const DRAWN: { readonly [Name in EventTypeName]: Drawn<Name> | undefined } = {
  PumpImplanted: {
    kind: 'implant',
    words: ({ manufacturer, model, reservoirCapacityMl }) =>
      `pump implanted: ${manufacturer} ${model}, ${reservoirCapacityMl} mL`,
  },
  PumpReplaced: {
    kind: 'implant',
    words: ({ pump }) => `pump replaced: ${pump.manufacturer} ${pump.model}, ${pump.reservoirCapacityMl} mL`,
    note: reason,
  },
  TherapyTakenOver: {
    kind: 'implant',
    words: ({ pump, reservoir, program }, dailyMcg) =>
      `taken over: ${pump.manufacturer} ${pump.model}, ${reservoir.volumeMl} mL of ${solutionInWords(reservoir)}, ${programmed({ program }, dailyMcg)}`,
  },
  TherapyEnded: {
    kind: 'end',
    words: ({ reason: why }) => `therapy ended: ${spaced(why)}`,
    note: ({ note }) => note,
  },
  PumpExplanted: { kind: 'explant', words: () => 'pump explanted', note: reason },
  CatheterImplanted: { kind: 'catheter', words: ({ model }) => `catheter implanted: ${model}` },
  CatheterReplaced: {
    kind: 'catheter',
    words: ({ catheter }) => `catheter replaced: ${catheter.model}`,
    note: reason,
  },
  CatheterRevised: {
    kind: 'catheter',
    words: ({ segment }) => `catheter revised: ${spaced(segment)}`,
    note: reason,
  },
  ReservoirEmptied: {
    kind: 'emptied',
    words: ({ aspiratedVolumeMl }) =>
      aspiratedVolumeMl === undefined ? 'reservoir emptied' : `reservoir emptied of ${aspiratedVolumeMl} mL`,
    note: reason,
  },
  ReservoirRefilled: {
    kind: 'refill',
    words: ({ filledVolumeMl, ...solution }) =>
      `filled with ${filledVolumeMl} mL of ${solutionInWords(solution)}`,
  },
  DrugSwitched: { kind: 'drug-switch', words: switched, note: reason },
  PumpReprogrammed: { kind: 'program', words: programmed, note: reason },
  BolusTestPerformed: { kind: 'bolus-test', words: bolus },
  BolusGiven: {
    kind: 'bolus-given',
    words: ({ purpose, route, drug, doseMcg }) =>
      `${purpose} bolus: ${drug}, ${doseMcg} mcg, ${route === 'pocket' ? 'into the pocket' : `by ${spaced(route)}`}`,
  },
  CatheterStudied: {
    kind: 'study',
    words: ({ method, finding }) => `catheter study (${spaced(method)}): ${spaced(finding)}`,
  },
  CatheterAspirated: {
    kind: 'study',
    words: ({ success }) => (success ? 'catheter aspirated' : 'catheter could not be aspirated'),
  },
  ReservoirVolumeChecked: {
    kind: 'check',
    words: ({ conclusion }) => `reservoir volume ${spaced(conclusion)}`,
  },
  PumpInterrogated: { kind: 'check', words: interrogated },
  PumpAlarmRaised: { kind: 'alarm', words: ({ alarm }) => `alarm: ${spaced(alarm)}` },
  MotorStallDetected: { kind: 'stall', words: () => 'motor stall' },
  MotorStallRecovered: { kind: 'stall', words: () => 'motor turns again' },
  MriPerformed: {
    kind: 'mri',
    words: ({ fieldTesla }) => (fieldTesla === undefined ? 'MRI' : `MRI, ${fieldTesla} T`),
  },
  AdverseEventObserved: {
    kind: 'adverse-event',
    words: ({ serious }) => (serious ? 'serious adverse event' : 'adverse event'),
    note: ({ description }) => description,
  },
  OralMedicationChanged: {
    kind: 'oral',
    words: ({ drug, doseMg, timesPerDay }) =>
      timesPerDay === 0 ? `${drug} by mouth stopped` : `${drug} ${doseMg} mg × ${timesPerDay} by mouth`,
  },
  ToleranceDiagnosed: {
    kind: 'diagnosis',
    words: ({ drug }) => `tolerance to ${drug} diagnosed`,
    note: ({ basis }) => basis,
  },
  HolidayPlanned: { kind: 'plan', words: ({ drug }) => `${drug} holiday planned`, note: reason },

  OutcomeAssessed: {
    kind: 'outcome',
    words: ({ scale, value, high }) => `${scale} ${high === undefined ? value : `${value} to ${high}`}`,
    note: ({ site }) => site,
  },

  // Its grades are drawn as scores.
  SpasticityAssessed: none,
  InferenceReviewed: none,
  CareAssigned: none,
  AccessRestricted: none,
  TherapyRegistered: none,
  EventCorrected: none,
  EventVoided: none,
  AuditSigned: none,
  PatientErased: none,
};

/** The events whose personal values a time line shows. */
export const NOTED = (Object.keys(DRAWN) as EventTypeName[]).filter(
  (type) => DRAWN[type]?.note !== undefined,
);

function switched({ from, to }: EventData<'DrugSwitched'>): string {
  const old = from.drug === to.drug ? solutionInWords(from) : from.drug;
  return `${old} to ${solutionInWords(to)}`;
}

function programmed(
  { program }: Pick<EventData<'PumpReprogrammed'>, 'program'>,
  dailyMcg: number | undefined,
): string {
  const { mode } = program;
  if (mode === 'constant-flow') return `constant flow, ${program.flowMlPerDay} mL/day`;
  const words = mode === 'stopped' ? 'pump stopped' : spaced(mode);
  return mode === 'stopped' || mode === 'minimum-rate' || dailyMcg === undefined
    ? words
    : `${sixDigits(dailyMcg)} mcg/day, ${words}`;
}

function interrogated({ shows = {} }: EventData<'PumpInterrogated'>): string {
  const { mode, dailyDoseMcg, patientBoluses } = shows;
  const shown = [
    mode === undefined ? [] : [spaced(mode)],
    dailyDoseMcg === undefined ? [] : [`${dailyDoseMcg} mcg/day`],
    patientBoluses ? [`${patientBoluses.count} patient boluses of ${patientBoluses.doseMcg} mcg`] : [],
  ].flat();
  return shown.length === 0 ? 'pump interrogated' : `pump interrogated: ${shown.join(', ')}`;
}

function bolus({ drug, doseMcg, route, response }: EventData<'BolusTestPerformed'>): string {
  const dose = doseMcg === undefined ? 'dose not recorded' : `${doseMcg} mcg`;
  return `bolus test: ${drug}, ${dose}, by ${spaced(route)}: ${spaced(response)}`;
}
