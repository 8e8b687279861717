import type { EventId, Instant } from '../../therapy/envelope.js';
import type { Shows } from '../../therapy/events/values/shows.js';
import { defaultMcgPerMl, setProgram } from '../effects/program.js';
import { type Program, type ProgramInForce, programmedDailyMcg } from '../program.js';
import type { Pumping } from '../pumping.js';
import { scaled } from '../schedule.js';

/** Figures that differ by no more, as a part, are the same: programmers round (contract, rule 12). */
const SHOWN_PART = 0.01;
const ROUNDING = 1e-9;

/** A program's mode, as a reading shows it. */
export type ShownMode = ProgramInForce['mode'];

export type ShownFigures = Pick<Shows, 'dailyDoseMcg' | 'concentrationMcgPerMl'> & {
  readonly mode?: ShownMode;
};

/** Whether a figure is shown, and differs from what it is set to. */
export const figureDiffers = (shown: number | undefined, set: number | undefined): boolean =>
  shown !== undefined &&
  (set === undefined || Math.abs(shown - set) > SHOWN_PART * Math.abs(set) * (1 + ROUNDING));

const movesNothingOfItsOwn = (mode: ShownMode | undefined): boolean => mode === 'stopped';

/** Whether what is shown is another program than the one in force. */
export function differs(shown: ShownFigures, inForce: ProgramInForce | undefined): boolean {
  const { mode, dailyDoseMcg, concentrationMcgPerMl } = shown;
  if (mode !== undefined && mode !== inForce?.mode) return true;
  if (figureDiffers(concentrationMcgPerMl, inForce?.concentrationMcgPerMl)) return true;
  return !movesNothingOfItsOwn(mode) && figureDiffers(dailyDoseMcg, inForce && programmedDailyMcg(inForce));
}

/** What is shown is in force: its daily dose as an even flow; what is not shown stays as it was before. */
export function setShown(
  pumping: Pumping,
  { id, at }: { readonly id: EventId; readonly at: Instant },
  shown: ShownFigures,
  before: ProgramInForce | undefined,
): void {
  const { now } = pumping;
  const concentrationMcgPerMl =
    shown.concentrationMcgPerMl ?? before?.concentrationMcgPerMl ?? defaultMcgPerMl(now);
  const set = (program: Program, mode: ShownMode = program.mode) => {
    setProgram(pumping, { id, at, utcOffsetMinutes: 0 }, program);
    const made = pumping.now.program;
    const patientBolus = before?.patientBolus;
    const standsStill = program.mode === 'stopped' ? true : undefined;
    pumping.now = { ...pumping.now, program: made && { ...made, mode, patientBolus, standsStill } };
  };
  const mode = shown.mode ?? before?.mode ?? 'simple-continuous';
  if (mode === 'stopped' || mode === 'minimum-rate') {
    if (shown.mode !== undefined || shown.dailyDoseMcg === undefined)
      return set({ mode, concentrationMcgPerMl });
    return set(evenly(shown.dailyDoseMcg, concentrationMcgPerMl));
  }
  if (before && shown.dailyDoseMcg === undefined && mode === before.mode) {
    const { flowUnknown, schedule, startsWith } = ofAnotherStrength(before, concentrationMcgPerMl);
    pumping.now = {
      ...pumping.now,
      bolus: undefined,
      program: {
        ...before,
        eventId: id,
        programmedAt: at,
        concentrationMcgPerMl,
        schedule,
        startsWith,
        flowUnknown,
      },
    };
    pumping.answered('memory-reset');
    return;
  }
  const dailyDoseMcg = shown.dailyDoseMcg ?? (before ? programmedDailyMcg(before) : 0);
  set(evenly(dailyDoseMcg, concentrationMcgPerMl), mode);
}

const evenly = (dailyDoseMcg: number, concentrationMcgPerMl: number | undefined): Program => ({
  mode: 'simple-continuous',
  dailyDoseMcg,
  ...(concentrationMcgPerMl !== undefined && { concentrationMcgPerMl }),
});

/** The same doses are other volumes; what is set as a flow stays one. */
function ofAnotherStrength(
  { program, schedule, concentrationMcgPerMl: old, flowUnknown }: ProgramInForce,
  concentrationMcgPerMl: number | undefined,
): Pick<ProgramInForce, 'schedule' | 'flowUnknown' | 'startsWith'> {
  if (program.mode === 'constant-flow' || !old || !concentrationMcgPerMl) return { schedule, flowUnknown };
  return { schedule: scaled(schedule, old / concentrationMcgPerMl), flowUnknown };
}
