import type { DrugLine } from '../../../answers/timeline/therapy-timeline.js';
import { doseAxis, scalesOf } from '../axes.js';
import { RESERVOIR, TIP, hatched, polyline } from '../curves.js';
import { text } from '../svg.js';
import { dayOf } from '../../when.js';
import { type Frame, type Lane, plotOf } from './frame.js';
import { say } from '../../../words/say.js';
import { charts as texts } from '../../../words/texts/charts.js';

const MCG_PER_MG = 1000;
/** From here on in mg. */
const MANY_MCG = 10_000;

const last = (points: DrugLine['tip']['cumulative']): number => points.at(-1)?.[1] ?? 0;

/** How much of a drug has left the reservoir, and the tip, since the window's start. */
export function cumulativeLane({ drug, reservoir, tip }: DrugLine, plotHeight: number): Lane {
  const most = Math.max(last(reservoir.cumulative), last(tip.cumulative));
  const [unit, divisor] = most >= MANY_MCG ? (['mg', MCG_PER_MG] as const) : (['mcg', 1] as const);
  const inUnit = (points: DrugLine['tip']['cumulative']) =>
    points.map(([at, mcg]) => [at, mcg / divisor] as const);
  return {
    name: 'cumulative',
    title: say(texts.cumulativeDoseSinceTheLeft, { drug, unit }),
    height: plotHeight,
    draw(frame: Frame, top) {
      const { from, to } = frame.timeline.window;
      const scales = scalesOf(plotOf(frame, top, top + plotHeight), from, to, most / divisor);
      const until = tip.cumulative.at(-1)?.[0] ?? from;
      return [
        doseAxis(scales, 2),
        ...(tip.missing === undefined
          ? []
          : [
              hatched(scales, { start: until, end: to }),
              text(
                frame.right - 2,
                top + plotHeight - 15,
                say(texts.tipNotKnownFrom, { dayOf: dayOf(until) }),
                {
                  anchor: 'end',
                  class: 'remark',
                },
              ),
            ]),
        polyline(scales, inUnit(reservoir.cumulative), RESERVOIR),
        polyline(scales, inUnit(tip.cumulative), TIP),
      ].join('');
    },
  };
}
