import { say } from '../../../words/say.js';
import type { Content } from 'pdfmake';
import type { CessationDto, ReasonDto, StepDto, TipBoundDto } from '../../../answers/dto/cessation.dto.js';
import type { Report } from '../../../answers/report.js';
import { cessationChart } from '../../charts/cessation-chart.js';
import { VERDICT_MARK } from '../../charts/marks.js';
import { printedAt, references, revisionsOf } from '../../when.js';
import { reservationCount, reservationsInWords, reservationsOf, reservingIn } from '../../reservations.js';
import { CAUSE, CIRCUMSTANCE, VERDICT, capitalised, figure, readable, rounded, utc } from '../../words.js';
import { facts, fits, heading, marked, ruled, together } from '../layout.js';
import { WIDTH } from '../sizes.js';
import { planTable } from './plan.js';
import type { Section } from './section.js';

/** Each cessation on its own: chart, steps, verdict, and what became of it at the tip. */
export const cessations: Section = (report) =>
  report.audit.cessations.flatMap((cessation, index) => {
    const parts = cessationParts(report, cessation, index + 1);
    return fits(parts) ? [together(...parts)] : parts;
  });

function cessationParts(report: Report, cessation: CessationDto, number: number): readonly Content[] {
  const { drug, site, certainty, steps, tip, verdict } = cessation;
  const { audit } = report;
  const doses = report.doses.find((found) => found.drug === drug);
  return [
    together(
      heading(`Cessation ${number}: ${drug}${site === 'tip' ? ' at the catheter tip alone' : ''}`),
      marked(VERDICT_MARK[verdict], {
        text: [
          ...(certainty === 'possible' ? ['Possible cessation: '] : []),
          { text: capitalised(say(VERDICT[verdict])), bold: true },
          ` by ${audit.policy.id}@${audit.policy.version}; conformance of the steps: `,
          { text: cessation.conformance, bold: true },
          '; ',
          { text: reservationsInWords(reservationsOf(audit, cessation)), bold: true },
          { text: `   ${cessation.id}`, style: 'small' },
        ],
      }),
      { stack: [factsOf(report, cessation)], margin: [0, 4, 0, 6] },
      ...(doses ? [{ svg: cessationChart(cessation, doses, report, WIDTH) }] : []),
    ),
    ...(steps.length > 0 ? [stepTable(report, steps)] : []),
    ...(cessation.plan ? planTable(report, cessation.plan) : []),
    together({ text: 'Why', bold: true, margin: [0, 2, 0, 1] }, reasonList(cessation.reasons)),
    ...reservationList(report, cessation),
    ...(site === 'tip' ? [] : [tipAnswer(tip, reservationCount(cessation.reservations.length))]),
  ];
}

function factsOf(report: Report, cessation: CessationDto): Content {
  const { steps, startedAt, reachedZeroAt, resumedAt } = cessation;
  const half = WIDTH / 2 - 8;
  const left = facts(
    [
      ['Cause of the zero', say(CAUSE[cessation.cause])],
      ['Declared', cessation.declaredHoliday ? 'a holiday was planned' : 'no holiday was planned'],
      ...(cessation.circumstance
        ? [['Circumstance', say(CIRCUMSTANCE[cessation.circumstance.kind])] as const]
        : []),
      ['Baseline', `${figure(cessation.baselineMcgPerDay)} mcg/day`],
    ],
    half,
    84,
  );
  const right = facts(
    [
      ['First step', printedAt(report, startedAt, [steps[0]?.eventId ?? null])],
      ['Zero', printedAt(report, reachedZeroAt, [steps.at(-1)?.eventId ?? null])],
      ['Delivered again', resumedAt === undefined ? `not by ${utc(report.audit.asOf)}` : utc(resumedAt)],
    ],
    half,
    84,
  );
  return {
    columns: [
      { width: half, stack: [left] },
      { width: half, stack: [right] },
    ],
    columnGap: 16,
  };
}

/** Columns of the steps, with the gap right of them; all but the first two and the last hold figures. */
const STEP_WIDTHS = [24, 110, 64, 60, 76, 60, 62, 43] as const;
const STEP_HEADER = [
  '',
  'At',
  'From mcg/day',
  'To mcg/day',
  'Change mcg/day',
  'Change %',
  'Days since step before',
  'Event',
];

