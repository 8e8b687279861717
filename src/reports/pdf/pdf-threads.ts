import { Worker } from 'node:worker_threads';
import type { PrintedReport } from '../../answers/report.js';
import type { Laid } from './pdf-thread.js';

/** How many audits are laid out at once; others wait. */
const MOST_THREADS = 2;
/** A layout that takes longer is aborted. */
const LIMIT_MS = 60_000;

interface Job {
  readonly report: PrintedReport;
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/** Lays audits out beside the event loop. The threads are made when they are first needed, and kept. */
export class PdfThreads {
  private readonly idle: Worker[] = [];
  private readonly waiting: Job[] = [];
  private readonly busy = new Map<Worker, { readonly job: Job; readonly timeout: NodeJS.Timeout }>();
  private closed = false;

  async render(report: PrintedReport): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ report, resolve, reject });
      this.next();
    });
  }

  /** Called when the application has ended, after the last request was answered. */
  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    for (const { reject } of this.waiting.splice(0)) reject(new Error('the service is ending'));
    await Promise.all([...this.idle.splice(0), ...this.busy.keys()].map((thread) => thread.terminate()));
  }

  private next(): void {
    if (this.closed || this.busy.size >= MOST_THREADS) return;
    const job = this.waiting.shift();
    if (!job) return;
    const thread = this.idle.pop() ?? this.started();
    const timeout = setTimeout(() => void thread.terminate(), LIMIT_MS).unref();
    this.busy.set(thread, { job, timeout });
    thread.postMessage(job.report, []);
  }

  private started(): Worker {
    const thread = new Worker(new URL('./pdf-thread.js', import.meta.url));
    thread.unref();
    thread.on('message', (laid: Laid) => {
      const job = this.finished(thread);
      this.idle.push(thread);
      if ('pdf' in laid) job?.resolve(Buffer.from(laid.pdf.buffer, laid.pdf.byteOffset, laid.pdf.byteLength));
      else job?.reject(new Error(`an audit could not be laid out: ${laid.fault}`));
      this.next();
    });
    // The exit handler below reports the cause.
    let cause: Error | undefined;
    thread.on('error', (error: Error) => (cause = error));
    thread.once('exit', () => {
      const index = this.idle.indexOf(thread);
      if (index >= 0) this.idle.splice(index, 1);
      this.finished(thread)?.reject(new Error('the thread that laid an audit out has ended', { cause }));
      this.next();
    });
    return thread;
  }

  private finished(thread: Worker): Job | undefined {
    const done = this.busy.get(thread);
    this.busy.delete(thread);
    clearTimeout(done?.timeout);
    return done?.job;
  }
}
