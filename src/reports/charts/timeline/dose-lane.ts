import type { DailyDose } from '../../../answers/report.js';
import type {
  CessationMark,
  DoseLevel,
  DrugLine,
  SiteDoses,
} from '../../../answers/timeline/therapy-timeline.js';
import { DAY_MS } from '../../../infusion/schedule.js';
import { type Scales, doseAxis, scalesOf } from '../axes.js';
import { RESERVOIR, TIP, curve, hatched, unverifiedBand } from '../curves.js';
import { thinned } from '../thin.js';
import { differenceArea, differences } from '../difference.js';
import { flags, shade } from './cessation-marks.js';
import { type Frame, type Lane, plotOf } from './frame.js';
import { plans } from './planned-marks.js';
import { say } from '../../../words/say.js';
import { charts as texts } from '../../../words/texts/charts.js';
import { told } from '../../../words/told.js';

const HEADROOM = 13;
/** In a longer window a bolus would be too narrow to see. */
const LONGEST_FOR_RATES_MS = 8 * DAY_MS;

const known = (levels: readonly DoseLevel[]): DailyDose[] =>
  levels.map(({ start, end, mcgPerDay }) => ({ start, end, mcgPerDay: mcgPerDay ?? Number.NaN }));

/** Whether what flows at each instant is drawn, in place of the day's dose. */
export const showsRates = ({ window, drugs }: Frame['timeline']): boolean =>
  window.to - window.from <= LONGEST_FOR_RATES_MS &&
  drugs.some(({ reservoir }) => reservoir.rate !== undefined);

const curveOf = (site: SiteDoses, close: boolean): DailyDose[] =>
  known((close ? site.rate : undefined) ?? site.daily);

/** The dose of a drug: at the reservoir, at the tip, and the difference; its cessations behind. */
export const doseLane = (timeline: Frame['timeline'], doses: DrugLine, plotHeight: number): Lane => {
  const cessations = timeline.cessations.filter(({ drug }) => drug === doses.drug);
  const headroom = cessations.length > 0 ? HEADROOM : 2;
  const close = showsRates(timeline);
  return {
    name: 'dose',
    title: `${doses.drug}: ${close ? say(texts.rateAtEachInstant) : say(texts.dailyDose)}, ${told('mcg/day')}`,
    height: plotHeight + headroom,
    draw: (frame, top) =>
      drawn(
        frame,
        doses,
        cessations,
        close,
        scalesFor(frame, doses, close, top + headroom, top + plotHeight + headroom),
      ),
  };
};

function scalesFor(frame: Frame, doses: DrugLine, close: boolean, top: number, bottom: number): Scales {
  const { from, to } = frame.timeline.window;
  const most = [
    ...curveOf(doses.reservoir, close),
    ...curveOf(doses.tip, close),
    ...known(doses.reservoir.daily),
  ]
    .filter(({ mcgPerDay }) => !Number.isNaN(mcgPerDay))
    .reduce((highest, { mcgPerDay }) => Math.max(highest, mcgPerDay), 0);
  return scalesOf(plotOf(frame, top, bottom), from, to, most);
}

function drawn(
  frame: Frame,
  doses: DrugLine,
  cessations: readonly CessationMark[],
  close: boolean,
  scales: Scales,
): string {
  const { from, to } = frame.timeline.window;
  const columns = scales.plot.right - scales.plot.left;
  const reservoir = thinned(curveOf(doses.reservoir, close), from, to, columns);
  const tip = thinned(curveOf(doses.tip, close), from, to, columns);
  return [
    ...frame.timeline.unverified.map((time) => unverifiedBand(scales, time.from, time.to)),
    ...cessations.map((cessation) => shade(scales, cessation, frame)),
    ...tip.filter(({ mcgPerDay }) => Number.isNaN(mcgPerDay)).map((unknown) => hatched(scales, unknown)),
    doseAxis(scales, 3),
    differenceArea(scales, differences(reservoir, tip)),
    ...(close ? [curve(scales, known(doses.reservoir.daily), DAILY)] : []),
    curve(scales, reservoir, RESERVOIR),
    curve(scales, tip, TIP),
    ...plans(frame, scales, doses.drug),
    flags(scales, cessations, frame),
  ].join('');
}

export const DAILY = { stroke: '#888888', 'stroke-width': 0.7, 'stroke-dasharray': '1 2', class: 'daily' };
