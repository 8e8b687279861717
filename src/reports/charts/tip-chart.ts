import { DAY_MS } from '../../infusion/schedule.js';
import type { CessationDto } from '../../answers/dto/cessation.dto.js';
import type { DailyDose, DrugDoses, Report } from '../../answers/report.js';
import { figure, rounded, utc } from '../words.js';
import { type Scales, doseAxis, scalesOf, timeAxis } from './axes.js';
import type { Window } from './cessation-chart.js';
import { RESERVOIR, TIP, UNVERIFIED, curve, hatched, unverifiedBand } from './curves.js';
import { DIFFERENCE, differenceArea, differences } from './difference.js';
import { KEY_SAMPLE, type Key, keysAround } from './keys.js';
import { BOLD, element, escaped, line, text, widthOf } from './svg.js';
import { clipped, thinned } from './thin.js';
import { tipWindow, tipZeros } from './tip-window.js';
import { say } from '../../words/say.js';
import { charts as texts } from '../../words/texts/charts.js';
import { told } from '../../words/told.js';

const LEFT = 40;
const RIGHT = 6;
const LEGEND_HEIGHT = 16;
const TITLE_HEIGHT = 13;
/** Above the drug that was stopped, for what stayed in the path, in a line or two. */
const HEADROOM = 13;
const LINE = 9;
const AXIS_HEIGHT = 18;
const GAP = 6;
const HEIGHTS = [84, 52] as const;

/**
 * Around a zero at the reservoir: what the programmer said of each drug against what reached the spinal fluid, until the
 * tip is at zero too.
 */
export function tipChart(cessation: CessationDto, report: Report, width: number): string {
  const window = tipWindow(cessation, Date.parse(report.audit.asOf));
  const unverified = report.unverified.filter(({ from, to }) => to > window.from && from < window.to);
  const lanes = drugsIn(report.doses, cessation.drug, window);
  const keys = keysAround(keysOf(unverified.length > 0, tipZeros(cessation).length > 1), {
    left: 0,
    right: width - RIGHT,
    top: 8,
    below: LEGEND_HEIGHT - 2,
  });
  const remainingLines = linesOf(remainingInWords(report, cessation), width - RIGHT);
  let top = LEGEND_HEIGHT + keys.height;
  const drawn = lanes.map((doses, index) => {
    const headroom = doses.drug === cessation.drug ? HEADROOM + LINE * remainingLines.length : 2;
    const plotTop = top + TITLE_HEIGHT + headroom;
    const bottom = plotTop + HEIGHTS[index === 0 ? 0 : 1];
    const isLast = index === lanes.length - 1;
    const plot = { left: LEFT, right: width - RIGHT, top: plotTop, bottom };
    const scales = scalesOf(plot, window.from, window.to, mostOf(doses));
    const lane = [
      text(0, top + 9, `${doses.drug}, ${told('mcg/day')}`, { bold: true }),
      ...unverified.map(({ from, to }) =>
        unverifiedBand(scales, Math.max(from, window.from), Math.min(to, window.to)),
      ),
      curves(scales, doses, window, doses.drug === cessation.drug ? zeroRange(scales, cessation) : ''),
      ...(isLast ? [timeAxis(scales)] : [baseline(scales)]),
      ...(doses.drug === cessation.drug ? [remaining(scales, cessation, remainingLines)] : []),
    ].join('');
    top = bottom + GAP;
    return lane;
  });
  const height = top - GAP + AXIS_HEIGHT;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': 'Roboto, sans-serif',
      class: 'dose-chart',
    },
    element('title', {}, escaped(say(texts.whatWasProgrammedAndWhat, { drug: cessation.drug }))),
    element('desc', {}, escaped(describe(report, cessation, lanes))),
    keys.svg,
    ...drawn,
  );
}

/** The drugs that were delivered within a window, the one that was stopped first, each within it. */
function drugsIn(all: readonly DrugDoses[], stopped: string, { from, to }: Window): DrugDoses[] {
  const isDelivered = (doses: readonly DailyDose[]) => doses.some(({ mcgPerDay }) => mcgPerDay !== 0);
  return all
    .map(({ drug, reservoir, tip }) => ({
      drug,
      reservoir: clipped(reservoir, from, to),
      tip: clipped(tip, from, to),
    }))
    .filter(({ reservoir, tip }) => isDelivered(reservoir) || isDelivered(tip))
    .toSorted((a, b) => Number(b.drug === stopped) - Number(a.drug === stopped));
}

const mostOf = ({ reservoir, tip }: DrugDoses): number =>
  [...reservoir, ...tip].reduce(
    (most, { mcgPerDay }) => (Number.isNaN(mcgPerDay) ? most : Math.max(most, mcgPerDay)),
    0,
  );

const baseline = ({ plot }: Scales): string =>
  line([plot.left, plot.bottom], [plot.right, plot.bottom], '#666666', { class: 'axis' });

/** @param over drawn over the difference, under the curves */
function curves(scales: Scales, doses: DrugDoses, { from, to }: Window, over: string): string {
  const columns = scales.plot.right - scales.plot.left;
  const reservoir = thinned(doses.reservoir, from, to, columns);
  const tip = thinned(doses.tip, from, to, columns);
  return [
    ...tip.filter(({ mcgPerDay }) => Number.isNaN(mcgPerDay)).map((unknown) => hatched(scales, unknown)),
    doseAxis(scales, 3),
    differenceArea(scales, differences(reservoir, tip)),
    over,
    curve(scales, reservoir, RESERVOIR),
    curve(scales, tip, TIP),
  ].join('');
}

