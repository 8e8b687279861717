import type { Acting } from '../../therapy/acting-event.js';
import type { Alarm } from '../../therapy/events/values/alarm.js';
import type { Shows } from '../../therapy/events/values/shows.js';
import type { Around, Earlier, Effect } from '../effects/effect.js';
import { recover, stall } from '../effects/pump.js';
import { leadingMcgPerMl } from '../fluid.js';
import { type ProgramInForce, programInForce, programmedDailyMcg } from '../program.js';
import type { Pumping } from '../pumping.js';
import { MINUTE_MS, dailyMl } from '../schedule.js';
import { SHOWN_DIFFERS_ML } from '../stretches/agreement.js';
import { SAME_ML } from '../tolerances.js';
import { isActing, sound } from './alarm.js';
import { heldAt, isAnswered, nextProgram } from './around.js';
import { type ShownFigures, differs, figureDiffers, setShown } from './shown-program.js';

type Read = Acting<'PumpInterrogated'>;

const runs = (mode: Shows['mode']): boolean =>
  mode !== undefined && mode !== 'stopped' && mode !== 'motor-stalled';

/** The alarms that were read and say something of the flow: not those of a pump that runs, which are history. */
function actingAlarms({ data: { alarms = [], shows } }: Read): readonly Alarm[] {
  if (runs(shows?.mode)) return [];
  const isLogged = (shows?.motorStalls?.length ?? 0) > 0;
  return [...new Set(alarms)].filter((alarm) => isActing(alarm) && !(alarm === 'motor-stall' && isLogged));
}

/** Stopped since then, and no alarm says why. */
const isStopped = (event: Read): boolean =>
  event.data.shows?.stoppedSince !== undefined && !(event.data.alarms ?? []).some(isActing);

/** The mode that is compared with the program's. */
function comparedMode(event: Read): ShownFigures['mode'] {
  const mode = event.data.shows?.mode ?? (isStopped(event) ? 'stopped' : undefined);
  return mode === 'motor-stalled' ? undefined : mode;
}

function earlier(event: Read): Earlier[] {
  const { shows } = event.data;
  if (!shows) return [];
  const found: Earlier[] = [];
  if (shows.stoppedSince !== undefined) {
    const at = Date.parse(shows.stoppedSince);
    const { id } = event;
    for (const alarm of actingAlarms(event))
      found.push({ at, act: (pumping) => sound(pumping, alarm, { id, at }) });
    if (isStopped(event)) found.push({ at, act: (pumping) => stop(pumping, event, at) });
  }
  for (const { from, to } of shows.motorStalls ?? []) {
    found.push({ at: Date.parse(from), act: (pumping) => stallIfInPlace(pumping, event) });
    if (to !== undefined) found.push({ at: Date.parse(to), act: recover });
  }
  return [...found, ...patientBoluses(event)];
}

const stop = (pumping: Pumping, { id }: Read, at: number): void => {
  if (!pumping.listens) return;
  setShown(pumping, { id, at }, { mode: 'stopped' }, pumping.now.program);
  pumping.now = { ...pumping.now, flowSeenAt: at };
};

const stallIfInPlace = (pumping: Pumping, { id }: Read): void => {
  if (pumping.listens) stall(pumping, id);
};

/** What the patient was given, on top of the program: those whose instants are known then, the others evenly. */
function patientBoluses({ at: read, data: { shows } }: Read): Earlier[] {
  const boluses = shows?.patientBoluses;
  if (!boluses) return [];
  const { count, doseMcg, durationMinutes, at: instants = [] } = boluses;
  const since = Date.parse(boluses.since);
  const found: Earlier[] = [];
  const run = (from: number, until: number, mcg: number) => {
    if (until <= from || mcg <= 0) return;
    const mcgPerMs = mcg / (until - from);
    found.push({ at: from, act: (pumping) => pumping.begins(mcgPerMs) });
    found.push({ at: until, act: (pumping) => pumping.ends(mcgPerMs) });
  };
  for (const instant of instants) {
    const from = Date.parse(instant);
    run(from, from + durationMinutes * MINUTE_MS, doseMcg);
  }
  run(since, read, (count - instants.length) * doseMcg);
  return found;
}

