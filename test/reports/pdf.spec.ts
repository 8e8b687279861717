import type { AssumptionCode } from '../../src/compliance/assumptions/assumption-catalogue.js';
import type { FindingCode } from '../../src/compliance/rules/catalogue.js';
import type { ReasonDto } from '../../src/answers/dto/cessation.dto.js';
import type { PrintedReport } from '../../src/answers/report.js';
import { pdfOf } from '../../src/reports/pdf/pdf-of.js';
import { FULL } from '../support/full.js';
import { pagesOf } from './support/pdf-text.js';
import { KNOWN_AT, publishedCase, reportOf } from './support/report-of.js';
import { shortTherapy } from './support/short-therapy.js';

const AS_OF = '2021-09-01T00:00:00Z';

/** Of another audit. */
const signature = {
  eventId: 'e99',
  policy: { id: 'case-report-2024', version: '2' },
  asOf: '2021-09-01T00:00:00.000Z',
  knownAt: '2024-05-01T00:00:00.000Z',
  auditHash: '0'.repeat(64),
  factsHash: '1'.repeat(64),
  release: '0.1.0',
  meaning: 'reviewed',
  statement: 'I have read it',
  signer: { name: 'Dr. A. Reviewer', role: 'quality' },
  authenticated: false,
  signedAt: '2024-05-02T10:00:00.000Z',
  status: 'superseded',
  detail: 'superseded: other facts are known now for the same time',
} as const;

const logKey = 'log.example/ledger+0011aabb+AQ0gECAwQFBgcICQoLDA0ODw0gECAwQFBgcICQoLDA0O';
const logSignature = `— log.example/ledger ${'Ab1+/'.repeat(18)}Q=`;
const checkpoint = {
  origin: 'log.example/ledger',
  size: 1_234_567,
  rootHash: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
  signatures: [logSignature],
  key: logKey,
};

const signs = 'שלום 😀 <b>&amp;"x\u0000\u0007\u202Eevil\u2028\u200B\uD800 tab\there\r\nline 中 é';

const changed = (report: PrintedReport, change: (copy: PrintedReport) => void): PrintedReport => {
  const copy = structuredClone(report);
  change(copy);
  return copy;
};

/** Reviewed, and with a plan. */
const reviewed = ({ audit }: PrintedReport): void => {
  const { id } = audit.cessations[0]!;
  audit.reviews = [
    {
      eventId: 'e98',
      inference: id,
      inAudit: true,
      outcome: 'refuted',
      reason: 'not so',
      at: audit.asOf,
    },
  ];
  audit.cessations[0]!.plan = {
    eventId: 'e60',
    unplanned: ['2021-03-11T08:00:00.000Z'],
    steps: [
      {
        on: '2021-03-10',
        plannedMcgPerDay: 750,
        reachedAt: '2021-03-12T08:00:00.000Z',
        reachedMcgPerDay: 700,
        deviationDays: 1.25,
        deviationMcgPerDay: -50,
        outcome: 'departed',
      },
    ],
  };
};

/** The published case, and its print, which takes most of a second. */
let published: PrintedReport;
let pages: readonly string[];
/** A short therapy, and its print: as it is; and signed, with a checkpoint, and with signs that nobody expects. */
let short: PrintedReport;
let print: Buffer;
let signedPages: readonly string[];
beforeAll(async () => {
  published = changed(await reportOf(publishedCase('a'), AS_OF), reviewed);
  pages = pagesOf(await pdfOf(published));
  short = await reportOf(shortTherapy, '2020-03-15T00:00:00Z');
  print = await pdfOf(short);
  const signed = changed({ ...short, checkpoint }, ({ audit }) => {
    audit.signatures = [
      { ...signature, auditHash: audit.auditHash, status: 'current', detail: 'the facts are the same' },
    ];
    audit.findings[0]!.detail = signs;
  });
  signedPages = pagesOf(await pdfOf(signed));
});

const textOf = async (report: PrintedReport) => pagesOf(await pdfOf(report)).join('\f');

