import type { PumpStateDto, RateDto } from '../../answers/dto/state.dto.js';
import { counted, rounded, utc } from '../../reports/words.js';
import { solutionInWords } from '../../therapy/solution-words.js';
import { choiceLabel } from './labels.js';

/** A line of a pump's state before and after an event. */
interface StateRow {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

const NONE = 'none';

const mcgPerDay = (value: number) => `${rounded(value, 1)} mcg/day`;
const ml = (value: number) => `${rounded(value, 2)} mL`;

const rates = (found: readonly RateDto[] | null): string => {
  if (found === null) return 'unknown: what flows, or a volume of the fluid path, is not known';
  return found.map(({ drug, rateMcgPerDay }) => `${drug} ${mcgPerDay(rateMcgPerDay)}`).join(', ') || NONE;
};

/** Of the program in force as it was recorded. */
interface ProgramView {
  readonly mode: string;
  readonly dailyDoseMcg: number;
  readonly concentrationMcgPerMl: number | null;
  readonly boluses?: readonly unknown[];
  readonly startsWithUntil?: string;
}

function programOf({ program }: PumpStateDto): string {
  if (!program) return NONE;
  const { mode, boluses, concentrationMcgPerMl, startsWithUntil } = program as ProgramView;
  return [
    choiceLabel(mode),
    boluses && counted(boluses.length, 'bolus a day', 'boluses a day'),
    concentrationMcgPerMl !== null && `for ${concentrationMcgPerMl} mcg/mL`,
    startsWithUntil !== undefined && `begins ${utc(startsWithUntil)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

const dateOf = (at: string | null | undefined): string => (at == null ? NONE : utc(at));

/** The pump as a reader compares it, each line in words. */
const LINES: readonly (readonly [string, (state: PumpStateDto) => string])[] = [
  ['Pump', ({ pump }) => (pump ? `${pump.model}, ${choiceLabel(pump.activity)}` : NONE)],
  ['Catheter', ({ catheter }) => catheter?.model ?? NONE],
  ['In the reservoir', ({ reservoir: r }) => (r ? solutionInWords(r) : NONE)],
  ['Level, computed', ({ reservoir }) => (reservoir ? ml(reservoir.estimatedVolumeMl) : NONE)],
  ['Low alarm', ({ reservoir }) => dateOf(reservoir?.lowAlarmAt)],
  ['Empty', ({ reservoir }) => dateOf(reservoir?.emptyAt)],
  ['Program', programOf],
  [
    'Daily dose, programmed',
    ({ program }) => (program ? mcgPerDay((program as ProgramView).dailyDoseMcg) : NONE),
  ],
  ['Leaves the reservoir', ({ delivering }) => rates(delivering.reservoir)],
  ['Leaves the catheter’s tip', ({ delivering }) => rates(delivering.tip)],
  ['Alarms', ({ alarms }) => alarms.map(({ alarm }) => choiceLabel(alarm)).join(', ') || NONE],
];

/** Two states of a pump side by side. @param before undefined where nothing is recorded yet */
export const stateRows = (before: PumpStateDto | undefined, after: PumpStateDto): readonly StateRow[] =>
  LINES.map(([label, of]) => ({ label, before: before ? of(before) : NONE, after: of(after) }));
