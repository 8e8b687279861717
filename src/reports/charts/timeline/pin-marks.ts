import type { PinKind } from '../../../answers/timeline/therapy-timeline.js';
import type { Mark } from '../marks.js';

const SQUARE = [
  [1, 1],
  [9, 1],
  [9, 9],
  [1, 9],
] as const;
const TRIANGLE = [
  [5, 1],
  [9.6, 9],
  [0.4, 9],
] as const;
const DIAMOND = [
  [5, 0.5],
  [9.5, 5],
  [5, 9.5],
  [0.5, 5],
] as const;
const TRIANGLE_DOWN = [
  [0.4, 1],
  [9.6, 1],
  [5, 9],
] as const;
const DROP = [
  [5, 0.4],
  [8.4, 5.6],
  [7.4, 8.6],
  [5, 9.6],
  [2.6, 8.6],
  [1.6, 5.6],
] as const;
const CROSS = [
  [1, 1],
  [9, 9],
  [5, 5],
  [9, 1],
  [1, 9],
] as const;
const ROUND = [
  [3, 0.6],
  [7, 0.6],
  [9.4, 3],
  [9.4, 7],
  [7, 9.4],
  [3, 9.4],
  [0.6, 7],
  [0.6, 3],
] as const;

/** Each kind by its shape alone. */
export const PIN_MARK: Readonly<Record<PinKind, Mark>> = {
  implant: { points: SQUARE, closed: true, filled: true },
  explant: { points: CROSS },
  catheter: {
    points: [
      [0.5, 3.6],
      [9.5, 3.6],
      [9.5, 6.4],
      [0.5, 6.4],
    ],
    closed: true,
    filled: true,
  },
  end: {
    points: [
      [1, 1],
      [1, 9],
      [9, 9],
      [9, 1],
    ],
  },
  refill: { points: DROP, closed: true, filled: true },
  emptied: { points: DROP, closed: true },
  'drug-switch': {
    points: [
      [1, 1],
      [9, 1],
      [1, 9],
      [9, 9],
    ],
    closed: true,
    filled: true,
  },
  program: { points: DIAMOND, closed: true },
  'bolus-test': { points: ROUND, closed: true, filled: true },
  'bolus-given': { points: TRIANGLE_DOWN, closed: true, filled: true },
  study: { points: ROUND, closed: true },
  check: { points: SQUARE, closed: true },
  outcome: { points: TRIANGLE_DOWN, closed: true },
  alarm: { points: TRIANGLE, closed: true, filled: true },
  stall: { points: CROSS },
  mri: {
    points: [
      [1.5, 9],
      [1.5, 1],
      [5, 6],
      [8.5, 1],
      [8.5, 9],
    ],
  },
  'adverse-event': { points: TRIANGLE, closed: true },
  oral: {
    points: [
      [0.5, 5],
      [2.5, 2.5],
      [7.5, 2.5],
      [9.5, 5],
      [7.5, 7.5],
      [2.5, 7.5],
    ],
    closed: true,
  },
  diagnosis: {
    points: [
      [5, 0.5],
      [5, 9.5],
      [5, 5],
      [0.5, 5],
      [9.5, 5],
    ],
  },
  plan: {
    points: [
      [2, 9.5],
      [2, 1],
      [9, 3.2],
      [2, 5.4],
    ],
  },
};
