import type { Content } from 'pdfmake';
import { therapyChart } from '../../charts/therapy-chart.js';
import { capitalised } from '../../words.js';
import { heading, small, together } from '../layout.js';
import { WIDTH } from '../sizes.js';
import type { Section } from './section.js';

const MEASURE =
  'As the audit measures it: the volume that the schedule moves in a day times the concentration really there, ' +
  'without interruptions too short to count. Where the tip is not verified, since a study found the catheter faulty, ' +
  'its true dose lies between 0 and the curve. What is computed for a time after the last record of the pump is projected. Numbers stand for the cessations. All times are UTC.';

/** A chart for each drug over the whole therapy. */
export const doses: Section = (report) => {
  const numbered = report.audit.cessations.map((cessation, index) => ({ ...cessation, number: index + 1 }));
  return report.doses.map((drug, index) =>
    together(
      ...(index === 0
        ? [
            heading('Daily dose over the whole therapy'),
            { stack: [small(MEASURE)], margin: [0, 0, 0, 6] } satisfies Content,
          ]
        : []),
      { text: capitalised(drug.drug), bold: true, margin: [0, 2, 0, 3] },
      {
        svg: therapyChart(
          drug,
          numbered.filter((cessation) => cessation.drug === drug.drug),
          report,
          WIDTH,
        ),
        margin: [0, 0, 0, 4],
      },
    ),
  );
};
