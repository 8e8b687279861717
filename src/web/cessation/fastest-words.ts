import { HOUR_MS } from '../../infusion/schedule.js';
import type { FastestOf } from '../../answers/report.js';
import { figure, rounded, utc } from '../../reports/words.js';
import type { CessationView } from './cessation-view.js';
import { say } from '../../words/say.js';
import { cessation as texts } from '../../words/texts/cessation.js';
import { told } from '../../words/told.js';

/** More stand in the table. */
const MOST_LISTED = 5;

const iso = (at: number): string => new Date(at).toISOString();

const hoursAfter = (start: number, at: number): string =>
  at === start ? say(texts.atOnce) : say(texts.afterH, { hours: rounded((at - start) / HOUR_MS, 1) });

/** A level of a fastest fastest; none is named below zero's own. */
export const levelInWords = (
  { zeroAt }: FastestOf,
  { from, mcgPerDay }: FastestOf['levels'][number],
): string =>
  mcgPerDay > 0 || (zeroAt !== undefined && from >= zeroAt)
    ? `${figure(Number(mcgPerDay.toPrecision(4)))} ${told('mcg/day')}`
    : say(texts.anyDoseAboveZero);

/** What the hatching in the chart means, for this policy. */
export function fastestInWords({ report, cessation }: Pick<CessationView, 'report' | 'cessation'>): string {
  const { policy, parameters } = report.audit;
  const { drug, startedAt, baselineMcgPerDay, id } = cessation;
  const fastest = report.fastest.find(({ cessationId }) => cessationId === id);
  if (!fastest) return say(texts.saysNothingAboutStoppingThere, { id: policy.id, drug });
  const start = Date.parse(startedAt);
  const { zeroAt = Number.POSITIVE_INFINITY } = fastest;
  const before = fastest.levels.filter(({ from }) => from < zeroAt);
  const named = before
    .slice(0, MOST_LISTED)
    .map((level) => `${levelInWords(fastest, level)} ${hoursAfter(start, level.from)}`);
  const isMore = before.length > MOST_LISTED;
  const end =
    fastest.zeroAt === undefined
      ? say(texts.andItsLimitsNeverCome)
      : say(texts.zeroNotBefore, {
          zeroAt: utc(iso(fastest.zeroAt)),
          hoursAfter: hoursAfter(start, fastest.zeroAt),
        });
  const hasSteps = parameters.some(({ name }) => name.startsWith(`drugs.${drug}.stop.taper.maxStep`));
  return [
    say(texts.fromMcgDayOnThe, {
      baselineMcgPerDay: figure(baselineMcgPerDay),
      startedAt: utc(startedAt),
      id: policy.id,
      course: [...named, ...(isMore ? [say(texts.andSoOn)] : []), end].join(', '),
    }),
    hasSteps ? say(texts.whereTheDoseStandsBelow) : say(texts.thePolicySetsNoLimit),
    fastest.toleranceHours > 0
      ? say(texts.aVisitMayComeH, { toleranceHours: figure(fastest.toleranceHours) })
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
