import type { PrintedReport } from '../../answers/report.js';
import { asker } from '../../threads/asker.js';
import { Pool } from '../../threads/pool.js';

/** A layout that takes longer is stopped, ms. */
const LIMIT_MS = 60_000;

/** Lays audits out beside the event loop; those of one therapy one after the other. */
export class PdfThreads {
  private readonly pool = new Pool({
    script: new URL('./pdf-thread.js', import.meta.url),
    limitMs: LIMIT_MS,
    // With its fonts each takes some 100 MB.
    most: 2,
  });

  async render(report: PrintedReport): Promise<Buffer> {
    const key = report.audit.therapyId;
    const { buffer, byteOffset, byteLength } = (await this.pool.do({
      key,
      message: report,
      signal: asker(),
    })) as Uint8Array;
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  /** Called when the application has ended, after the last request was answered. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }
}
