import type { EventId, Instant } from '../../therapy/envelope.js';
import type { Shows } from '../../therapy/events/values/shows.js';
import { defaultMcgPerMl, setProgram } from '../effects/program.js';
import { type ProgramInForce, programmedDailyMcg } from '../program.js';
import type { Pumping } from '../pumping.js';
import { DAY_MS, dailyMl, steady } from '../schedule.js';

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

/** What is shown is in force: its daily dose as an even flow; what is not shown stays. */
export function setShown(
  pumping: Pumping,
  by: { readonly id: EventId; readonly at: Instant },
  shown: ShownFigures,
): void {
  const { now } = pumping;
  const { program: before } = now;
  const mode = shown.mode ?? before?.mode;
  const concentrationMcgPerMl =
    shown.concentrationMcgPerMl ?? before?.concentrationMcgPerMl ?? defaultMcgPerMl(now);
  const when = { ...by, utcOffsetMinutes: 0 };
  if (mode === 'stopped' || mode === 'minimum-rate') {
    setProgram(pumping, when, { mode, concentrationMcgPerMl });
    return;
  }
  const patientBolus = before && 'patientBolus' in before.program ? before.program.patientBolus : undefined;
  const stays = before ? programmedDailyMcg(before) : 0;
  const dailyDoseMcg = shown.dailyDoseMcg ?? stays;
  setProgram(pumping, when, {
    mode: 'simple-continuous',
    dailyDoseMcg,
    concentrationMcgPerMl,
    patientBolus,
  });
  const { program } = pumping.now;
  // A pump without rate control moves what it moves, whatever the strength.
  const evenly =
    shown.dailyDoseMcg === undefined && before?.program.mode === 'constant-flow'
      ? { schedule: steady(by.at, dailyMl(before.schedule) / DAY_MS), flowUnknown: false }
      : {};
  pumping.now = {
    ...pumping.now,
    program: program && {
      ...program,
      ...evenly,
      flowUnknown: program.flowUnknown && dailyDoseMcg > 0 && !('schedule' in evenly),
      mode: mode ?? 'simple-continuous',
    },
  };
}
