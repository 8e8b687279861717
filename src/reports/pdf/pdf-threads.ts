import type { PrintedReport } from '../../answers/report.js';
import { asker } from '../../threads/asker.js';
import { Pool } from '../../threads/pool.js';

/** A layout that takes longer is stopped, ms. */
const LIMIT_MS = 60_000;

/** The layout of more findings takes seconds. */
const MANY_FINDINGS = 300;

/** One thread: with its fonts it takes some 100 MB. */
const oneThread = () =>
  new Pool({ script: new URL('./pdf-thread.js', import.meta.url), limitMs: LIMIT_MS, most: 1 });

/** Lays audits out beside the event loop, one after the other; the long ones apart, so that no short one waits for them. */
export class PdfThreads {
  private readonly short = oneThread();
  private readonly long = oneThread();

  async render(report: PrintedReport): Promise<Buffer> {
    const { therapyId, findings } = report.audit;
    const pool = findings.length > MANY_FINDINGS ? this.long : this.short;
    const { buffer, byteOffset, byteLength } = (await pool.do({
      key: therapyId,
      message: report,
      signal: asker(),
    })) as Uint8Array;
    return Buffer.from(buffer, byteOffset, byteLength);
  }

  /** Called when the application has ended, after the last request was answered. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.short.close(), this.long.close()]);
  }
}
