import { timelineChart } from '../../charts/timeline/timeline-chart.js';
import { heading, small, together } from '../layout.js';
import { INNER_HEIGHT, WIDTH } from '../sizes.js';
import type { Section } from './section.js';

const MEASURE =
  'Daily doses as the audit measures them: the volume that the schedule moves in a day times the concentration really there, ' +
  'without interruptions too short to count. Where the tip is not verified, since a study found the catheter faulty, ' +
  'its true dose lies between 0 and the curve. What is computed for a time after the last record of the pump is projected. Numbers stand for the cessations. All times are UTC.';

/** What stands above the drawing on its page. */
const HEAD_HEIGHT = 70;

/** The whole therapy in aligned lanes. */
export const doses: Section = ({ timeline }) => [
  together(
    heading('Time line of the whole therapy'),
    { stack: [small(MEASURE)], margin: [0, 0, 0, 6] },
    { svg: timelineChart(timeline, WIDTH), fit: [WIDTH, INNER_HEIGHT - HEAD_HEIGHT] },
  ),
];
