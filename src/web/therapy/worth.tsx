import { dosesInWords, inTime, whyInWords, worthInWords } from '../../reports/worth.js';
import { paths } from '../shell/paths.js';
import { at } from './figures.js';
import { Table } from './table.js';
import { type TherapyView, auditParameters } from './therapy-view.js';
import { say } from '../../words/say.js';
import { timeline as texts } from '../../words/texts/timeline.js';
import { told } from '../../words/told.js';

/** What the computed doses are worth, by the volumes that were found and by what the pump reported. */
export const Worth = ({ therapyId, report, query }: TherapyView) => (
  <section id="worth" data-live aria-labelledby="worth-title">
    <h2 id="worth-title">{say(texts.whatTheDosesAreWorth)}</h2>
    <p>{worthInWords(report.audit.delivery)}</p>
    <Table
      caption={say(texts.fromOneKnownVolumeTo)}
      columns={[
        say(texts.fromWords),
        say(texts.to2),
        say(texts.where),
        say(texts.delivery),
        say(texts.doseLeastToMost),
        say(texts.why),
      ]}
      rows={inTime(report.audit.delivery)}
      cells={(stretch) => [
        at(Date.parse(stretch.from)),
        at(Date.parse(stretch.to)),
        told(stretch.site),
        told(stretch.status),
        dosesInWords(stretch),
        whyInWords(stretch),
      ]}
      rest={<a href={paths.api(therapyId, 'audit.csv', auditParameters(query))}>{say(texts.theCsvFile)}</a>}
    />
  </section>
);
