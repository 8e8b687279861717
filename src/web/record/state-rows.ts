import type { PumpStateDto, RateDto } from '../../answers/dto/state.dto.js';
import { rounded, utc } from '../../reports/words.js';
import { solutionInWords } from '../../therapy/solution-words.js';
import { choiceLabel } from './labels.js';
import { say } from '../../words/say.js';
import { record as texts } from '../../words/texts/record.js';
import type { Text } from '../../words/say.js';
import { told } from '../../words/told.js';

/** A line of a pump's state before and after an event. */
interface StateRow {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

const none = (): string => say(texts.none);

const mcgPerDay = (value: number) => `${rounded(value, 1)} ${told('mcg/day')}`;
const ml = (value: number) => say(texts.ml, { value: rounded(value, 2) });

const rates = (found: readonly RateDto[] | null): string => {
  if (found === null) return say(texts.unknownWhatFlowsOrA);
  return found.map(({ drug, rateMcgPerDay }) => `${drug} ${mcgPerDay(rateMcgPerDay)}`).join(', ') || none();
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
  if (!program) return none();
  const { mode, boluses, concentrationMcgPerMl, startsWithUntil } = program as ProgramView;
  return [
    choiceLabel(mode),
    boluses && say(texts.countedBolusesADay, { count: boluses.length }),
    concentrationMcgPerMl !== null && say(texts.forMcgMl, { concentrationMcgPerMl }),
    startsWithUntil !== undefined && say(texts.begins, { startsWithUntil: utc(startsWithUntil) }),
  ]
    .filter(Boolean)
    .join(', ');
}

const dateOf = (at: string | null | undefined): string => (at == null ? none() : utc(at));

/** The pump as a reader compares it, each line in words. */
const LINES: readonly (readonly [Text, (state: PumpStateDto) => string])[] = [
  [texts.pump, ({ pump }) => (pump ? `${pump.model}, ${choiceLabel(pump.activity)}` : none())],
  [texts.catheter, ({ catheter }) => catheter?.model ?? none()],
  [texts.inTheReservoir, ({ reservoir: r }) => (r ? solutionInWords(r) : none())],
  [texts.levelComputed, ({ reservoir }) => (reservoir ? ml(reservoir.estimatedVolumeMl) : none())],
  [texts.lowAlarm, ({ reservoir }) => dateOf(reservoir?.lowAlarmAt)],
  [texts.empty, ({ reservoir }) => dateOf(reservoir?.emptyAt)],
  [texts.program, programOf],
  [
    texts.dailyDoseProgrammed,
    ({ program }) => (program ? mcgPerDay((program as ProgramView).dailyDoseMcg) : none()),
  ],
  [texts.leavesTheReservoir, ({ delivering }) => rates(delivering.reservoir)],
  [texts.leavesTheCathetersTip, ({ delivering }) => rates(delivering.tip)],
  [texts.alarms, ({ alarms }) => alarms.map(({ alarm }) => choiceLabel(alarm)).join(', ') || none()],
];

/** Two states of a pump side by side. @param before undefined where nothing is recorded yet */
export const stateRows = (before: PumpStateDto | undefined, after: PumpStateDto): readonly StateRow[] =>
  LINES.map(([label, of]) => ({ label: say(label), before: before ? of(before) : none(), after: of(after) }));
