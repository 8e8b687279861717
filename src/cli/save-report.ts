import type { PrintedReport } from '../answers/report.js';
import { auditCsv } from '../reports/csv/audit-csv.js';
import { writeNew } from './write-new.js';

/** @returns the files that were written */
export async function saveReport(
  report: PrintedReport,
  { pdf, csv }: { readonly pdf?: string; readonly csv?: string },
): Promise<readonly string[]> {
  const saved: string[] = [];
  if (pdf !== undefined) {
    // Loaded only now: no other command needs the fonts.
    const { pdfOf } = await import('../reports/pdf/pdf-of.js');
    saved.push(await writeNew(pdf, await pdfOf(report)));
  }
  if (csv !== undefined) saved.push(await writeNew(csv, await auditCsv(report)));
  return saved;
}
