import type { Content } from 'pdfmake';
import type { PlanDto } from '../../../answers/dto/cessation.dto.js';
import type { Report } from '../../../answers/report.js';
import { references, revisionsOf } from '../../when.js';
import { figure, rounded, utc } from '../../words.js';
import { ruled } from '../layout.js';

/** What was planned against what was done. */
export function planTable(report: Report, { eventId, steps, unplanned }: PlanDto): readonly Content[] {
  return [
    ruled({
      header: [
        'Planned on',
        'mcg/day',
        'Reached',
        'mcg/day',
        'Days off',
        `Plan ${references(revisionsOf(report), [eventId])}`,
      ],
      widths: [110, 60, 130, 60, 60, 79],
      rows: steps.map((step) => [
        step.on,
        figure(step.plannedMcgPerDay),
        step.reachedAt === null ? '' : utc(step.reachedAt),
        step.reachedMcgPerDay === null ? '' : figure(step.reachedMcgPerDay),
        step.deviationDays === null ? '' : rounded(step.deviationDays, 2),
        { text: step.outcome.replace('-', ' '), bold: step.outcome !== 'kept' },
      ]),
    }),
    ...(unplanned.length > 0 ? [`Not planned: the falls of ${unplanned.map(utc).join(', ')}.`] : []),
  ];
}
