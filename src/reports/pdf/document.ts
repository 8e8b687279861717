import type { Content, ContentText, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { PrintedReport } from '../../answers/report.js';
import { utcExact } from '../words.js';
import { GREY, INK } from './layout.js';
import { allPrintable } from './printable.js';
import { assumptions } from './sections/assumptions.js';
import { cessations } from './sections/cessations.js';
import { delivery } from './sections/delivery.js';
import { doses } from './sections/doses.js';
import { evidence } from './sections/evidence.js';
import { findings } from './sections/findings.js';
import { gaps } from './sections/gaps.js';
import { parameters } from './sections/parameters.js';
import type { Section } from './sections/section.js';
import { signatures } from './sections/signatures.js';
import { workups } from './sections/workups.js';
import { title } from './sections/title.js';
import { LINE_HEIGHT, PAGE, SIZE, WIDTH } from './sizes.js';

/** The parts in their order; one that has nothing to say is not printed. */
const SECTIONS: readonly Section[] = [
  title,
  doses,
  cessations,
  findings,
  workups,
  delivery,
  gaps,
  assumptions,
  signatures,
  parameters,
  evidence,
];

/** Digits of the hash that tell printed audits apart at a glance. */
const SHORT = 12;

/**
 * The printed audit. The same report always gives the same document: no clock is read.
 * @param glyphs the code points that the font can show
 */
export function documentOf(report: PrintedReport, glyphs: ReadonlySet<number>): TDocumentDefinitions {
  const { audit, release } = report;
  const { auditHash } = audit;
  const { therapyId, policy } = audit;
  const made = new Date(audit.knownAt);
  return {
    pageSize: 'A4',
    pageMargins: [PAGE.side, PAGE.top, PAGE.side, PAGE.bottom],
    language: 'en',
    displayTitle: true,
    info: {
      title: `Audit of therapy ${therapyId}`,
      subject: `By ${policy.id}@${policy.version}, as of ${audit.asOf}, known at ${audit.knownAt}`,
      keywords: `audit ${auditHash}`,
      creator: release,
      producer: release,
      creationDate: made,
      modDate: made,
    },
    defaultStyle: { font: 'Roboto', fontSize: SIZE.body, lineHeight: LINE_HEIGHT, color: INK },
    styles: {
      kicker: { fontSize: SIZE.kicker, color: GREY },
      title: { fontSize: SIZE.title, bold: true, margin: [0, 0, 0, 8] },
      heading: { fontSize: SIZE.heading, bold: true, margin: [0, 10, 0, 4] },
      header: { fontSize: SIZE.header, bold: true },
      name: { color: GREY },
      code: { fontSize: SIZE.code, bold: true },
      print: { fontSize: SIZE.print, color: GREY },
      small: { fontSize: SIZE.small, color: GREY },
    },
    header: () => allPrintable(headerOf(report), glyphs),
    footer: (page, pages) => allPrintable(footerOf(report, page, pages), glyphs),
    content: allPrintable<Content[]>(
      SECTIONS.flatMap((section) => [...section(report)]),
      glyphs,
    ),
  };
}

const line = { type: 'line', x1: 0, y1: 0, x2: WIDTH, y2: 0, lineWidth: 0.5, lineColor: '#999999' } as const;
const edge = (
  text: string,
  width: number,
  alignment: ContentText['alignment'] = 'left',
): ContentText & { width: number } => ({
  text,
  width,
  alignment,
  fontSize: SIZE.small,
  color: GREY,
});

function headerOf({ audit: { therapyId, policy, asOf, knownAt } }: PrintedReport): Content {
  const row = (left: string, right: string): Content => ({
    columns: [edge(left, WIDTH * 0.6), edge(right, WIDTH * 0.4, 'right')],
  });
  return {
    margin: [PAGE.side, 22, PAGE.side, 0],
    stack: [
      row(`Therapy ${therapyId}`, `as of ${utcExact(asOf)}`),
      row(`by ${policy.id}@${policy.version}`, `known at ${utcExact(knownAt)}`),
      { canvas: [line], margin: [0, 4, 0, 0] },
    ],
  };
}

function footerOf(
  { audit: { auditHash }, checkpoint: signed }: PrintedReport,
  page: number,
  pages: number,
): Content {
  const bound = signed ? `, checkpoint ${signed.size}` : '';
  return {
    margin: [PAGE.side, 14, PAGE.side, 0],
    stack: [
      { canvas: [line], margin: [0, 0, 0, 4] },
      {
        columns: [
          edge('Retrospective evidence, not advice', WIDTH * 0.4),
          edge(`audit ${auditHash.slice(0, SHORT)}${bound}`, WIDTH * 0.3, 'center'),
          edge(`Page ${page} of ${pages}`, WIDTH * 0.3, 'right'),
        ],
      },
    ],
  };
}
