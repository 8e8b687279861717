import type { PumpStateDto, RateDto } from '../answers/dto/state.dto.js';
import { figure, list, minute, table } from './table.js';

const rates = (found: readonly RateDto[] | null): string => {
  if (!found) return 'unknown (what flows, or a volume of the fluid path, is not known)';
  return (
    found.map(({ drug, rateMcgPerDay }) => `${drug} ${figure(rateMcgPerDay)} mcg/day`).join(', ') || 'nothing'
  );
};

interface ProgramView {
  readonly mode: string;
  readonly dailyDoseMcg: number;
  readonly programmedAt: string;
}

const programOf = ({ program }: PumpStateDto): string => {
  if (!program) return 'none';
  const { mode, dailyDoseMcg, programmedAt } = program as ProgramView;
  return `${mode}, ${figure(dailyDoseMcg)} mcg/day, since ${minute(programmedAt)}`;
};

export function showState(state: PumpStateDto): string {
  const { pump, catheter, reservoir, delivering, alarms, assumptions } = state;
  const { verified } = delivering;
  const parts = [
    `Therapy ${state.therapyId}, as of ${minute(state.asOf)} UTC, revision ${state.revision}`,
    list([
      [
        'pump',
        pump
          ? `${pump.manufacturer} ${pump.model}, ${pump.activity}, since ${minute(pump.implantedAt)}`
          : 'none',
      ],
      [
        'catheter',
        catheter
          ? `${catheter.model}, ${figure(catheter.volumeMl)} mL, since ${minute(catheter.implantedAt)}`
          : 'none',
      ],
      [
        'reservoir',
        reservoir
          ? `${reservoir.drug} ${figure(reservoir.concentrationMcgPerMl)} mcg/mL, ${figure(reservoir.estimatedVolumeMl)} mL left of ${figure(reservoir.filledVolumeMl)} mL`
          : 'empty',
      ],
      ['low alarm', minute(reservoir?.lowAlarmAt)],
      ['empty', minute(reservoir?.emptyAt)],
      ['program', programOf(state)],
      ['from reservoir', rates(delivering.reservoir)],
      ['from tip', rates(delivering.tip) + (verified ? '' : ' or less: a study found the catheter faulty')],
      [
        'alarms',
        alarms.map(({ alarm, raisedAt }) => `${alarm} since ${minute(raisedAt)}`).join(', ') || 'none',
      ],
    ]),
  ];
  if (assumptions.length > 0)
    parts.push(
      table(
        ['assumption', 'what is taken for granted'],
        assumptions.map(({ code, detail }) => [code, detail]),
      ),
    );
  return parts.join('\n\n');
}
