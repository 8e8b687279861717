import type { PlanDto } from '../../answers/dto/cessation.dto.js';
import { spanOf } from '../../therapy/occurred-at.js';
import type { Scales } from './axes.js';
import { polyline } from './curves.js';
import { KEY_SAMPLE, type Key } from './keys.js';
import { line } from './svg.js';
import { charts as texts } from '../../words/texts/charts.js';
import { say } from '../../words/say.js';

const PLAN = { stroke: '#7a4fa3', 'stroke-width': 1.6, 'stroke-dasharray': '1.5 1.5', class: 'planned' };

/** The doses of a plan as steps, each from the first instant of its date on. */
export function plannedCourse(scales: Scales, { steps }: PlanDto): string {
  const [from, to] = scales.x.domain().map(Number) as [number, number];
  const planned = steps
    .map(({ on, plannedMcgPerDay }) => ({ at: spanOf(on)!.first, plannedMcgPerDay }))
    .toSorted((a, b) => a.at - b.at);
  const points = planned.flatMap(({ at, plannedMcgPerDay }, index) => {
    const until = Math.min(planned[index + 1]?.at ?? to, to);
    if (until < from || at > to) return [];
    return [
      [Math.max(at, from), plannedMcgPerDay],
      [until, plannedMcgPerDay],
    ] as const;
  });
  return polyline(scales, points, PLAN);
}

export const plannedKey = (): Key => ({
  words: say(texts.asPlannedDotted),
  sample: (x, y) => line([x, y], [x + KEY_SAMPLE, y], PLAN.stroke, PLAN),
});