describe('the audit as PDF', () => {
  it('says on the first page what it is of, what it found, that it is unsigned and no advice', async () => {
    const [first] = pages;
    for (const words of [
      'Compliance audit of an intrathecal infusion therapy',
      'therapy-1',
      'case-report-2024@2',
      '2021-09-01 00:00 UTC',
      '2024-06-01 00:00 UTC',
      published.audit.auditHash,
      published.release,
      'UNSIGNED',
      'must not be used to decide about a patient’s current treatment',
      published.audit.headline.text,
      'Baclofen, zero on 19 March 2021: consistent with a taper by case-report-2024; at the tip undetermined. ',
    ])
      expect(first).toContain(words);
  });

  it('draws the whole therapy in lanes on one page, without what somebody wrote', async () => {
    const page = pages.find((text) => text.includes('Time line of the whole therapy'));
    for (const words of [
      'baclofen: daily dose, mcg/day',
      'morphine: daily dose, mcg/day',
      '1 undetermined (tip), ',
      'catheter study (contrast myelography): rupture',
      'reservoir, mL',
      'baclofen: cumulative dose since the left edge, mg',
    ])
      expect(page).toContain(words);
    const noted = publishedCase('a').map((event) =>
      event.type === 'PumpReprogrammed'
        ? { ...event, data: { ...event.data, reason: 'her sister asked' } }
        : event,
    );
    const { pins } = (await reportOf(noted, AS_OF)).timeline;
    expect(pins.filter(({ note }) => note !== undefined)).toEqual([]);
  });

  it('has header and footer on each page', async () => {
    expect(pages.length).toBeGreaterThan(5);
    pages.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(page).toContain(`audit ${published.audit.auditHash.slice(0, 12)}`);
      expect(page).toContain('Retrospective evidence, not advice');
      expect(page).toContain('Therapy therapy-1');
      expect(page).toContain('known at 2024-06-01 00:00 UTC');
    });
  });

  it('prints each finding, reason, figure and cited event with its hash, and never calls anything safe', async () => {
    const text = pages.join('\f');
    const { findings, cessations, assumptions, parameters } = published.audit;
    for (const { id, code } of findings) for (const words of [id, code]) expect(text).toContain(words);
    for (const { id, reasons, tip } of cessations) {
      expect(text).toContain(id);
      for (const { code } of [...reasons, ...tip.reasons]) expect(text).toContain(code);
    }
    for (const { code } of assumptions) expect(text).toContain(code);
    for (const { name } of parameters) expect(text).toContain(name);
    expect(published.cited.length).toBeGreaterThan(30);
    for (const { id, hash, revision } of published.cited)
      for (const words of [id, hash, `#${revision}`]) expect(text).toContain(words);
    expect(text).toContain(published.record!.lastHash);
    expect(text.split('needs the hospital’s approval').length - 1).toBe(
      parameters.filter(({ needsApproval }) => needsApproval).length,
    );
    expect(text).not.toMatch(/\bsafe/i);
  });

  it('is the same bytes for the same audit, and others for another knownAt', async () => {
    const pdf = print;
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.compare(pdf, await pdfOf(structuredClone(short)))).toBe(0);
    const later = await reportOf(shortTherapy, '2020-03-15T00:00:00Z', 'case-report-2024', KNOWN_AT + 1000);
    expect(later.audit.auditHash).not.toBe(short.audit.auditHash);
    expect(Buffer.compare(pdf, await pdfOf(later))).not.toBe(0);
    // The file's identifier follows from the audit's hash: with another hash and nothing else changed it differs.
    const idOf = (bytes: Buffer) => /\/ID \[<([0-9a-f]{32})>/.exec(bytes.toString('latin1'))?.[1];
    const { auditHash } = short.audit;
    const other = await pdfOf({
      ...short,
      audit: { ...short.audit, auditHash: auditHash.replace(/^./, '-') },
    });
    expect(idOf(pdf)).toMatch(/^[0-9a-f]{32}$/);
    expect(idOf(other)).not.toBe(idOf(pdf));
    expect(pdf.toString('latin1')).toContain('D:20240601000000Z');
  });

  it('prints signatures of this audit instead of the box', () => {
    const text = signedPages.join('\f');
    for (const words of [
      'Dr. A. Reviewer, quality',
      'I have read it',
      '2024-05-02 10:00 UTC',
      'unauthenticated',
      'this audit',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('UNSIGNED');
  });

  it('stays unsigned where another audit was signed, which it names', async () => {
    const text = await textOf(changed(short, ({ audit }) => (audit.signatures = [signature])));
    expect(text).toContain('UNSIGNED');
    expect(text).toContain('the audit as of 2021-09-01 00:00 UTC');
    expect(text).toContain('superseded');
  });

  it('prints reviews, the work-up and a plan', () => {
    const text = pages.join('\f');
    for (const words of [
      'refuted',
      'not so',
      '1.25',
      'departed',
      '2021-03-11 08:00 UTC',
      'Work-up before tolerance to baclofen was diagnosed',
      'unsatisfactory lumbar bolus',
    ])
      expect(text).toContain(words);
  });
});

