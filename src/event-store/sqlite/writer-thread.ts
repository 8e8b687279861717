import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../port.js';
import type { Answer, Done, Durability, Question, WriterOptions } from './writer-messages.js';

const WRITER = new URL('./writer.js', import.meta.url);

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: StoreUnavailable) => void;
}

/** The other end of the writer's thread: each question gets its answer, or StoreUnavailable. */
export class WriterThread {
  private readonly worker: Worker;
  private readonly pending: Pending[] = [];
  private gone: StoreUnavailable | undefined;

  private constructor(
    options: WriterOptions,
    private readonly onGone: (error: StoreUnavailable) => void,
  ) {
    this.worker = new Worker(WRITER, { workerData: options });
    this.worker.on('message', (answer: Answer) => this.pending.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('its thread has ended')));
  }

  /**
   * @param onGone called once when the thread ends, whether by itself or because it was told to
   * @throws StoreUnavailable
   */
  static async start(
    options: WriterOptions,
    onGone: (error: StoreUnavailable) => void,
  ): Promise<{ writer: WriterThread; durability: Durability }> {
    const writer = new WriterThread(options, onGone);
    const answer = await new Promise<Answer>((resolve, reject) => writer.pending.push({ resolve, reject }));
    if (answer.kind !== 'ready') throw new StoreUnavailable('the event log has no writer');
    return { writer, durability: answer.durability };
  }

  /** @throws StoreUnavailable */
  async ask(question: Question, transfer: ArrayBuffer[] = []): Promise<Done> {
    if (this.gone) throw this.gone;
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.pending.push({ resolve, reject });
      this.worker.postMessage(question, transfer);
    });
    if (answer.kind === 'failed') throw new StoreUnavailable(`the event log: ${answer.reason}`);
    if (answer.kind === 'ready') throw new StoreUnavailable('the event log has begun anew');
    return answer;
  }

  async close(): Promise<void> {
    if (this.gone) return;
    const ended = new Promise((done) => this.worker.once('exit', done));
    await this.ask({ kind: 'close' });
    await ended;
  }

  private fail(cause: Error): void {
    if (this.gone) return;
    this.gone = new StoreUnavailable(`the event log has no writer: ${cause.message}`, { cause });
    for (const { reject } of this.pending.splice(0)) reject(this.gone);
    this.onGone(this.gone);
  }
}
