import fc from 'fast-check';
import type { Report } from '../../src/answers/report.js';
import { CSV_COLUMNS } from '../../src/reports/csv/columns.js';
import { auditCsv } from '../../src/reports/csv/audit-csv.js';
import { csvOf } from '../../src/reports/csv/csv.js';
import { readCsv, rowsOf } from './support/read-csv.js';
import { publishedCase, reportOf } from './support/report-of.js';

describe('a table', () => {
  it('is read back as it was, whatever the texts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' })), { maxLength: 8 }),
        async (given) => {
          const rows = given.map(([a, b]) => ({ a, b }));
          const [header, ...records] = readCsv(await csvOf(['a', 'b'], rows));
          expect(header).toEqual(['a', 'b']);
          const shown = (text: string) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);
          expect(records).toEqual(given.map(([a, b]) => [shown(a), shown(b)]));
        },
      ),
    );
  });

  it('gives a spreadsheet no formula, and leaves numbers numbers', async () => {
    const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', 'a=b', -1, 1e-7, 0.1 + 0.2, true, null, ''];
    const text = await csvOf(
      ['a'],
      cells.map((a) => ({ a })),
    );
    expect(readCsv(text).slice(1).flat()).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@SUM(A1)",
      "'\tx",
      "'\rx",
      'a=b',
      '-1',
      '1e-7',
      '0.30000000000000004',
      'true',
      '',
      '',
    ]);
  });

  it('has each record once, in order, however long it is', async () => {
    const rows = Array.from({ length: 1_201 }, (_, a) => ({ a }));
    expect((await csvOf(['a'], rows)).split('\r\n')).toEqual(['a', ...rows.map(({ a }) => String(a)), '']);
  });

  it('is of fixed bytes', async () => {
    expect(await csvOf(['a', 'b'], [{ a: 'x,"y"\r\nz', b: 1 }, { b: 'ü' }])).toBe(
      'a,b\r\n"x,""y""\r\nz",1\r\n,ü\r\n',
    );
  });
});

describe('the audit as a table', () => {
  let report: Report;
  let rows: readonly Readonly<Record<string, string>>[];
  beforeAll(async () => {
    report = await reportOf(publishedCase('b'), '2021-09-01T00:00:00Z', 'strict');
    rows = rowsOf(await auditCsv(report));
  });
  const of = (record: string) => rows.filter((row) => row['record'] === record);

  it('has the same columns in the same order', async () => {
    // Stable: programs read them by place.
    expect(Object.keys(CSV_COLUMNS).join(',')).toBe(
      'therapyId,policy,policyVersion,asOf,knownAt,auditHash,record,id,number,drug,site,code,at,severity,confidence,' +
        'detail,settledBy,cause,declaredHoliday,baselineMcgPerDay,startedAt,reachedZeroAt,resumedAt,verdict,' +
        'conformance,reasons,tipVerdict,tipReachedZeroAt,tipResidualMcg,tipReasons,fromMcgPerDay,toMcgPerDay,' +
        'changeMcgPerDay,changePct,daysSincePrevious,rules,eventIds,eventHashes,value,source,certainty,needsApproval,outcome,signer,signerRole,status,until,doseMcg,lowMcg,highMcg,' +
        'circumstance,reservations,provenReservoir,provenTip,blocks,settledByType,settledByField,tipResumedAt',
    );
    expect((await auditCsv(report)).startsWith(Object.keys(CSV_COLUMNS).join(','))).toBe(true);
  });

  it('has a row for each thing that the audit says, and each row stands alone', () => {
    const { audit } = report;
    expect(rows).toHaveLength(
      1 +
        audit.cessations.length +
        audit.cessations.flatMap(({ steps }) => steps).length +
        audit.findings.length +
        audit.delivery.flatMap(({ doses }) => doses).length +
        audit.workups.flatMap(({ items }) => items).length +
        audit.gaps.length +
        audit.assumptions.length +
        audit.parameters.length,
    );
    for (const row of rows)
      expect(row).toMatchObject({
        therapyId: audit.therapyId,
        policy: 'strict',
        policyVersion: '2',
        asOf: '2021-09-01T00:00:00.000Z',
        knownAt: audit.knownAt,
        auditHash: audit.auditHash,
      });
  });

  it('begins with the headline, and tells the reservations of each verdict and the gaps', () => {
    const { headline, cessations, findings, gaps } = report.audit;
    const told = (ids: readonly string[]) =>
      ids
        .map((id) => findings.find((finding) => finding.id === id)!)
        .map(({ id, code, severity }) => `${code} (${severity}) ${id}`)
        .join(' | ');
    expect(rows[0]).toMatchObject({
      record: 'headline',
      detail: headline.text,
      verdict: headline.verdict,
      reservations: told(headline.reservations),
      provenReservoir: headline.proven.reservoir,
      provenTip: headline.proven.tip,
    });
    expect(headline.reservations.length).toBeGreaterThan(1);
    expect(of('cessation').map(({ reservations, certainty }) => [reservations, certainty])).toEqual(
      cessations.map(({ reservations, certainty }) => [told(reservations), certainty]),
    );
    expect(of('gap').map(({ code, detail, blocks, settledBy }) => [code, detail, blocks, settledBy])).toEqual(
      gaps.map(({ code, what, blocks, settledBy }) => [code, what, blocks.join(' '), settledBy.text]),
    );
    expect(gaps.length).toBeGreaterThan(0);
  });

  it('says of cessations, steps and findings what the audit says, not rounded', () => {
    const { cessations, findings, parameters } = report.audit;
    expect(
      of('cessation').map(({ id, verdict, tipVerdict, tipResidualMcg, tipResumedAt }) => [
        id,
        verdict,
        tipVerdict,
        Number(tipResidualMcg),
        tipResumedAt,
      ]),
    ).toEqual(
      cessations.map(({ id, verdict, tip }) => [
        id,
        verdict,
        tip.verdict,
        tip.residualMcg,
        tip.resumedAt ?? '',
      ]),
    );
    expect(cessations.some(({ tip }) => tip.resumedAt !== undefined)).toBe(true);
    expect(
      of('step').map(({ id, at, changePct, daysSincePrevious, eventIds }) => [
        id,
        at,
        Number(changePct),
        daysSincePrevious === '' ? null : Number(daysSincePrevious),
        eventIds,
      ]),
    ).toEqual(
      cessations.flatMap(({ id, steps }) =>
        steps.map((step) => [id, step.at, step.changePct, step.daysSincePrevious, step.eventId ?? '']),
      ),
    );
    expect(of('finding').map(({ id, code, severity, detail }) => ({ id, code, severity, detail }))).toEqual(
      findings.map(({ id, code, severity, detail }) => ({ id, code, severity, detail })),
    );
    expect(of('parameter').map(({ code, needsApproval }) => [code, needsApproval])).toEqual(
      parameters.map(({ name, needsApproval }) => [name, String(needsApproval)]),
    );
  });

  it('names the hash of each event', () => {
    const hashes = new Map(report.cited.map(({ id, hash }) => [id, hash]));
    for (const { eventIds, eventHashes } of of('finding'))
      expect(eventHashes).toBe(
        eventIds!
          .split(' ')
          .map((id) => hashes.get(id))
          .join(' '),
      );
    expect([...hashes.values()].every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  });
});
