import { dosesInWords, inTime, whyInWords, worthInWords } from '../../reports/worth.js';
import { paths } from '../shell/paths.js';
import { at } from './figures.js';
import { Table } from './table.js';
import { type TherapyView, auditParameters } from './therapy-view.js';

/** What the computed doses are worth, by the volumes that were found and by what the pump reported. */
export const Worth = ({ therapyId, report, query }: TherapyView) => (
  <section id="worth" data-live aria-labelledby="worth-title">
    <h2 id="worth-title">What the doses are worth</h2>
    <p>{worthInWords(report.audit.delivery)}</p>
    <Table
      caption="From one known volume to the next"
      columns={['From', 'To', 'Where', 'Delivery', 'Dose (least to most)', 'Why']}
      rows={inTime(report.audit.delivery)}
      cells={(stretch) => [
        at(Date.parse(stretch.from)),
        at(Date.parse(stretch.to)),
        stretch.site,
        stretch.status,
        dosesInWords(stretch),
        whyInWords(stretch),
      ]}
      rest={<a href={paths.api(therapyId, 'audit.csv', auditParameters(query))}>the CSV file</a>}
    />
  </section>
);
