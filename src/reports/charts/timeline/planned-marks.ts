import type { Scales } from '../axes.js';
import { line } from '../svg.js';
import { type Frame, clampedX } from './frame.js';

/** A dose that was planned, for as long as its time may be. */
export const plannedMark = (left: number, right: number, y: number): string =>
  line([left, y], [right, y], '#7a4fa3', {
    'stroke-width': 1.6,
    'stroke-dasharray': '1.5 1',
    class: 'planned',
  });

const LEAST_WIDTH = 7;

export const plans = (frame: Frame, { y }: Scales, drug: string): string[] =>
  frame.timeline.planned
    .filter((plan) => plan.drug === drug)
    .flatMap(({ steps }) => steps)
    .filter(
      ({ earliest, latest }) => latest >= frame.timeline.window.from && earliest <= frame.timeline.window.to,
    )
    .map(({ earliest, latest, mcgPerDay }) => {
      const [left, right] = [clampedX(frame, earliest), clampedX(frame, latest)];
      const more = Math.max(0, LEAST_WIDTH - (right - left)) / 2;
      return plannedMark(left - more, right + more, y(mcgPerDay));
    });
