import type { PumpStateDto } from '../../answers/dto/state.dto.js';

/** A drug-free fluid has no strength to fill in. */
const solutionOf = ({ reservoir }: PumpStateDto) =>
  reservoir
    ? {
        drug: reservoir.drug,
        concentrationMcgPerMl: reservoir.concentrationMcgPerMl ?? undefined,
        with: reservoir.with,
      }
    : undefined;

/** What is in the reservoir is filled in again. */
export const solutionKnown = (state: PumpStateDto): object | undefined => solutionOf(state);

/** What is in the reservoir is what is taken out. */
export function oldContentKnown(state: PumpStateDto): object | undefined {
  const from = solutionOf(state);
  return from && { from };
}

/** Only of a drug can a dose be given. */
export const drugKnown = ({ reservoir }: PumpStateDto): object | undefined =>
  reservoir && reservoir.concentrationMcgPerMl !== null ? { drug: reservoir.drug } : undefined;

/** Of the program in force: what goes with the strength of the day, or was meant for its start, is not taken over. */
export const programKnown = ({ program }: PumpStateDto): object | undefined =>
  program ? { program: { ...program, startsWith: undefined, concentrationMcgPerMl: undefined } } : undefined;

const pumpOf = ({ pump }: PumpStateDto) =>
  pump ? { ...pump, tubingVolumeMl: pump.tubingVolumeMl ?? undefined } : undefined;

/** The new pump is likely of the same model; it is another one by its number and its date. */
export function newPumpKnown(state: PumpStateDto): object | undefined {
  const pump = pumpOf(state);
  return pump && { pump: { ...pump, serialNumber: undefined, udi: undefined, replacementDueOn: undefined } };
}

const catheterOf = ({ catheter }: PumpStateDto) =>
  catheter
    ? { ...catheter, volumeMl: catheter.volumeFrom === 'recorded' ? catheter.volumeMl : undefined }
    : undefined;

/** What stayed, to be changed where it is another length or volume now. */
export function revisedKnown(state: PumpStateDto): object | undefined {
  const catheter = catheterOf(state);
  return catheter && { catheter };
}

/** All that was in place and ran before the therapy was said to have ended. What the reservoir holds now is read anew. */
export const takenOverKnown = (state: PumpStateDto): object => ({
  pump: pumpOf(state),
  catheter: catheterOf(state),
  reservoir: solutionOf(state),
  ...programKnown(state),
});
