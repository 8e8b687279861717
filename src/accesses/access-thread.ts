import { Worker } from 'node:worker_threads';
import { AccessLogContradicted, AccessLogUnavailable } from './errors.js';
import type { Answer, Question, ThreadOptions } from './messages.js';

const WORKER = new URL('./access.worker.js', import.meta.url);

type Done = Extract<Answer, { kind: 'done' }>;

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** The other end of the thread that writes: it does one thing after the other. */
export class AccessThread {
  private readonly worker: Worker;
  private readonly pending: Pending[] = [];
  private gone: AccessLogUnavailable | undefined;

  private constructor(options: ThreadOptions) {
    this.worker = new Worker(WORKER, { workerData: options });
    this.worker.on('message', (answer: Answer) => this.pending.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('its thread has ended')));
  }

  /** @throws AccessLogUnavailable where the file cannot be used */
  static async start(options: ThreadOptions): Promise<AccessThread> {
    const thread = new AccessThread(options);
    await thread.answered();
    return thread;
  }

  /** @throws AccessLogUnavailable, AccessLogContradicted */
  async ask(question: Question): Promise<Done> {
    if (this.gone) throw this.gone;
    const answered = this.answered();
    this.worker.postMessage(question);
    return answered;
  }

  async close(): Promise<void> {
    if (this.gone) return;
    const ended = new Promise((resolve) => this.worker.once('exit', resolve));
    await this.ask({ kind: 'close' });
    await ended;
  }

  private async answered(): Promise<Done> {
    const answer = await new Promise<Answer>((resolve, reject) => this.pending.push({ resolve, reject }));
    switch (answer.kind) {
      case 'done':
        return answer;
      case 'failed':
        throw new AccessLogUnavailable(`the log of accesses: ${answer.reason}`);
      case 'gone':
        throw new AccessLogContradicted(answer.reason);
      default:
        return answer satisfies never;
    }
  }

  private fail(cause: Error): void {
    if (this.gone) return;
    this.gone = new AccessLogUnavailable(`the log of accesses has no writer: ${cause.message}`, { cause });
    for (const { reject } of this.pending.splice(0)) reject(this.gone);
  }
}
