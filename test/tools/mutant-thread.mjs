import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';

const RUN = resolve('test/tools/mutant-run.mjs');
const LOOKS_MS = 100;
export const NONE = -1;

/** A thread with all tests loaded, which is ended where a test takes longer than it may. */
export class MutantThread {
  #worker;
  #clock = new Int32Array(new SharedArrayBuffer(8));
  #settle = () => {};

  /**
   * @param count of all mutants
   * @param awake the mutant that is awake from the start, or `NONE`
   */
  constructor(specs, count, awake = NONE) {
    this.#worker = new Worker(RUN, { workerData: { specs, count, awake, clock: this.#clock } });
    this.#worker.on('message', (answer) => this.#settle(answer));
    this.#worker.on('error', (error) => this.#settle({ isDead: true, error }));
    this.#worker.on('exit', () => this.#settle({ isDead: true }));
    /** Its tests, or `isDead`. */
    this.loaded = this.#answer(600_000);
  }

  ask(question, given) {
    const answer = this.#answer();
    this.#worker.postMessage({ question, given });
    return answer;
  }

  end() {
    return this.#worker.terminate();
  }

  #answer(most = Number.POSITIVE_INFINITY) {
    const start = performance.now();
    let seen = { turn: 0, since: 0 };
    const watch = setInterval(() => {
      const now = performance.now();
      const turn = Atomics.load(this.#clock, 0);
      if (turn !== seen.turn) seen = { turn, since: now };
      const limit = turn === 0 ? Number.POSITIVE_INFINITY : Atomics.load(this.#clock, 1);
      if (now - seen.since > limit || now - start > most) void this.end();
    }, LOOKS_MS);
    return new Promise((done) => {
      this.#settle = (answer) => {
        clearInterval(watch);
        done(answer);
      };
    });
  }
}
