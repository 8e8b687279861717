import { Worker } from 'node:worker_threads';
import type { FromThread, Report, SetAsideNow, ThreadOptions, ToThread } from './messages.js';
import type { Readers } from './read-model.js';

const WORKER = new URL('./load-worker.js', import.meta.url);
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

export interface ThreadEvents {
  /** @param pauseMs until it is started again */
  failed(error: Error, pauseMs: number): void;
  reported(report: Report): void;
  /** It cannot read the log, and tries again after a pause. */
  unavailable(reason: string): void;
  /** It can read the log again. */
  available(): void;
  setAside(setAside: SetAsideNow): void;
}

/** The other end of the read models' thread. When it ends by itself it is started again, after longer and longer pauses. */
export class ProjectionThread {
  private worker: Worker | undefined;
  private ended: Promise<void> = Promise.resolve();
  private restart: NodeJS.Timeout | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  private isClosing = false;

  constructor(
    private readonly options: ThreadOptions,
    private readonly readers: Readers,
    private readonly events: ThreadEvents,
  ) {}

  get isUp(): boolean {
    return this.worker !== undefined;
  }

  start(): void {
    const worker = new Worker(WORKER, { workerData: this.options });
    let cause: Error | undefined;
    worker.on('message', (message: FromThread) => void this.hear(message));
    worker.on('error', (error) => (cause = error as Error));
    this.ended = new Promise((done) => {
      worker.on('exit', (code) => {
        this.worker = undefined;
        if (!this.isClosing)
          this.recover(cause ?? new Error(`the thread of the read models ended with ${code}`));
        done();
      });
    });
    this.worker = worker;
  }

  tell(message: ToThread): void {
    this.worker?.postMessage(message);
  }

  async close(): Promise<void> {
    this.isClosing = true;
    clearTimeout(this.restart);
    // Whoever closes a file last puts it in order, and readers cannot.
    await this.readers.release();
    this.tell('close');
    await this.ended;
  }

  private async hear(message: FromThread): Promise<void> {
    switch (message.kind) {
      case 'opened':
        return this.readers.opened(message.path);
      case 'release':
        await this.readers.release();
        return this.tell('released');
      case 'report':
        this.pauseMs = FIRST_PAUSE_MS;
        return this.events.reported(message.report);
      case 'unavailable':
        this.pauseMs = FIRST_PAUSE_MS;
        return this.events.unavailable(message.reason);
      case 'available':
        return this.events.available();
      case 'set-aside':
        return this.events.setAside(message);
      default:
        return message satisfies never;
    }
  }

  private recover(error: Error): void {
    const pauseMs = this.pauseMs;
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
    this.events.failed(error, pauseMs);
    this.restart = setTimeout(() => {
      // It may have to remove the file.
      void this.readers.release().then(() => this.start());
    }, pauseMs);
  }
}
