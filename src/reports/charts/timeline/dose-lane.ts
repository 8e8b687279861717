import type { DailyDose } from '../../../record/report.js';
import type {
  CessationMark,
  DoseLevel,
  DrugLine,
  SiteDoses,
} from '../../../record/timeline/therapy-timeline.js';
import { DAY_MS } from '../../../infusion/schedule.js';
import { type Scales, doseAxis, scalesOf } from '../axes.js';
import { RESERVOIR, TIP, band, curve, hatched, unverifiedBand } from '../curves.js';
import { VERDICT_MARK, markSvg } from '../marks.js';
import { element, line, text, widthOf } from '../svg.js';
import { thinned } from '../thin.js';
import { VERDICT } from '../../words.js';
import { type Difference, differences } from './difference.js';
import { type Frame, type Lane, group, plotOf } from './frame.js';

const HEADROOM = 13;
/** In a longer window a bolus would be a hair's breadth. */
const LONGEST_FOR_RATES_MS = 8 * DAY_MS;

const known = (levels: readonly DoseLevel[]): DailyDose[] =>
  levels.map(({ start, end, mcgPerDay }) => ({ start, end, mcgPerDay: mcgPerDay ?? Number.NaN }));

/** Whether what flows at each instant is drawn, in place of the day's dose. */
const isClose = ({ timeline: { window } }: Pick<Frame, 'timeline'>): boolean =>
  window.to - window.from <= LONGEST_FOR_RATES_MS;

const shownOf = (site: SiteDoses, close: boolean): DailyDose[] =>
  known((close ? site.rate : undefined) ?? site.daily);

/** The dose of a drug: at the reservoir, at the tip, and the difference; its cessations behind. */
export const doseLane = (timeline: Frame['timeline'], line: DrugLine, plotHeight: number): Lane => {
  const cessations = timeline.cessations.filter(({ drug }) => drug === line.drug);
  const headroom = cessations.length > 0 ? HEADROOM : 2;
  const close = isClose({ timeline }) && line.reservoir.rate !== undefined;
  return {
    name: 'dose',
    title: `${line.drug}: ${close ? 'rate at each instant' : 'daily dose'}, mcg/day`,
    height: plotHeight + headroom,
    draw: (frame, top) =>
      drawn(
        frame,
        line,
        cessations,
        close,
        scalesFor(frame, line, close, top + headroom, top + plotHeight + headroom),
      ),
  };
};

function scalesFor(frame: Frame, line: DrugLine, close: boolean, top: number, bottom: number): Scales {
  const { from, to } = frame.timeline.window;
  const most = [
    ...shownOf(line.reservoir, close),
    ...shownOf(line.tip, close),
    ...known(line.reservoir.daily),
  ]
    .filter(({ mcgPerDay }) => !Number.isNaN(mcgPerDay))
    .reduce((highest, { mcgPerDay }) => Math.max(highest, mcgPerDay), 0);
  return scalesOf(plotOf(frame, top, bottom), from, to, most);
}

function drawn(
  frame: Frame,
  line: DrugLine,
  cessations: readonly CessationMark[],
  close: boolean,
  scales: Scales,
): string {
  const { from, to } = frame.timeline.window;
  const columns = scales.plot.right - scales.plot.left;
  const reservoir = thinned(shownOf(line.reservoir, close), from, to, columns);
  const tip = thinned(shownOf(line.tip, close), from, to, columns);
  return [
    ...frame.timeline.unverified.map((time) => unverifiedBand(scales, time.from, time.to)),
    ...cessations.map((cessation) => shade(scales, cessation, frame)),
    ...tip.filter(({ mcgPerDay }) => Number.isNaN(mcgPerDay)).map((unknown) => hatched(scales, unknown)),
    doseAxis(scales, 3),
    difference(scales, differences(reservoir, tip)),
    ...(close ? [curve(scales, known(line.reservoir.daily), DAILY)] : []),
    curve(scales, reservoir, RESERVOIR),
    curve(scales, tip, TIP),
    flags(scales, cessations, frame),
  ].join('');
}

const DAILY = { stroke: '#888888', 'stroke-width': 0.7, 'stroke-dasharray': '1 2', class: 'daily' };

const difference = ({ x, y }: Scales, parts: readonly Difference[]): string =>
  element('path', {
    d: parts
      .map(({ start, end, low, high }) => {
        const [left, top, right, bottom] = [x(start), y(high), x(end), y(low)].map((one) => one.toFixed(2));
        return `M${left},${top}H${right}V${bottom}H${left}Z`;
      })
      .join(''),
    fill: '#f2c68d',
    class: 'difference',
  });

/** From its first step to its return. */
function shade(
  scales: Scales,
  { startedAt, resumedAt, verdict }: CessationMark,
  { timeline }: Frame,
): string {
  const from = Math.max(startedAt, timeline.window.from);
  const to = Math.min(resumedAt ?? timeline.window.to, timeline.window.to);
  return band(scales, from, Math.max(from, to), { fill: '#eef2d8', class: `cessation ${verdict}` });
}

/** The verdict at each zero, in words where there is room. */
function flags({ plot, x }: Scales, cessations: readonly CessationMark[], frame: Frame): string {
  const { from, to } = frame.timeline.window;
  const near = cessations.filter(({ reachedZeroAt }) => reachedZeroAt >= from && reachedZeroAt <= to);
  let free = Number.NEGATIVE_INFINITY;
  return near
    .map((cessation, index) => {
      const { number, reachedZeroAt, site, verdict } = cessation;
      const words = `${number} ${VERDICT[verdict]}${site === 'tip' ? ' (tip)' : ''}`;
      const at = x(reachedZeroAt);
      const next = near[index + 1];
      const room = (next ? x(next.reachedZeroAt) : plot.right) - at;
      const stem = line([at, plot.top - 9], [at, plot.bottom], '#333333', {
        'stroke-dasharray': '1 2',
        class: 'stem',
      });
      const [label, width] = [words, String(number)]
        .map((one) => [one, widthOf(one) + 16] as const)
        .find(([, width]) => width <= room) ?? [undefined, 0];
      const before = label === undefined && at - 18 > plot.left && at - 18 > free;
      if ((label === undefined && !before) || (label !== undefined && at < free))
        return group(`flag ${verdict}`, titleOf(cessation), stem);
      const whole = widthOf(words) + 16;
      const outside = before && at - whole > Math.max(plot.left, free) ? words : String(number);
      const start = before ? at - widthOf(outside) - 14 : at + 3;
      free = before ? at : at + width;
      return group(
        `flag ${verdict}`,
        titleOf(cessation),
        stem,
        markSvg(VERDICT_MARK[verdict], start, plot.top - 10, 8),
        text(start + 11, plot.top - 3, before ? outside : label!, { bold: true }),
      );
    })
    .join('');
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

const titleOf = ({ number, drug, site, startedAt, reachedZeroAt, verdict, tip }: CessationMark): string =>
  `Cessation ${number} of ${drug} at the ${site}: from ${day(startedAt)} to zero on ${day(reachedZeroAt)}, ${VERDICT[verdict]}; at the tip ${VERDICT[tip.verdict]}.`;