const stepColumns = (cells: readonly Content[]): Content => ({
  columns: cells.map((cell, column) => ({
    width: STEP_WIDTHS[column]! - 8,
    stack: [cell],
    alignment: column > 1 && column < cells.length - 1 ? 'right' : 'left',
  })),
  columnGap: 8,
});

function stepTable(report: Report, steps: readonly StepDto[]): Content {
  const byId = revisionsOf(report);
  return ruled({
    header: [stepColumns(STEP_HEADER)],
    widths: [WIDTH],
    rows: steps.map((step, index) => [
      {
        stack: [
          stepColumns([
            { text: String(index + 1), bold: true },
            printedAt(report, step.at, [step.eventId]),
            figure(step.fromMcgPerDay),
            figure(step.toMcgPerDay),
            figure(step.changeMcgPerDay),
            rounded(step.changePct, 1),
            step.daysSincePrevious === null ? '' : rounded(step.daysSincePrevious, 2),
            step.eventId === null ? 'none' : references(byId, [step.eventId]),
          ]),
          {
            columns: [
              { width: STEP_WIDTHS[0], text: '' },
              { width: WIDTH - 40, stack: [rulesOf(step)] },
            ],
          },
        ],
      },
    ]),
  });
}

const rulesOf = ({ rules }: StepDto): Content => ({
  style: 'small',
  text:
    rules.length === 0
      ? 'The policy has no rule for steps of this drug.'
      : rules.flatMap(({ rule, outcome, detail }, index) => [
          `${index === 0 ? '' : '  ·  '}${rule} `,
          { text: outcome, bold: outcome !== 'pass' },
          `: ${readable(detail)}`,
        ]),
});

const reasonList = (reasons: readonly ReasonDto[]): Content => ({
  stack: reasons.map(({ code, detail }) => ({
    text: [{ text: code, style: 'code' }, `  ${readable(detail)}`],
    margin: [0, 0, 0, 1.5],
  })),
});

/** What the verdicts may not stand without; each is told in full among the findings. */
function reservationList({ audit }: Report, cessation: CessationDto): readonly Content[] {
  const reserving = reservingIn(audit, cessation);
  if (reserving.length === 0) return [];
  return [
    together(
      { text: 'Reservations', bold: true, margin: [0, 2, 0, 1] },
      {
        stack: reserving.map(({ code, severity, confidence, at }) => ({
          text: [{ text: code, style: 'code' }, `  ${severity}, ${confidence}, ${utc(at)}`],
          margin: [0, 0, 0, 1.5],
        })),
      },
    ),
  ];
}

function tipAnswer(tip: CessationDto['tip'], reserved: string): Content {
  const zero = tip.reachedZeroAt === null ? 'not found' : utc(tip.reachedZeroAt);
  const residual =
    tip.residualMcg === null
      ? 'not known'
      : `${figure(tip.residualMcg)} mcg in the path at the reservoir’s zero`;
  return together(
    { text: 'At the catheter tip', bold: true, margin: [0, 5, 0, 2] },
    marked(VERDICT_MARK[tip.verdict], {
      text: [
        { text: capitalised(say(VERDICT[tip.verdict])), bold: true },
        `, ${reserved}; zero: ${zero}; ${residual}`,
      ],
    }),
    { stack: [reasonList(tip.reasons), ...rangeOf(tip)], margin: [0, 2, 0, 12] },
  );
}

/** What either length of a catheter makes of the tip, where nobody recorded how much was trimmed. */
const rangeOf = ({ range }: CessationDto['tip']): readonly Content[] =>
  range
    ? [
        boundOf('Were it trimmed as far as it can be', range.shortest),
        boundOf('Were it not trimmed', range.longest),
      ]
    : [];

function boundOf(when: string, bound: TipBoundDto | null): Content {
  if (!bound) return `${when}: no such cessation.`;
  const zero = bound.reachedZeroAt === null ? 'not found' : utc(bound.reachedZeroAt);
  const residual = bound.residualMcg === null ? 'not known' : `${figure(bound.residualMcg)} mcg in the path`;
  return `${when}: zero ${zero}, ${residual}; ${say(VERDICT[bound.verdict])}.`;
}