describe('a date that is an interval', () => {
  it('is printed as it was recorded, and never as an instant alone', () => {
    const text = pagesOf(print).join('\f');
    expect(text).toContain('Baclofen, zero at a date recorded as 2020-02: ');
    expect(text).toContain('2020-02-01 00:00 UTC (recorded as 2020-02)');
  });

  it('that was corrected is printed as it counts, and the correction beside the event', async () => {
    const corrected = [
      ...shortTherapy,
      {
        type: 'EventCorrected',
        occurredAt: '2020-03-01',
        data: {
          corrects: 'e6',
          reason: 'the chart says so',
          replacement: {
            type: 'PumpReprogrammed',
            occurredAt: '2020-02-10T08:00:00Z',
            data: { program: { mode: 'stopped' } },
          },
        },
      },
    ];
    const text = await textOf(await reportOf(corrected, '2020-03-15T00:00:00Z'));
    expect(text).toContain('Baclofen, zero on 10 February 2020: ');
    expect(text).toContain('corrected by #7');
  });
});

describe('hostile texts', () => {
  const word = 'W'.repeat(500);

  it('are printed with a mark for each sign that the font lacks', () => {
    // Four letters, one emoji, two control signs, the direction sign, U+2028, U+200B, a lone surrogate, one ideograph.
    expect(signedPages.join('')).toContain('���� � <b>&amp;"x���evil��� tab here  line � é.');
  });

  it('of any length lose nothing', async () => {
    const many = (count: number) => 'lorem '.repeat(count).trim();
    const COUNT = FULL ? 24 : 3;
    const lengths = Array.from({ length: COUNT }, (_, index) => 120 + (index * 1_080) / COUNT);
    let expected = 0;
    const [, another] = published.audit.cessations;
    const hostile = changed(short, (copy) => {
      const { audit } = copy;
      const reason = (count: number): ReasonDto => {
        expected += count;
        return { code: 'X', detail: many(count) };
      };
      audit.cessations = lengths.map((count) => ({
        ...another!,
        reasons: [reason(count)],
        tip: { ...another!.tip, reasons: [reason(600), reason(count)] },
      }));
      audit.findings = lengths.map((count) => {
        expected += count;
        return { ...audit.findings[0]!, detail: many(count), code: word as FindingCode };
      });
      audit.assumptions = [{ code: word as AssumptionCode, detail: many(5000), eventIds: [word] }];
      expected += 5000;
    });
    const text = await textOf(hostile);
    expect(text.match(/lorem/gi)!.length).toBe(expected);
    expect(text.match(/W{10}/g)!.length).toBeGreaterThan(COUNT * 30);
  });
});

describe('the checkpoint in print', () => {
  it('stands with what it covers, and in short on each page', () => {
    for (const page of signedPages)
      expect(page).toContain(`audit ${short.audit.auditHash.slice(0, 12)}, checkpoint 1234567`);
    const text = signedPages.join('');
    for (const words of [
      checkpoint.origin,
      checkpoint.rootHash,
      logSignature,
      logKey,
      'consistency?from=1234567',
    ])
      expect(text).toContain(words);
  });

  it('is not spoken of where there is none', async () => {
    expect(pages.join('\f')).not.toMatch(/checkpoint/i);
  });
});
