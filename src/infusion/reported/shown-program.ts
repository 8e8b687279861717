import type { EventId, Instant } from '../../therapy/envelope.js';
import type { Shows } from '../../therapy/events/values/shows.js';
import { defaultMcgPerMl } from '../effects/program.js';
import { type Program, type ProgramInForce, programInForce, programmedDailyMcg } from '../program.js';
import type { Pumping } from '../pumping.js';

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
  by: { readonly id: EventId; readonly at: Instant },
  shown: ShownFigures,
  before: ProgramInForce | undefined,
): void {
  const strength =
    shown.concentrationMcgPerMl ?? (before ? before.concentrationMcgPerMl : defaultMcgPerMl(pumping.now));
  const isSameMode = shown.mode === undefined || (!isAsSuch(shown.mode) && shown.mode === before?.mode);
  if (before && isSameMode && shown.dailyDoseMcg === undefined) {
    const program = ofAnotherStrength(before, strength, by);
    pumping.now = { ...pumping.now, bolus: undefined, program };
  } else {
    const program = shownProgram(shown, before);
    const inForce = programInForce({
      eventId: by.id,
      program,
      at: by.at,
      utcOffsetMinutes: 0,
      defaultMcgPerMl: strength,
      minimumRateMlPerDay: pumping.now.pump?.minimumRateMlPerDay,
    });
    const standsStill = shown.mode === 'stopped' ? true : undefined;
    const { patientBolus } = before ?? {};
    const mode = shown.mode ?? evenMode(before);
    pumping.now = {
      ...pumping.now,
      bolus: undefined,
      program: { ...inForce, mode, patientBolus, standsStill },
    };
  }
  pumping.answered('memory-reset');
}

/** Modes that say themselves what flows. */
const isAsSuch = (mode: ShownMode | undefined): mode is 'stopped' | 'minimum-rate' =>
  mode === 'stopped' || mode === 'minimum-rate';

function shownProgram({ mode, dailyDoseMcg }: ShownFigures, before: ProgramInForce | undefined): Program {
  if (isAsSuch(mode)) return { mode };
  const stays = before ? programmedDailyMcg(before) : 0;
  return { mode: 'simple-continuous', dailyDoseMcg: dailyDoseMcg ?? stays };
}

/** The mode that an even flow has where none is shown: what gives no dose of its own does not stay. */
function evenMode(before: ProgramInForce | undefined): ShownMode {
  const mode = before?.mode;
  return mode === undefined || isAsSuch(mode) ? 'simple-continuous' : mode;
}

/** The same doses of another strength are other volumes; what is set as a flow stays one. */
function ofAnotherStrength(
  before: ProgramInForce,
  concentrationMcgPerMl: number | undefined,
  { id, at }: { readonly id: EventId; readonly at: Instant },
): ProgramInForce {
  const { programming } = before;
  const program = { ...programming.program, concentrationMcgPerMl } as Program;
  const made = programInForce({ ...programming, program });
  const { mode, patientBolus, standsStill } = before;
  return { ...made, eventId: id, programmedAt: at, program: before.program, mode, patientBolus, standsStill };
}
