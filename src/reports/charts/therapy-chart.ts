import type { CessationDto } from '../../record/answers/cessation.dto.js';
import type { DrugDoses, Report } from '../../record/report.js';
import { VERDICT, counted, dayInWords, figure } from '../words.js';
import type { Scales } from './axes.js';
import { doseChart } from './dose-chart.js';
import { line, text, widthOf } from './svg.js';

/** A cessation with its number in the report. */
export interface NumberedCessation extends CessationDto {
  readonly number: number;
}

/** A drug's daily dose from its first delivery to the audit's instant, with the cessations by their numbers. */
export function therapyChart(
  doses: DrugDoses,
  cessations: readonly NumberedCessation[],
  { audit, unverified, lastPumpRecordAt }: Report,
  width: number,
): string {
  const asOf = Date.parse(audit.asOf);
  const first = [...doses.reservoir, ...doses.tip]
    .filter(({ mcgPerDay }) => mcgPerDay > 0)
    .reduce((earliest, { start }) => Math.min(earliest, start), asOf);
  const most = doses.reservoir.reduce((highest, { mcgPerDay }) => Math.max(highest, mcgPerDay), 0);
  const span = Math.max(asOf - first, 3_600_000);
  return doseChart({
    title: `Daily dose of ${doses.drug}`,
    description: `From ${dayInWords(new Date(first).toISOString())} to ${dayInWords(audit.asOf)}, at most ${figure(most)} mcg/day at the reservoir; ${counted(cessations.length, 'cessation')}: ${cessations.map(({ number, verdict }) => `${number} ${VERDICT[verdict]}`).join(', ')}.`,
    from: first - span / 50,
    to: Math.max(asOf, first + span),
    doses,
    unverified,
    projectedFrom: lastPumpRecordAt,
    width,
    height: 112,
    headroom: 14,
    over: (scales) => flags(scales, cessations),
  });
}

/** More lines through the curve than these would hide it. */
const MOST_LINES = 12;

/** A number at each zero; where they would stand on each other, the later ones have only their line. */
function flags({ plot, x }: Scales, cessations: readonly NumberedCessation[]): string {
  const foot = cessations.length > MOST_LINES ? plot.top : plot.bottom;
  let free = Number.NEGATIVE_INFINITY;
  return cessations
    .map(({ number, reachedZeroAt }) => {
      const at = x(Date.parse(reachedZeroAt));
      const flag = line([at, plot.top - 3], [at, foot], '#333333', { 'stroke-dasharray': '1 2' });
      const half = widthOf(String(number)) / 2 + 2;
      if (at - half < free) return flag;
      free = at + half;
      return flag + text(at, plot.top - 6, String(number), { anchor: 'middle', bold: true });
    })
    .join('');
}
