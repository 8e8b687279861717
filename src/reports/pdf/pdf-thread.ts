/** The thread that lays audits out: it takes a report and answers with its PDF, one at a time. */
import { parentPort } from 'node:worker_threads';
import type { PrintedReport } from '../../answers/report.js';
import { pdfOf } from './pdf-of.js';

/** What the thread says of a report. */
export type Laid = { readonly pdf: Uint8Array } | { readonly fault: string };

const port = parentPort!;
port.on('message', (report: PrintedReport) => {
  void pdfOf(report).then(
    (pdf) => port.postMessage({ pdf } satisfies Laid),
    (error: unknown) =>
      port.postMessage({
        fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Laid),
  );
});
