import { HOUR_MS } from '../../infusion/schedule.js';
import type { FastestOf } from '../../answers/report.js';
import { figure, rounded, utc } from '../../reports/words.js';
import type { CessationView } from './cessation-view.js';

/** More stand in the table. */
const MOST_LISTED = 5;

const iso = (at: number): string => new Date(at).toISOString();

const hoursAfter = (start: number, at: number): string =>
  at === start ? 'at once' : `after ${rounded((at - start) / HOUR_MS, 1)} h`;

/** A level of a fastest fastest; none is named below zero's own. */
export const levelInWords = (
  { zeroAt }: FastestOf,
  { from, mcgPerDay }: FastestOf['levels'][number],
): string =>
  mcgPerDay > 0 || (zeroAt !== undefined && from >= zeroAt)
    ? `${figure(Number(mcgPerDay.toPrecision(4)))} mcg/day`
    : 'any dose above zero';

/** What the hatching in the chart means, for this policy. */
export function fastestInWords({ report, cessation }: Pick<CessationView, 'report' | 'cessation'>): string {
  const { policy, parameters } = report.audit;
  const { drug, startedAt, baselineMcgPerDay, id } = cessation;
  const fastest = report.fastest.find(({ cessationId }) => cessationId === id);
  if (!fastest)
    return `${policy.id} says nothing about stopping ${drug}: there is no fastest course to compare with.`;
  const start = Date.parse(startedAt);
  const { zeroAt = Number.POSITIVE_INFINITY } = fastest;
  const before = fastest.levels.filter(({ from }) => from < zeroAt);
  const named = before
    .slice(0, MOST_LISTED)
    .map((level) => `${levelInWords(fastest, level)} ${hoursAfter(start, level.from)}`);
  const isMore = before.length > MOST_LISTED;
  const end =
    fastest.zeroAt === undefined
      ? 'and its limits never come to zero'
      : `zero not before ${utc(iso(fastest.zeroAt))}, ${hoursAfter(start, fastest.zeroAt)}`;
  const hasSteps = parameters.some(({ name }) => name.startsWith(`drugs.${drug}.stop.taper.maxStep`));
  return [
    `From ${figure(baselineMcgPerDay)} mcg/day on ${utc(startedAt)}, the fastest course that ${policy.id} allows is ${[...named, ...(isMore ? ['and so on'] : []), end].join(', ')}.`,
    hasSteps
      ? 'Where the dose stands below the edge of the hatching, it fell faster than that.'
      : 'The policy sets no limit to the size of a step; the edge follows from what it calls abrupt and from how long it asks for.',
    fastest.toleranceHours > 0
      ? `A visit may come ${figure(fastest.toleranceHours)} h early; the drawing leaves that out, the rules below do not.`
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
