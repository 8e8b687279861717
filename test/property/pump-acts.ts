import type { PumpEventData, Shows, SimulatedEvent, Told } from './pump-events.js';
import { DAY_MS, MINUTE_MS } from './program-clock.js';

/** The alarms that change what flows. */
export type StopAlarm = 'motor-stall' | 'empty-reservoir' | 'end-of-service' | 'memory-reset';
const STOP_ALARMS: readonly string[] = ['motor-stall', 'empty-reservoir', 'end-of-service', 'memory-reset'];
const ENDS_DELIVERY: readonly string[] = ['death', 'explanted', 'transferred'];

export interface Reading {
  readonly shows: Shows;
  /** Those that act now. */
  readonly alarms: readonly StopAlarm[];
  /** It says since when the pump was stopped, and no alarm says why. */
  readonly stopped: boolean;
  /** Up to the next program, where that comes within 24 hours; else empty. */
  readonly visit: readonly Told[];
}

/** What happens to pump and path at an instant: an event, or what a reading says of an earlier instant. */
export type Act = { readonly at: number; readonly id: string } & (
  | { readonly kind: 'event'; readonly event: Told }
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'alarm'; readonly alarm: StopAlarm }
  | { readonly kind: 'recovered' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'ended' }
);

/** Boluses of a patient that a reading told of; evenly over the time where it did not say when. */
export interface PatientDose {
  readonly from: number;
  readonly to: number;
  readonly mcgPerMs: number;
}

export interface Acts {
  /** In the order in which they act. */
  readonly acts: readonly Act[];
  readonly patientDoses: readonly PatientDose[];
  /** The times whose patient boluses were read. */
  readonly read: readonly { readonly from: number; readonly to: number }[];
}

/** Of events in acting order: what acts when. Instants are milliseconds from `midnight` on. */
export function actsOf(all: readonly SimulatedEvent[], midnight: number): Acts {
  const events = all.map((event) => ({ ...event, at: event.at - midnight }) as Told);
  const end = endOfDelivery(events);
  const told = end === undefined ? events : events.slice(0, end);
  const acts: Act[] = [];
  const earlier: Act[] = [];
  const patientDoses: PatientDose[] = [];
  const read: { from: number; to: number }[] = [];
  const instant = (stated: string) => Date.parse(stated) - midnight;
  let pump = false;
  for (const [index, event] of told.entries()) {
    const { at, id, type, data } = event;
    if (type === 'PumpImplanted' || type === 'TherapyTakenOver') pump = true;
    if (type === 'PumpExplanted') pump = false;
    if (type === 'PumpAlarmRaised') {
      if (STOP_ALARMS.includes(data.alarm))
        acts.push({ at, id, kind: 'alarm', alarm: data.alarm as StopAlarm });
    } else if (type === 'MotorStallDetected') acts.push({ at, id, kind: 'alarm', alarm: 'motor-stall' });
    else if (type === 'MotorStallRecovered') acts.push({ at, id, kind: 'recovered' });
    else if (type !== 'PumpInterrogated') acts.push({ at, id, kind: 'event', event });
    else if (pump) {
      const { shows = {} } = data;
      acts.push({ at, id, kind: 'reading', reading: readingOf(told, index, data, earlier) });
      earlier.push(...saidOfBefore(id, data, instant));
      if (shows.patientBoluses) {
        const { since } = shows.patientBoluses;
        patientDoses.push(...dosesRead(shows.patientBoluses, at, instant));
        read.push({ from: instant(since), to: at });
      }
    }
  }
  if (end !== undefined) acts.push(...afterwards(events.slice(end)));
  // At one instant what a reading says of it comes first; sorting keeps the order of the rest.
  return { acts: [...earlier, ...acts].toSorted((a, b) => a.at - b.at), patientDoses, read };
}

/** The index of the `TherapyEnded` that ends delivery: nothing after it opens the therapy again. */
function endOfDelivery(events: readonly Told[]): number | undefined {
  const last = events.findLastIndex(opens);
  const index = events.findIndex(
    ({ type, data }, place) =>
      place > last && type === 'TherapyEnded' && ENDS_DELIVERY.includes((data as { reason: string }).reason),
  );
  return index < 0 ? undefined : index;
}

/** After the end a pump may be taken out or emptied, and nothing else that is told of it acts. */
function afterwards([ending, ...later]: readonly Told[]): Act[] {
  if (ending === undefined) return [];
  const taken = later.filter(({ type }) => type === 'PumpExplanted' || type === 'ReservoirEmptied');
  return [
    { at: ending.at, id: ending.id, kind: 'ended' },
    ...taken.map((event): Act => ({ at: event.at, id: event.id, kind: 'event', event })),
  ];
}

