import { createSecretKey } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { PolicyBook, shippedPolicies } from '../../../dist/compliance/policies/index.js';
import { logFile } from '../../../dist/event-store/sqlite/data-file.js';
import { readModelFile } from '../../../dist/register/runner/read-model.js';
import { REGISTER } from '../../../dist/register/register-projection.js';
import { Register } from '../../../dist/register/register.js';

const WORKER = new URL('../../../dist/register/runner/projections.worker.js', import.meta.url);
const book = new PolicyBook(shippedPolicies);
const readDirectory = (directory) => join(directory, 'read');

/** As if the rows followed from other code: they are made anew from the beginning, beside the old ones. */
export function outdateRegister(directory) {
  const path = readModelFile(readDirectory(directory), REGISTER);
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}.next${suffix}`, { force: true });
  const database = new DatabaseSync(path);
  database.prepare("UPDATE model SET inputs = 'of another release'").run();
  database.close();
}

/** The register's own thread on a log, as the service runs it, and a reader of it. */
export function startRegister(directory, store) {
  const register = new Register(store, book, Date.now, 6 * 3_600_000);
  const worker = new Worker(WORKER, {
    workerData: {
      directory: readDirectory(directory),
      log: {
        kind: 'file',
        path: logFile(directory),
        end: store.fileEnd.shared,
      },
      policies: shippedPolicies,
      key: createSecretKey(Buffer.alloc(32, 1)),
      originKey: createSecretKey(Buffer.alloc(32, 2)),
    },
  });
  const failed = new Promise((_, reject) => worker.once('error', reject));
  let last;
  worker.on('message', (message) => {
    if (message.kind === 'opened') register.opened(message.path);
    if (message.kind === 'release') void register.release().then(() => worker.postMessage('released'));
    if (message.kind === 'report') {
      last = message.report;
      register.progressed();
    }
    if (message.kind === 'set-aside') throw new Error(message.reason);
  });
  register.wanted.subscribe(() => worker.postMessage('wanted'));
  return {
    register,
    /** What the thread told last. */
    last: () => last,
    ask: (filter = {}, limit = 101) => Promise.race([register.findings({ filter, limit }), failed]),
    grown: () => worker.postMessage('grown'),
    async stop() {
      await register.release();
      const ended = new Promise((done) => worker.once('exit', done));
      worker.postMessage('close');
      await ended;
    },
  };
}
