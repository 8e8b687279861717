import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { GivenUp, TookTooLong, errorOf } from './errors.js';
import type { FromThread, ToThread } from './messages.js';
import { Queue } from './queue.js';

/** Work that runs longer counts as dear, and so does what is next asked by its key; ms. */
const DEAR_MS = 1_000;
/** Dear work runs in so many threads at once, and other work in as many as there are cores. */
const MOST_DEAR = Math.max(1, Math.floor(availableParallelism() / 2));
const MOST_CHEAP = Math.max(2, availableParallelism());
/** Keys whose last work was dear are remembered. */
const MOST_REMEMBERED = 10_000;

export interface PoolOptions {
  readonly script: URL;
  readonly data?: unknown;
  /** Work that takes longer is stopped, ms. */
  readonly limitMs: number;
  /** So many threads at once, whether their work is dear or not. */
  readonly most?: number;
}

export interface Work {
  /** One piece of work of a key is done at a time: of a therapy, for instance. */
  readonly key: string;
  readonly message: unknown;
  /** What the thread needs besides, when it asks for it. */
  readonly supply?: (need: unknown) => unknown;
  /** Aborted when nobody wants it any more. */
  readonly signal?: AbortSignal;
}

interface Job extends Work {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onAbort: () => void;
}

interface Running {
  readonly job: Job;
  readonly thread: Worker;
  readonly since: number;
  /** The thread was made for it: how long it takes says little. */
  readonly isFirst: boolean;
  readonly timers: readonly NodeJS.Timeout[];
  isDear: boolean;
  /** Its thread was stopped so that it is done later. */
  isPutBack: boolean;
  /** Why its thread was stopped for good. */
  stopped?: Error;
}

/**
 * Threads that do work beside the event loop. They are made when they are first needed, and kept. Dear work keeps to
 * few of them, so that there is always one for the rest.
 */
export class Pool {
  private readonly idle: Worker[] = [];
  private readonly queue = new Queue<Job>();
  private readonly running = new Map<string, Running>();
  private readonly dearKeys = new Set<string>();
  private closed = false;

  constructor(private readonly options: PoolOptions) {}

  /** @throws GivenUp, TookTooLong, and what the work throws, as it is told */
  async do(work: Work): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (work.signal?.aborted) return reject(new GivenUp());
      const job: Job = { ...work, resolve, reject, onAbort: () => this.drop(job) };
      work.signal?.addEventListener('abort', job.onAbort);
      this.queue.add(job);
      this.next();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const ending = new Error('the service is ending');
    for (const job of this.queue.clear()) job.reject(ending);
    const threads = [...this.idle.splice(0), ...[...this.running.values()].map(({ thread }) => thread)];
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  private next(): void {
    while (!this.closed) {
      const job = this.queue.next((key) => this.mayRun(key));
      if (!job) return;
      this.start(job);
    }
  }

  private mayRun(key: string): boolean {
    if (this.running.has(key)) return false;
    const { most } = this.options;
    if (most) return this.running.size < most;
    const dear = this.dear();
    return this.dearKeys.has(key) ? dear < MOST_DEAR : this.running.size - dear < MOST_CHEAP;
  }

  private dear(): number {
    return [...this.running.values()].filter(({ isDear }) => isDear).length;
  }

  private start(job: Job): void {
    const { limitMs } = this.options;
    const kept = this.idle.pop();
    const thread = kept ?? this.started();
    const late = setTimeout(() => this.stop(running, new TookTooLong(limitMs)), limitMs);
    const dear = setTimeout(() => this.turnsOutDear(running), DEAR_MS);
    const timers = [late.unref(), dear.unref()];
    const running: Running = {
      job,
      thread,
      timers,
      since: performance.now(),
      isFirst: !kept,
      isDear: this.dearKeys.has(job.key),
      isPutBack: false,
    };
    this.running.set(job.key, running);
    thread.ref();
    send(thread, { work: job.message });
  }

  /**
   * Others may go on beside it; where more dear work than may runs already, it is begun anew when its turn comes. One
   * may be more: on a busy machine any work is slow at times.
   * Until then it is not worth a thread to stop what nobody wants any more.
   */
  private turnsOutDear(running: Running): void {
    const { job } = running;
    if (job.signal?.aborted) this.stop(running, new GivenUp());
    else if (!this.options.most && !running.isDear && this.dear() > MOST_DEAR) this.putBack(running);
    running.isDear = true;
    this.next();
  }

  private putBack(running: Running): void {
    running.isPutBack = true;
    void running.thread.terminate();
  }

  private remember({ job: { key }, since, isFirst, stopped }: Running): void {
    this.dearKeys.delete(key);
    const isDear = performance.now() - since > DEAR_MS && (!isFirst || stopped instanceof TookTooLong);
    if (isDear) this.dearKeys.add(key);
    if (this.dearKeys.size > MOST_REMEMBERED) this.dearKeys.delete(this.dearKeys.keys().next().value!);
  }

  private stop(running: Running, why: Error): void {
    running.stopped ??= why;
    void running.thread.terminate();
  }

  private drop(job: Job): void {
    const running = this.running.get(job.key);
    if (running?.job !== job) this.queue.remove(job);
    else if (running.isDear) this.stop(running, new GivenUp());
    job.reject(new GivenUp());
  }

  private started(): Worker {
    const thread = new Worker(this.options.script, { workerData: this.options.data });
    thread.on('message', (message: FromThread) => {
      const running = this.runningIn(thread);
      if (!running || running.stopped || running.isPutBack) return;
      if ('need' in message) return send(thread, { more: running.job.supply!(message.need) });
      this.remember(running);
      this.finished(running);
      over(running.job);
      this.idle.push(thread);
      if ('answer' in message) running.job.resolve(message.answer);
      else running.job.reject(errorOf(message.fault));
      this.next();
    });
    // The exit handler below reports the cause.
    let cause: Error | undefined;
    thread.on('error', (error: Error) => (cause = error));
    thread.once('exit', () => {
      const index = this.idle.indexOf(thread);
      if (index >= 0) this.idle.splice(index, 1);
      const running = this.runningIn(thread);
      if (running) this.cutShort(running, cause);
      this.next();
    });
    return thread;
  }

  private cutShort(running: Running, cause: Error | undefined): void {
    const { job, isPutBack, stopped } = running;
    const goesOn = isPutBack && !stopped && !this.closed;
    if (goesOn) this.dearKeys.add(job.key);
    else this.remember(running);
    this.finished(running);
    if (goesOn) return this.queue.putBack(job);
    over(job);
    job.reject(stopped ?? new Error('a thread has ended in the middle of its work', { cause }));
  }

  private runningIn(thread: Worker): Running | undefined {
    return [...this.running.values()].find((running) => running.thread === thread);
  }

  private finished({ job, thread, timers }: Running): void {
    this.running.delete(job.key);
    thread.unref();
    for (const timer of timers) clearTimeout(timer);
  }
}

const send = (thread: Worker, message: ToThread) => thread.postMessage(message);

const over = ({ signal, onAbort }: Job) => signal?.removeEventListener('abort', onAbort);
