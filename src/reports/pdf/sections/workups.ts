import { say } from '../../../words/say.js';
import { references, revisionsOf } from '../../when.js';
import { WORKUP, readable, sentence, utc } from '../../words.js';
import { ruled, small } from '../layout.js';
import type { Section } from './section.js';

/** What was examined before tolerance was diagnosed, item by item. */
export const workups: Section = (report) => {
  const byId = revisionsOf(report);
  return report.audit.workups.map(({ drug, at, complete, hardwareSince, items }) =>
    ruled({
      title: `Work-up before tolerance to ${drug} was diagnosed, ${utc(at)}: ${say(WORKUP[complete])}`,
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
