import { Worker } from 'node:worker_threads';
import { Backoff } from '../../waiting/backoff.js';
import type { FromThread, Report, SetAsideNow, ThreadOptions, ToThread } from './messages.js';
import type { Readers } from './read-model.js';

const WORKER = new URL('./projections.worker.js', import.meta.url);
/** Before it is started again. */
const PAUSES = { firstMs: 500, longestMs: 60_000 };

export interface ThreadEvents {
  /** A file held other rows than were written into it, and is made anew. */
  edited(why: string): void;
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
  private readonly backoff = new Backoff(PAUSES);
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
    worker.on('error', (error) => (cause = error as Error));
    this.ended = new Promise((done) => {
      worker.on('message', (message: FromThread) =>
        message.kind === 'closed' ? done() : void this.receive(message),
      );
      worker.on('exit', (code) => {
        this.worker = undefined;
        if (!this.isClosing)
          this.recover(cause ?? new Error(`the thread of the read models ended with ${code}`));
        done();
      });
    });
    this.worker = worker;
  }

  send(message: ToThread): void {
    this.worker?.postMessage(message);
  }

  async close(): Promise<void> {
    this.isClosing = true;
    clearTimeout(this.restart);
    // Whoever closes a file last puts it in order, and readers cannot.
    await this.readers.release();
    this.send('close');
    await this.ended;
  }

  private async receive(message: Exclude<FromThread, { kind: 'closed' }>): Promise<void> {
    switch (message.kind) {
      case 'opened':
        return this.readers.opened(message.path);
      case 'release':
        await this.readers.release();
        return this.send('released');
      case 'report':
        this.backoff.reset();
        return this.events.reported(message.report);
      case 'unavailable':
        this.backoff.reset();
        return this.events.unavailable(message.reason);
      case 'available':
        return this.events.available();
      case 'edited':
        return this.events.edited(message.why);
      case 'set-aside':
        return this.events.setAside(message);
      default:
        return message satisfies never;
    }
  }

  private recover(error: Error): void {
    const pauseMs = this.backoff.next();
    this.events.failed(error, pauseMs);
    this.restart = setTimeout(() => {
      // It may have to remove the file.
      void this.readers.release().then(() => this.start());
    }, pauseMs);
  }
}