const ZERO_RANGE = { fill: '#8f7fc4', class: 'zero-range' };

/** Where the zero at the tip lies, as long as nobody recorded how much of the catheter was trimmed. */
function zeroRange({ plot, x }: Scales, cessation: CessationDto): string {
  const [first, last] = [tipZeros(cessation)[0], tipZeros(cessation).at(-1)];
  if (first === undefined || last === undefined || first === last) return '';
  const [left, right] = [Math.min(x(first), plot.right), Math.min(x(last), plot.right)];
  return element('rect', {
    x: left,
    y: plot.top,
    width: right - left,
    height: plot.bottom - plot.top,
    'fill-opacity': 0.5,
    ...ZERO_RANGE,
  });
}

/** For how long a pump moved something after a zero. */
export function daysPumped({ resting }: Pick<Report, 'resting'>, from: number, to: number): number {
  const still = resting.reduce(
    (sum, rest) => sum + Math.max(0, Math.min(rest.to, to) - Math.max(rest.from, from)),
    0,
  );
  return (to - from - still) / DAY_MS;
}

/** How long a drug went on at the tip, in words. */
export function remainingInWords(report: Pick<Report, 'resting'>, cessation: CessationDto): string {
  const { reachedZeroAt, tip } = cessation;
  const residual =
    tip.residualMcg === null ? '' : say(texts.mcgInThePath, { round: figure(Math.round(tip.residualMcg)) });
  if (tip.reachedZeroAt === null) return say(texts.notKnownForHowLong, { residual });
  const zeros = tipZeros(cessation);
  if (zeros.at(-1) === Date.parse(reachedZeroAt)) return say(texts.atTheTipZeroAt, { residual });
  const days = (at: number) => rounded(daysPumped(report, Date.parse(reachedZeroAt), at), 2);
  const [first, last] = [days(zeros[0]!), days(zeros.at(-1)!)];
  const range = first === last ? '' : say(texts.to2, { first, last });
  return say(texts.stillAtTheTipFor, { days: days(Date.parse(tip.reachedZeroAt)), range, residual });
}

const boldWidth = (words: string): number => BOLD * widthOf(words);

/** In two lines where one would be too long. */
function linesOf(words: string, width: number): readonly string[] {
  const comma = words.indexOf(', ');
  if (comma < 0 || boldWidth(words) < width) return [words];
  return [words.slice(0, comma + 1), words.slice(comma + 2)];
}

/** From the zero at the reservoir to the one at the tip. */
function remaining({ plot, x }: Scales, cessation: CessationDto, lines: readonly string[]): string {
  const zero = x(Date.parse(cessation.reachedZeroAt));
  const { reachedZeroAt } = cessation.tip;
  const end = reachedZeroAt === null ? plot.right : Math.min(x(Date.parse(reachedZeroAt)), plot.right);
  const y = plot.top - 5;
  const longest = Math.max(...lines.map(boldWidth));
  const from = Math.max(0, Math.min(zero, plot.right - longest));
  const upright = (at: number) =>
    line([at, y - 3], [at, plot.bottom], '#333333', { 'stroke-dasharray': '1 2', class: 'zero' });
  return [
    upright(zero),
    line([zero, y], [end, y], '#333333', { 'stroke-width': 1, class: 'zero' }),
    ...(reachedZeroAt === null ? [] : [upright(end)]),
    ...lines.map((words, index) =>
      text(from, y - 6 - LINE * (lines.length - 1 - index), words, { bold: true }),
    ),
  ].join('');
}

const box =
  (fill: string, name: string): Key['sample'] =>
  (x, y) =>
    element('rect', { x, y: y - 4, width: KEY_SAMPLE, height: 8, fill, stroke: '#bbbbbb', class: name });

const keysOf = (isUnverified: boolean, isRange: boolean): readonly Key[] => [
  {
    words: say(texts.programmedSolid),
    sample: (x, y) => line([x, y], [x + KEY_SAMPLE, y], RESERVOIR.stroke, RESERVOIR),
  },
  {
    words: say(texts.reachedTheTipDashed),
    sample: (x, y) => line([x, y], [x + KEY_SAMPLE, y], TIP.stroke, TIP),
  },
  { words: say(texts.difference), sample: box(DIFFERENCE.fill, DIFFERENCE.class) },
  ...(isRange
    ? [{ words: say(texts.tipsZeroLiesInHere), sample: box(ZERO_RANGE.fill, ZERO_RANGE.class) }]
    : []),
  ...(isUnverified ? [{ words: say(texts.tipNotVerified), sample: box(UNVERIFIED, 'unverified') }] : []),
];

const describe = (report: Report, cessation: CessationDto, lanes: readonly DrugDoses[]): string =>
  say(texts.zeroOfAtTheReservoir, {
    lanes: say(texts.countedDrugs, { count: lanes.length }),
    lanes2: lanes.map(({ drug }) => drug).join(', '),
    drug: cessation.drug,
    reachedZeroAt: utc(cessation.reachedZeroAt),
    remainingInWords: remainingInWords(report, cessation),
  });
