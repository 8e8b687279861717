import { scaleUtc } from 'd3-scale';
import type { TherapyTimeline } from '../../../answers/timeline/therapy-timeline.js';
import { sixDigits } from '../../../infusion/six-digits.js';
import { utc } from '../../words.js';
import { timeTicks } from '../axes.js';
import { projectedBar } from '../curves.js';
import { element, escaped, line, text } from '../svg.js';
import { verdictInWords } from './cessation-marks.js';
import { cumulativeLane } from './cumulative-lane.js';
import { doseLane } from './dose-lane.js';
import { type Frame, type Lane, TITLE_HEIGHT, group, laneTitle, plotOf } from './frame.js';
import { legend } from './legend.js';
import { levelLane } from './level-lane.js';
import { modeLane } from './mode-lane.js';
import { pinLane } from './pin-lane.js';
import { scoreLanes } from './score-lane.js';
import { say } from '../../../words/say.js';
import { charts as texts } from '../../../words/texts/charts.js';

const LEFT = 42;
const RIGHT = 6;
const AXIS_HEIGHT = 14;
const GAP = 6;

/** `doses`: what is delivered alone, for a close-up. */
type Extent = 'all' | 'doses';

const doseLanes = (timeline: TherapyTimeline): Lane[] => [
  ...timeline.drugs.map((line, index) => doseLane(timeline, line, index === 0 ? 84 : 52)),
  ...(timeline.modes.length > 0 ? [modeLane(timeline.modes)] : []),
];

const lanesOf = (timeline: TherapyTimeline): Lane[] => [
  ...doseLanes(timeline),
  ...scoreLanes(timeline.scores),
  ...(timeline.pins.length > 0 ? [pinLane(timeline.pins)] : []),
  ...(timeline.reservoir.fills.length > 0 ? [levelLane(46)] : []),
  ...timeline.drugs.map((line) => cumulativeLane(line, 38)),
];

/**
 * A therapy over its window in aligned lanes on one axis of time, in points: scaled up it is as readable as in print.
 * `data-*` say where the lanes are, for who lays something over them.
 */
export function timelineChart(timeline: TherapyTimeline, width: number, extent: Extent = 'all'): string {
  const { window } = timeline;
  const [left, right] = [LEFT, width - RIGHT];
  const frame: Frame = { timeline, left, right, x: scaleUtc([window.from, window.to], [left, right]) };
  const key = legend(frame, 0);
  const first = key.height + AXIS_HEIGHT + 4;
  let top = first;
  const drawn = (extent === 'all' ? lanesOf(timeline) : doseLanes(timeline)).map((lane) => {
    const plotTop = top + TITLE_HEIGHT;
    top = plotTop + lane.height + GAP;
    return group(
      `lane lane-${lane.name}`,
      undefined,
      laneTitle(frame, plotTop - TITLE_HEIGHT, lane.title),
      lane.draw(frame, plotTop),
    );
  });
  const height = top + AXIS_HEIGHT;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': 'Roboto, sans-serif',
      class: 'timeline-chart',
      'data-left': left,
      'data-right': right,
      'data-top': first,
      'data-bottom': top - GAP,
    },
    element('title', {}, escaped(say(texts.timeLineOfTherapy, { therapyId: timeline.therapyId }))),
    element('desc', {}, escaped(describe(timeline))),
    group('legend', undefined, key.svg),
    axis(frame, first, top - GAP),
    projection(frame, first, top - GAP),
    ...drawn,
  );
}

/** Above and below the lanes, with lines through them all. */
function axis(frame: Frame, top: number, bottom: number): string {
  const { left, right, x } = frame;
  return group(
    'time',
    undefined,
    ...[top, bottom].map((y) => line([left, y], [right, y], '#666666', { class: 'axis' })),
    ...timeTicks({ plot: plotOf(frame, top, bottom), x }).flatMap(({ middle, label }) => [
      line([middle, top - 3], [middle, bottom + 3], '#dddddd', { class: 'grid' }),
      text(middle, top - 5, label, { anchor: 'middle' }),
      text(middle, bottom + 11, label, { anchor: 'middle' }),
    ]),
  );
}

function projection(frame: Frame, top: number, bottom: number): string {
  const { projectedFrom, window } = frame.timeline;
  if (projectedFrom === null || projectedFrom >= window.to) return '';
  const from = Math.max(projectedFrom, window.from);
  const { x } = frame;
  return [
    element('rect', {
      x: x(from),
      y: top,
      width: x(window.to) - x(from),
      height: bottom - top,
      fill: '#f4f4f4',
      class: 'projection',
    }),
    projectedBar({ plot: plotOf(frame, top, bottom), x }, from, window.to),
  ].join('');
}

const utcText = (at: number): string => utc(new Date(at).toISOString());

function describe({ window, drugs, cessations, pins }: TherapyTimeline): string {
  const most = drugs.map(({ drug, reservoir }) => {
    const highest = Math.max(0, ...reservoir.daily.map(({ mcgPerDay }) => mcgPerDay ?? 0));
    return say(texts.atMostMcgDay, { drug, most: sixDigits(highest) });
  });
  const ends = cessations.map(
    (cessation) => `${cessation.number} ${cessation.drug} ${verdictInWords(cessation)}`,
  );
  return [
    say(texts.fromTo, { from: utcText(window.from), to: utcText(window.to) }),
    `${most.join(', ') || say(texts.noDrugInAPump)}.`,
    `${say(texts.countedCessations, { count: cessations.length })}${ends.length > 0 ? `: ${ends.join(', ')}` : ''}.`,
    say(texts.eventsInTables, { count: pins.length }),
  ].join(' ');
}
