import type { FindingDto } from '../../answers/dto/audit.dto.js';
import type { Verdict } from '../words.js';
import { element } from './svg.js';

/** A shape in a box of 10 by 10. */
export interface Mark {
  readonly points: readonly (readonly [number, number])[];
  readonly closed?: boolean;
  readonly filled?: boolean;
  readonly dashed?: boolean;
}

/** How the dose came to zero: in steps, abruptly, or unknown. */
export const VERDICT_MARK: Readonly<Record<Verdict, Mark>> = {
  tapered: {
    points: [
      [0, 1.5],
      [3, 1.5],
      [3, 4],
      [6, 4],
      [6, 6.5],
      [8, 6.5],
      [8, 9],
      [10, 9],
    ],
  },
  abrupt: {
    points: [
      [0, 1.5],
      [5, 1.5],
      [5, 9],
      [10, 9],
    ],
  },
  undetermined: {
    points: [
      [0, 1.5],
      [10, 9],
    ],
    dashed: true,
  },
};

const TRIANGLE = [
  [5, 1],
  [9.6, 9],
  [0.4, 9],
] as const;

export const SEVERITY_MARK: Readonly<Record<FindingDto['severity'], Mark>> = {
  critical: { points: TRIANGLE, closed: true, filled: true },
  warning: { points: TRIANGLE, closed: true },
  info: {
    points: [
      [5, 1],
      [9, 5],
      [5, 9],
      [1, 5],
    ],
    closed: true,
  },
};

/** @param size of the box */
export function markSvg(
  { points, closed, filled, dashed }: Mark,
  x: number,
  y: number,
  size: number,
): string {
  const at = points.map(([px, py]) => `${x + (px * size) / 10},${y + (py * size) / 10}`).join(' ');
  return element(closed ? 'polygon' : 'polyline', {
    points: at,
    fill: filled ? '#222222' : 'none',
    stroke: '#222222',
    'stroke-width': 1,
    'stroke-dasharray': dashed ? '2 1.4' : undefined,
  });
}