/** What is shown is what the next program sets: the visit's own change, written down before it was. */
function isSetNext(pumping: Pumping, event: Read, around: Around): boolean {
  const next = nextProgram(around);
  if (!next || event.data.shows?.mode === 'motor-stalled') return false;
  const { program } = next.data;
  const set = programInForce({
    eventId: next.id,
    program,
    at: next.at,
    utcOffsetMinutes: next.utcOffsetMinutes,
    defaultMcgPerMl:
      leadingMcgPerMl(heldAt(next, around, pumping.now.fill?.fluid)) ??
      pumping.now.program?.concentrationMcgPerMl,
    minimumRateMlPerDay: pumping.now.pump?.minimumRateMlPerDay,
  });
  const mode = comparedMode(event);
  const { dailyDoseMcg, concentrationMcgPerMl } = event.data.shows ?? {};
  return (
    (mode === undefined || mode === program.mode) &&
    (mode === 'stopped' || !figureDiffers(dailyDoseMcg, programmedDailyMcg(set))) &&
    !figureDiffers(concentrationMcgPerMl, set.concentrationMcgPerMl)
  );
}

/** What the program moves in the mean, mL/day. */
const programmedMl = ({ now }: Pumping): number => (now.program ? dailyMl(now.program.schedule) : 0);

const STOPS: readonly Alarm[] = ['motor-stall', 'empty-reservoir', 'end-of-service'];

/** What the pump moves by what it shows, in the mean, mL/day. */
const shownMl = (pumping: Pumping): number =>
  STOPS.some((alarm) => pumping.reportedBy(alarm)) ? 0 : programmedMl(pumping);

function read(pumping: Pumping, event: Read, around: Around): void {
  const { shows } = event.data;
  if (shows?.patientBoluses)
    pumping.readings.push({
      eventId: event.id,
      from: Date.parse(shows.patientBoluses.since),
      to: event.at,
      givenMcg: shows.patientBoluses.count * shows.patientBoluses.doseMcg,
    });
  if (!pumping.listens) return;
  const { now: before, halt } = pumping;
  const beforeMl = halt ? 0 : programmedMl(pumping);
  if (shows?.stoppedSince === undefined)
    for (const alarm of actingAlarms(event)) if (!isAnswered(around, alarm)) sound(pumping, alarm, event);
  if (shows) putInForce(pumping, event, around, before.program);
  const shownMlPerDay = shownMl(pumping);
  const from = before.flowSeenAt ?? event.at;
  const isOther = pumping.now !== before && from < event.at;
  if (isOther && Math.abs(shownMlPerDay - beforeMl) > SAME_ML)
    pumping.differences.push({ eventId: event.id, from, to: event.at, shownMlPerDay });
  if (isStopped(event) || shows?.mode !== undefined || shows?.dailyDoseMcg !== undefined)
    pumping.now = { ...pumping.now, flowSeenAt: event.at };
  show(pumping, event);
}

/** @param before the program in force before the alarms of the reading acted */
function putInForce(pumping: Pumping, event: Read, around: Around, before: ProgramInForce | undefined): void {
  const { mode, dailyDoseMcg, concentrationMcgPerMl } = event.data.shows!;
  if (isSetNext(pumping, event, around)) return;
  const shown = { mode: comparedMode(event), dailyDoseMcg, concentrationMcgPerMl };
  if (differs(shown, before)) setShown(pumping, event, shown, before);
  if (mode === 'motor-stalled') stallIfInPlace(pumping, event);
  else if (runs(mode)) recover(pumping);
}

/** The volume that the pump has counted, where it counts. */
function countedVolume(pumping: Pumping, { data: { shows } }: Read): number | undefined {
  const { fill } = pumping.now;
  const volumeMl = pumping.found(shows?.reservoirVolumeMl);
  if (volumeMl === undefined || !fill || pumping.anew.ignoresShown || fill.known.by === 'measured')
    return undefined;
  return Math.abs(volumeMl - pumping.heldMl) > SHOWN_DIFFERS_ML + SAME_ML ? volumeMl : undefined;
}

/** A fill that nobody recorded. */
function show(pumping: Pumping, event: Read): void {
  const volumeMl = countedVolume(pumping, event);
  const { fill } = pumping.now;
  if (volumeMl === undefined || !fill) return;
  pumping.now = {
    ...pumping.now,
    isDry: false,
    fill: { ...fill, known: { at: event.at, volumeMl, pumpedMl: pumping.pumped, by: 'shown' } },
  };
}

export const pumpRead: Effect<'PumpInterrogated'> = {
  when: ({ data: { alarms = [], shows } }) => shows !== undefined || alarms.some(isActing),
  earlier,
  act: read,
  closes: (event, pumping) =>
    pumping.listens && countedVolume(pumping, event) !== undefined ? {} : undefined,
};
