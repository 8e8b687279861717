import { programmedDailyMcg } from '../../infusion/program.js';
import type { Delivery } from '../../infusion/delivery.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventTypeName } from '../../therapy/events/index.js';
import { datedOf } from './dated.js';
import type { Pin, PinKind } from './therapy-timeline.js';

const KINDS: Readonly<Partial<Record<EventTypeName, PinKind>>> = {
  PumpImplanted: 'implant',
  PumpExplanted: 'explant',
  CatheterImplanted: 'catheter',
  CatheterReplaced: 'catheter',
  ReservoirRefilled: 'refill',
  DrugSwitched: 'drug-switch',
  PumpReprogrammed: 'program',
  BolusTestPerformed: 'bolus-test',
  CatheterStudied: 'study',
  CatheterAspirated: 'study',
  ReservoirVolumeChecked: 'check',
  PumpInterrogated: 'check',
  PumpAlarmRaised: 'alarm',
  MotorStallDetected: 'stall',
  MotorStallRecovered: 'stall',
  MriPerformed: 'mri',
  AdverseEventObserved: 'adverse-event',
  OralMedicationChanged: 'oral',
  ToleranceDiagnosed: 'diagnosis',
  HolidayPlanned: 'plan',
};

/** What happened to the therapy, but for the grades, which are `scores`. */
export function pinsOf(events: readonly ActingEvent[], delivery: Delivery): Pin[] {
  const programs = dailyDoses(delivery);
  return events.flatMap((event) => {
    const kind = KINDS[event.type];
    if (kind === undefined) return [];
    const note = noteOf(event);
    return [
      {
        ...datedOf(event),
        type: event.type,
        kind,
        words: wordsOf(event, programs),
        ...(note !== undefined && { note }),
      },
    ];
  });
}

function dailyDoses({ segments }: Delivery): ReadonlyMap<string, number> {
  const doses = new Map<string, number>();
  for (const { program } of segments)
    if (program && !doses.has(program.eventId)) doses.set(program.eventId, programmedDailyMcg(program));
  return doses;
}

/** Six digits at most. */
const figure = (value: number): string => String(Number(value.toPrecision(6)));

/** In words what was recorded, without what may say something about the patient. */
function wordsOf(event: ActingEvent, programs: ReadonlyMap<string, number>): string {
  switch (event.type) {
    case 'PumpImplanted':
      return `pump implanted: ${event.data.manufacturer} ${event.data.model}, ${event.data.reservoirCapacityMl} mL`;
    case 'PumpExplanted':
      return 'pump explanted';
    case 'CatheterImplanted':
      return `catheter implanted: ${event.data.model}`;
    case 'CatheterReplaced':
      return `catheter replaced: ${event.data.catheter.model}`;
    case 'ReservoirRefilled':
      return `filled with ${event.data.filledVolumeMl} mL of ${event.data.drug} ${event.data.concentrationMcgPerMl} mcg/mL`;
    case 'DrugSwitched': {
      const { from, to } = event.data;
      const old = from.drug === to.drug ? `${from.drug} ${from.concentrationMcgPerMl} mcg/mL` : from.drug;
      return `${old} to ${to.drug} ${to.concentrationMcgPerMl} mcg/mL`;
    }
    case 'PumpReprogrammed': {
      const { mode } = event.data.program;
      const dose = programs.get(event.id);
      const words = mode === 'stopped' ? 'pump stopped' : mode.replaceAll('-', ' ');
      return mode === 'stopped' || mode === 'minimum-rate' || dose === undefined
        ? words
        : `${figure(dose)} mcg/day, ${words}`;
    }
    case 'BolusTestPerformed': {
      const { drug, doseMcg, route, response } = event.data;
      const dose = doseMcg === undefined ? 'dose not recorded' : `${doseMcg} mcg`;
      return `bolus test: ${drug}, ${dose}, by ${route.replaceAll('-', ' ')}: ${response.replaceAll('-', ' ')}`;
    }
    case 'CatheterStudied':
      return `catheter study (${event.data.method.replaceAll('-', ' ')}): ${event.data.finding}`;
    case 'CatheterAspirated':
      return event.data.success ? 'catheter aspirated' : 'catheter could not be aspirated';
    case 'ReservoirVolumeChecked':
      return `reservoir volume ${event.data.conclusion.replaceAll('-', ' ')}`;
    case 'PumpInterrogated':
      return 'pump interrogated';
    case 'PumpAlarmRaised':
      return `alarm: ${event.data.alarm.replaceAll('-', ' ')}`;
    case 'MotorStallDetected':
      return 'motor stall';
    case 'MotorStallRecovered':
      return 'motor turns again';
    case 'MriPerformed':
      return event.data.fieldTesla === undefined ? 'MRI' : `MRI, ${event.data.fieldTesla} T`;
    case 'AdverseEventObserved':
      return event.data.serious ? 'serious adverse event' : 'adverse event';
    case 'OralMedicationChanged': {
      const { drug, doseMg, timesPerDay } = event.data;
      return timesPerDay === 0
        ? `${drug} by mouth stopped`
        : `${drug} ${doseMg} mg × ${timesPerDay} by mouth`;
    }
    case 'ToleranceDiagnosed':
      return `tolerance to ${event.data.drug} diagnosed`;
    case 'HolidayPlanned':
      return `${event.data.drug} holiday planned`;
    default:
      return event.type;
  }
}

/** What somebody wrote: a digest of it where it is kept apart. */
function noteOf(event: ActingEvent): string | undefined {
  switch (event.type) {
    case 'PumpExplanted':
    case 'CatheterReplaced':
    case 'DrugSwitched':
    case 'PumpReprogrammed':
    case 'HolidayPlanned':
      return event.data.reason;
    case 'AdverseEventObserved':
      return event.data.description;
    case 'ToleranceDiagnosed':
      return event.data.basis;
    default:
      return undefined;
  }
}