function opens({ type, data }: Told): boolean {
  switch (type) {
    case 'PumpReprogrammed':
      return data.program.mode !== 'stopped';
    case 'BolusTestPerformed':
      return data.route === 'pump';
    case 'BolusGiven':
      return data.route === 'pump' || data.route === 'catheter-port';
    case 'PumpImplanted':
    case 'PumpReplaced':
    case 'TherapyTakenOver':
    case 'CatheterImplanted':
    case 'CatheterReplaced':
    case 'CatheterRevised':
    case 'CatheterAspirated':
    case 'CatheterStudied':
    case 'ReservoirRefilled':
    case 'DrugSwitched':
    case 'MotorStallRecovered':
      return true;
    default:
      return false;
  }
}

const runs = ({ mode }: Shows) => mode !== undefined && mode !== 'stopped' && mode !== 'motor-stalled';

function readingOf(
  told: readonly Told[],
  index: number,
  data: PumpEventData['PumpInterrogated'],
  saidBefore: readonly Act[],
): Reading {
  const { at } = told[index] as Told;
  const day = told.slice(0, index).filter((event) => at - event.at <= DAY_MS);
  const recovered = saidBefore.some((act) => act.kind === 'recovered' && at - act.at <= DAY_MS);
  const answered = (alarm: StopAlarm) =>
    day.some(({ type }) => ENDED_BY[alarm].includes(type)) || (alarm === 'motor-stall' && recovered);
  const { shows = {}, alarms = [] } = data;
  const stopAlarms = alarms.filter((alarm) => STOP_ALARMS.includes(alarm)) as StopAlarm[];
  const dated = (alarm: StopAlarm) =>
    shows.stoppedSince !== undefined || (alarm === 'motor-stall' && shows.motorStalls !== undefined);
  const next = told.findIndex(({ type }, place) => place > index && type === 'PumpReprogrammed');
  const inTime = next >= 0 && (told[next] as Told).at - at <= DAY_MS;
  return {
    shows,
    alarms: runs(shows) ? [] : stopAlarms.filter((alarm) => !dated(alarm) && !answered(alarm)),
    stopped: shows.stoppedSince !== undefined && stopAlarms.length === 0,
    visit: inTime ? told.slice(index + 1, next + 1) : [],
  };
}

const NEW_PUMP = ['PumpImplanted', 'PumpReplaced', 'TherapyTakenOver'];
const ENDED_BY: Record<StopAlarm, readonly string[]> = {
  'motor-stall': ['MotorStallRecovered', ...NEW_PUMP],
  'empty-reservoir': ['ReservoirRefilled', 'DrugSwitched', ...NEW_PUMP],
  'end-of-service': NEW_PUMP,
  'memory-reset': ['PumpReprogrammed', ...NEW_PUMP],
};

function saidOfBefore(
  id: string,
  { shows = {}, alarms = [] }: PumpEventData['PumpInterrogated'],
  instant: (stated: string) => number,
): Act[] {
  const { stoppedSince, motorStalls } = shows;
  const acts: Act[] = [];
  const stopAlarms = alarms.filter((alarm) => STOP_ALARMS.includes(alarm)) as StopAlarm[];
  if (stoppedSince !== undefined) {
    const at = instant(stoppedSince);
    if (stopAlarms.length === 0) acts.push({ at, id, kind: 'stopped' });
    else if (!runs(shows))
      for (const alarm of stopAlarms)
        if (alarm !== 'motor-stall' || motorStalls === undefined) acts.push({ at, id, kind: 'alarm', alarm });
  }
  for (const { from, to } of motorStalls ?? []) {
    acts.push({ at: instant(from), id, kind: 'alarm', alarm: 'motor-stall' });
    if (to !== undefined) acts.push({ at: instant(to), id, kind: 'recovered' });
  }
  return acts;
}

function dosesRead(
  boluses: NonNullable<Shows['patientBoluses']>,
  reading: number,
  instant: (stated: string) => number,
): PatientDose[] {
  const { since, count, doseMcg, durationMinutes, at = [] } = boluses;
  const duration = durationMinutes * MINUTE_MS;
  const from = instant(since);
  const evenly = (count - at.length) * doseMcg;
  return [
    ...at.map(instant).map((start) => ({
      from: start,
      to: start + duration,
      mcgPerMs: doseMcg / duration,
    })),
    ...(evenly > 0 && from < reading ? [{ from, to: reading, mcgPerMs: evenly / (reading - from) }] : []),
  ];
}
