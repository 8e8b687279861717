import type { Content } from 'pdfmake';
import type { CitedEvent } from '../../../answers/report.js';
import { dateAsStated } from '../../when.js';
import { counted, utc, utcExact } from '../../words.js';
import { facts, heading, ruled, small, together } from '../layout.js';
import { checkpoint } from './checkpoint.js';
import type { Section } from './section.js';

/** What the audit rests on: how much was recorded, and each event that it cites with its hash. */
export const evidence: Section = (report) => {
  const { record, cited } = report;
  return [
    together(
      heading('The record'),
      record
        ? facts([
            ['Events', counted(record.events, 'event')],
            ['Revisions', `${record.firstRevision} to ${record.lastRevision}`],
            ['Last recorded at', utcExact(record.lastRecordedAt)],
            ['Last event’s hash', record.lastHash],
          ])
        : { text: 'Nothing was recorded by then.' },
      {
        text: 'Each event’s hash is the SHA-256 of its canonical bytes, which hold the hash of the event before: the last one stands for them all. Dates that are intervals are shown as they were recorded; the audit lets such an event act at the first instant at which it is possible.',
        style: 'small',
        margin: [0, 4, 0, 10],
      },
    ),
    ...checkpoint(report),
    ...(cited.length === 0
      ? []
      : [
          ruled({
            title: 'Events that the audit cites',
            header: ['Event', 'Type', 'Occurred', 'Id and hash'],
            widths: [30, 98, 107, 264],
            rows: cited.map((event) => [
              { text: `#${event.revision}`, bold: true },
              { stack: [event.type, ...event.changes.map(changeOf)] },
              {
                stack: [
                  dateAsStated({
                    precision: event.occurredAt.precision,
                    earliest: Date.parse(event.occurredAt.earliest),
                    latest: Date.parse(event.occurredAt.latest),
                  }),
                  { text: `recorded ${utc(event.recordedAt)}`, style: 'print' },
                ],
              },
              {
                stack: [
                  { text: event.id, style: 'print' },
                  { text: event.hash, style: 'print' },
                ],
              },
            ]),
          }),
        ]),
  ];
};

const changeOf = ({ revision, type }: CitedEvent['changes'][number]): Content =>
  small(`${type === 'EventVoided' ? 'voided' : 'corrected'} by #${revision}`);
