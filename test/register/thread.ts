import { createSecretKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { shippedBook } from '../support/shipped-book.js';
import type { EventStore } from '../../src/event-store/port.js';
import type { FromThread, LogPlace, Report, ThreadOptions } from '../../src/register/runner/messages.js';
import { readModelFile } from '../../src/register/runner/read-model.js';
import { REGISTER } from '../../src/register/register-projection.js';
import { Register } from '../../src/register/register.js';

const WORKER = resolve('dist/register/runner/projections.worker.js');
const ANSWER_WITHIN_MS = 25_000;

/** The built thread of the read models, in place of whom the service has, and who asks it. It can be killed. */
export class Thread {
  readonly register: Register;
  readonly told: FromThread[] = [];
  last: Report | undefined;
  /** Whether there is a file to read. */
  isOpen = false;
  private worker: Worker | undefined;

  constructor(
    private readonly directory: string,
    private readonly log: LogPlace,
    store: EventStore,
  ) {
    this.register = new Register(store, shippedBook, Date.now, ANSWER_WITHIN_MS);
    const tell = (word: 'grown' | 'wanted') => this.worker?.postMessage(word);
    store.grown.subscribe({ next: () => tell('grown'), error: () => {} });
    this.register.wanted.subscribe(() => tell('wanted'));
  }

  start(): void {
    const workerData: ThreadOptions = {
      directory: this.directory,
      log: this.log,
      policies: shippedPolicies,
      key: createSecretKey(Buffer.alloc(32, 1)),
      originKey: createSecretKey(Buffer.alloc(32, 2)),
    };
    const worker = new Worker(WORKER, { workerData });
    worker.on('message', (message: FromThread) => {
      if (worker !== this.worker) return;
      this.told.push(message);
      if (message.kind === 'opened') {
        this.isOpen = true;
        this.register.opened(message.path);
      } else if (message.kind === 'release')
        void this.register.release().then(() => worker.postMessage('released'));
      else if (message.kind === 'report') {
        this.last = message.report;
        this.register.progressed();
      }
    });
    this.worker = worker;
  }

  /** As the service does when the log grew. */
  wake(): void {
    this.worker?.postMessage('grown');
  }

  /** Ends it in the middle of whatever it does. */
  async kill(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.isOpen = false;
    await worker?.terminate();
    await this.register.release();
  }

  async close(): Promise<void> {
    await this.register.release();
    const { worker } = this;
    if (!worker) return;
    const closed = new Promise<void>((done) => {
      worker.on('message', ({ kind }: FromThread) => kind === 'closed' && done());
      worker.once('exit', done);
    });
    worker.postMessage('close');
    await closed;
  }

  /** Whether a new file is made beside the old one. */
  isRebuilding(): boolean {
    return existsSync(`${readModelFile(this.directory, REGISTER)}.next`);
  }

  /** As if the rows followed from other code: they are made anew beside. */
  outdate(): void {
    const path = readModelFile(this.directory, REGISTER);
    if (!existsSync(path)) return;
    const database = new DatabaseSync(path);
    database.prepare("UPDATE model SET inputs = 'of another release'").run();
    database.close();
  }
}
