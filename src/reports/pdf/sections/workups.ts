import type { WorkupDto } from '../../../record/answers/workup.dto.js';
import { references, revisionsOf } from '../../when.js';
import { readable, sentence, utc } from '../../words.js';
import { ruled, small } from '../layout.js';
import type { Section } from './section.js';

const COMPLETE: Readonly<Record<WorkupDto['complete'], string>> = {
  yes: 'each examination is shown',
  no: 'not each examination is shown',
  undetermined: 'undetermined',
};

/** What was examined before tolerance was diagnosed, item by item. */
export const workups: Section = (report) => {
  const byId = revisionsOf(report);
  return report.audit.workups.map(({ drug, at, complete, hardwareSince, items }) =>
    ruled({
      title: `Work-up before tolerance to ${drug} was diagnosed, ${utc(at)}: ${COMPLETE[complete]}`,
      header: ['Examination', 'In the record', hardwareSince ? `Since ${utc(hardwareSince.at)}` : ''],
      widths: [150, 90, 259],
      rows: items.map(({ item, outcome, detail, eventIds }) => [
        item.replaceAll('-', ' '),
        { text: outcome.replace('-', ' '), bold: outcome !== 'shown' },
        {
          stack: [
            sentence(readable(detail)),
            ...(eventIds.length === 0 ? [] : [small(`Evidence: ${references(byId, eventIds)}`)]),
          ],
        },
      ]),
    }),
  );
};
