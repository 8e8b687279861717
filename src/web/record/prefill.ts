import type { PumpStateDto } from '../../answers/dto/state.dto.js';

const solutionOf = ({ reservoir }: PumpStateDto) =>
  reservoir ? { drug: reservoir.drug, concentrationMcgPerMl: reservoir.concentrationMcgPerMl } : undefined;

/** What is in the reservoir is filled in again. */
export const solutionKnown = (state: PumpStateDto): object | undefined => solutionOf(state);

/** What is in the reservoir is what is taken out. */
export function oldContentKnown(state: PumpStateDto): object | undefined {
  const from = solutionOf(state);
  return from && { from };
}

export const drugKnown = ({ reservoir }: PumpStateDto): object | undefined =>
  reservoir ? { drug: reservoir.drug } : undefined;

/** Of the program in force: what goes with the strength of the day, or was meant for its start, is not taken over. */
export const programKnown = ({ program }: PumpStateDto): object | undefined =>
  program ? { program: { ...program, startsWith: undefined, concentrationMcgPerMl: undefined } } : undefined;
