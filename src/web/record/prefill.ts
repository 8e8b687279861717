import type { PumpStateDto } from '../../answers/dto/state.dto.js';
import type { RecordableName } from '../../therapy/events/index.js';

/** Of the program in force: what goes with the strength of the day, or was meant for its start, is not taken over. */
function programOf({ program }: PumpStateDto): object | undefined {
  if (!program) return undefined;
  return { ...program, startsWith: undefined, concentrationMcgPerMl: undefined };
}

/** The data of an event as far as the state of the pump tells them. */
export function knownData(type: RecordableName, state: PumpStateDto): object | undefined {
  const { reservoir } = state;
  const solution = reservoir && {
    drug: reservoir.drug,
    concentrationMcgPerMl: reservoir.concentrationMcgPerMl,
  };
  switch (type) {
    case 'ReservoirRefilled':
      return solution ?? undefined;
    case 'DrugSwitched':
      return solution ? { from: solution } : undefined;
    case 'PumpReprogrammed': {
      const program = programOf(state);
      return program && { program };
    }
    case 'BolusTestPerformed':
    case 'HolidayPlanned':
    case 'ToleranceDiagnosed':
      return reservoir ? { drug: reservoir.drug } : undefined;
    default:
      return undefined;
  }
}
