import { DAY_MS } from '../../infusion/schedule.js';
import type { CessationDto } from '../../answers/dto/cessation.dto.js';
import type { DrugDoses, Report } from '../../answers/report.js';
import { reservationCount } from '../reservations.js';
import { VERDICT, type Verdict, utc } from '../words.js';
import type { Scales } from './axes.js';
import { doseChart } from './dose-chart.js';
import { fastestKey, fastestRegion } from './fastest-region.js';
import { VERDICT_MARK, markSvg } from './marks.js';
import { plannedKey, plannedCourse } from './planned-course.js';
import { BOLD, element, line, text, widthOf } from './svg.js';
import { say } from '../../words/say.js';
import { charts as texts } from '../../words/texts/charts.js';

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** From some time before the first step to some time after the zero at both sites, and to the return if it is near. */
export function windowOf(cessation: CessationDto, asOf: number): Window {
  const start = Date.parse(cessation.startedAt);
  const zero = Date.parse(cessation.reachedZeroAt);
  const tipZero = cessation.tip.reachedZeroAt === null ? zero : Date.parse(cessation.tip.reachedZeroAt);
  const end = Math.max(zero, tipZero);
  const span = Math.max(end - start, 2 * DAY_MS);
  const resumed = cessation.resumedAt === undefined ? undefined : Date.parse(cessation.resumedAt);
  const near = resumed !== undefined && resumed <= end + 2 * span ? Math.max(end, resumed) : end;
  return { from: start - span / 3, to: Math.max(end, Math.min(near + span / 3, asOf)) };
}

/**
 * A cessation close up: its steps by their numbers against what the policy allows and what was planned, and the verdicts
 * at both zeros.
 */
export function cessationChart(
  cessation: CessationDto,
  doses: DrugDoses,
  { audit, fastest, unverified, lastPumpRecordAt }: Report,
  width: number,
): string {
  const { id, drug, site, steps, reachedZeroAt, verdict, tip, plan } = cessation;
  const alone = site === 'tip';
  const reserved = reservationCount(cessation.reservations.length);
  const fastestCourse = fastest.find(({ cessationId }) => cessationId === id);
  return doseChart({
    title: say(texts.cessationOfAtThe, { drug, site }),
    description: say(texts.toZeroOn, {
      steps: say(texts.countedSteps, { count: steps.length }),
      reachedZeroAt: utc(reachedZeroAt),
      verdict: say(VERDICT[verdict]),
      reserved,
    }),
    ...windowOf(cessation, Date.parse(audit.asOf)),
    doses,
    unverified,
    projectedFrom: lastPumpRecordAt,
    width,
    height: 162,
    headroom: alone ? 16 : 28,
    keys: [...(fastestCourse ? [fastestKey(audit.policy.id)] : []), ...(plan ? [plannedKey()] : [])],
    atLeast: plan && Math.max(...plan.steps.map(({ plannedMcgPerDay }) => plannedMcgPerDay)),
    under: (scales) => (fastestCourse ? fastestRegion(scales, fastestCourse) : ''),
    over: (scales) =>
      [
        ...(plan ? [plannedCourse(scales, plan)] : []),
        zeroLine(scales, reachedZeroAt, site, { verdict, reserved }, 22),
        ...(alone || tip.reachedZeroAt === null
          ? []
          : [zeroLine(scales, tip.reachedZeroAt, 'tip', { verdict: tip.verdict, reserved }, 34)]),
        stepNumbers(scales, cessation),
      ].join(''),
  });
}

interface Told {
  readonly verdict: Verdict;
  readonly reserved: string;
}

function zeroLine(
  { plot, x }: Scales,
  at: string,
  site: CessationDto['site'],
  { verdict, reserved }: Told,
  y: number,
): string {
  const zero = x(Date.parse(at));
  const short = `${site}: ${say(VERDICT[verdict])}, ${reserved}`;
  const wide = (one: string) => BOLD * widthOf(one) + 18;
  const words =
    wide(say(texts.zeroAtThe, { short })) < plot.right - plot.left ? say(texts.zeroAtThe, { short }) : short;
  const width = wide(words);
  const right = zero + width < plot.right;
  // On a narrow chart there is room on neither side: then over the line, which begins below.
  const over = !right && zero - width < 0;
  const mark = over ? Math.max(0, plot.right - width) : right ? zero + 5 : zero - 13;
  const ends = !right && !over;
  return [
    line([zero, over ? y + 2 : y - 7], [zero, plot.bottom], '#333333', {
      'stroke-dasharray': '1 2',
      class: 'zero',
    }),
    markSvg(VERDICT_MARK[verdict], mark, y - 6.5, 8),
    text(ends ? mark - 4 : mark + 12, y, words, { anchor: ends ? 'end' : 'start', bold: true }),
  ].join('');
}

const RADIUS = 5.2;
/** A number farther from its fall would no longer be seen to belong to it. */
const FARTHEST = 30;

/**
 * Right of each fall, where the curve has left room; what would stand on the one before moves on along a line,
 * or is left to the table.
 */
function stepNumbers({ plot, x, y }: Scales, { steps }: CessationDto): string {
  const placed: { readonly cx: number; readonly cy: number }[] = [];
  return steps
    .map((step, index) => {
      const corner = x(Date.parse(step.at));
      const cy = Math.max(y(step.fromMcgPerDay), plot.top + RADIUS);
      const taken = (cx: number) =>
        placed.some(
          (other) => Math.abs(other.cx - cx) < 2 * RADIUS + 1 && Math.abs(other.cy - cy) < 2 * RADIUS + 1,
        );
      let cx = corner + RADIUS + 4;
      while (taken(cx) && cx < corner + FARTHEST) cx += RADIUS;
      if (taken(cx) || cx + RADIUS > plot.right) return '';
      placed.push({ cx, cy });
      return [
        line([corner, cy], [cx - RADIUS, cy], '#333333', { class: 'zero' }),
        element('circle', {
          cx,
          cy,
          r: RADIUS,
          fill: '#ffffff',
          stroke: '#333333',
          'stroke-width': 0.8,
          class: 'step',
        }),
        text(cx, cy + 2.3, String(index + 1), { anchor: 'middle', size: 6.5, bold: true }),
      ].join('');
    })
    .join('');
}
