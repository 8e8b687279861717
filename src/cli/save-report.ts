import { writeFile } from 'node:fs/promises';
import type { Report } from '../record/report.js';
import { auditCsv } from '../reports/csv/audit-csv.js';
import { UsageError } from './exit.js';

/** Nothing is overwritten: what was printed and signed stays as it was. */
async function writeNew(file: string, content: string | Buffer): Promise<string> {
  try {
    await writeFile(file, content, { flag: 'wx' });
    return file;
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'EEXIST'
        ? 'is there already; name a new file'
        : 'cannot be written';
    throw new UsageError(`${file} ${why}: ${(error as Error).message}.`, { cause: error });
  }
}

/** @returns the files that were written */
export async function saveReport(
  report: Report,
  { pdf, csv }: { readonly pdf?: string; readonly csv?: string },
): Promise<readonly string[]> {
  const saved: string[] = [];
  if (pdf !== undefined) {
    // Loaded only now: no other command needs the fonts.
    const { pdfOf } = await import('../reports/pdf/pdf-of.js');
    saved.push(await writeNew(pdf, await pdfOf(report)));
  }
  if (csv !== undefined) saved.push(await writeNew(csv, auditCsv(report)));
  return saved;
}
