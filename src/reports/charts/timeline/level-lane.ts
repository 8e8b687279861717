import type { ReservoirLine } from '../../../answers/timeline/therapy-timeline.js';
import { type Scales, doseAxis, scalesOf } from '../axes.js';
import { polyline } from '../curves.js';
import { element, line } from '../svg.js';
import { figure } from '../../words.js';
import { andOthers, crowdsOf } from './crowds.js';
import { type Frame, type Lane, clampedX, group, plotOf } from './frame.js';
import { say } from '../../../words/say.js';
import { charts as texts } from '../../../words/texts/charts.js';

const LEVEL = { stroke: '#3f6f8f', 'stroke-width': 1.1, class: 'level' };
const PROJECTED_LEVEL = { ...LEVEL, 'stroke-dasharray': '2 2', class: 'level projected-level' };
const ALARM = { 'stroke-width': 0.9, 'stroke-dasharray': '3 1.5', class: 'alarm-line' };

type Point = readonly [number, number];

/** What the reservoir held by computation, what was found in it, and when the pump warned. */
export const levelLane = (plotHeight: number): Lane => ({
  name: 'level',
  title: say(texts.reservoirMlCircleDrawnOut),
  height: plotHeight,
  draw(frame, top) {
    const { window, reservoir } = frame.timeline;
    const most = Math.max(
      reservoir.capacityMl ?? 0,
      ...reservoir.measured.map(({ measuredMl }) => measuredMl),
    );
    const scales = scalesOf(plotOf(frame, top, top + plotHeight), window.from, window.to, most);
    const { recorded, projected } = parts(frame);
    return [
      doseAxis(scales, 2),
      ...alarms(frame, scales, reservoir),
      polyline(scales, recorded, LEVEL),
      polyline(scales, projected, PROJECTED_LEVEL),
      ...crowdsOf(
        reservoir.measured.filter(({ at }) => at >= window.from && at <= window.to),
        ({ at }) => scales.x(at),
        ({ measuredMl }) => scales.y(measuredMl).toFixed(0),
      ).map((crowd) => {
        const [{ at, measuredMl, expectedMl }] = crowd;
        return group(
          'measured',
          say(texts.mlDrawnOutMlExpected, {
            measuredMl: figure(measuredMl),
            expectedMl: figure(Number(expectedMl.toFixed(2))),
            andOthers: andOthers(crowd),
          }),
          element('circle', {
            cx: scales.x(at),
            cy: scales.y(measuredMl),
            r: 2.2,
            fill: '#ffffff',
            stroke: '#111111',
            'stroke-width': 0.8,
          }),
        );
      }),
    ].join('');
  },
});

/** Before the last record at the pump, and after it. */
function parts({ timeline: { reservoir, projectedFrom } }: Frame): { recorded: Point[]; projected: Point[] } {
  const points = reservoir.level.map(([at, ml]) => [at, ml ?? Number.NaN] as const);
  const from = projectedFrom ?? Number.POSITIVE_INFINITY;
  const index = points.findIndex(([at]) => at > from);
  if (index < 0) return { recorded: points, projected: [] };
  const [next, before] = [points[index]!, points[index - 1]];
  if (!before) return { recorded: [], projected: points };
  const part = (from - before[0]) / (next[0] - before[0]);
  const turn = [from, before[1] + part * (next[1] - before[1])] as const;
  return { recorded: [...points.slice(0, index), turn], projected: [turn, ...points.slice(index)] };
}

const alarms = (frame: Frame, { y }: Scales, { fills }: ReservoirLine): string[] =>
  crowdsOf(
    fills,
    ({ at }) => clampedX(frame, at),
    ({ until, alarmMl }) => `${clampedX(frame, until).toFixed(0)} ${alarmMl}`,
  ).map(([{ at, until, alarmMl }]) =>
    line([clampedX(frame, at), y(alarmMl)], [clampedX(frame, until), y(alarmMl)], '#a3141f', ALARM),
  );
