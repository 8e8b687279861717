/** The thread of the read models: keeps them up with the log, which it reads on a connection of its own. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PolicyBook } from '../../compliance/policies/index.js';
import { LogEnd } from '../../event-store/sqlite/log-end.js';
import { Reader } from '../../event-store/sqlite/reader.js';
import { Origin } from '../../event-store/origin.js';
import { codeHash } from './code-hash.js';
import type { FromThread, LogPlace, ThreadOptions, ToThread } from './messages.js';
import { LogRetry } from './log-retry.js';
import { ReadModel } from './read-model.js';
import { Seal } from './seal.js';
import { backlogOf, nextDue } from '../backlog.js';
import { RegisterProjection } from '../register-projection.js';
import { Signals } from '../../waiting/signals.js';

/** Reported every, ms, while there is much to do: to count what is left takes time, too. */
const REPORT_MS = 250;
/** It sleeps no longer, ms: clocks are set, and machines are suspended. */
const LONGEST_SLEEP_MS = 60_000;
/** While much is recorded it rests as long as it worked, up to this, ms; the next step then takes in more at once. */
const LONGEST_REST_MS = 250;

/** Readers release the file within, ms; on most systems it can be replaced even if they do not. */
const RELEASE_WITHIN_MS = 10_000;

/** An answer is waited for at the end, ms: the client complains of one that comes when the process is gone. */
const GIVEN_UP_AFTER_MS = 500;

const { directory, log: place, policies, key, originKey } = workerData as ThreadOptions;
const port = parentPort!;
const post = (message: FromThread) => port.postMessage(message);
const signals = new Signals<ToThread>();
port.on('message', (message: ToThread) => signals.send(message));

const origin = new Origin(originKey);

/** The client of the server is loaded only where there is one. */
const serverAt = async (url: string) => {
  const { LogReader } = await import('../../event-store/kurrentdb/log-reader.js');
  const server = LogReader.at(url, origin);
  // Behind many events of others an answer may come long after nobody waits for it.
  port.on('message', (message: ToThread) => {
    if (message === 'close') setTimeout(() => void server.close(), GIVEN_UP_AFTER_MS).unref();
  });
  return server;
};

const fileAt = ({ path, end }: Extract<LogPlace, { kind: 'file' }>) => {
  const logEnd = new LogEnd(end);
  return new Reader(path, { origin, end: () => logEnd.position, mayLack: true });
};

const log = place.kind === 'file' ? fileAt(place) : await serverAt(place.url);
const retry = new LogRetry({
  onFailed: (reason, againInMs) => post({ kind: 'unavailable', reason, againInMs }),
  onRecovered: () => post({ kind: 'available' }),
  pause: (ms) => signals.until(['close'], ms),
  isOver: () => signals.has('close'),
});
const projection = new RegisterProjection({
  policies: new PolicyBook(policies),
  seal: new Seal(key),
  calculation: codeHash(),
  onSetAside: ({ error, ...failed }) => {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    post({ kind: 'set-aside', reason, ...failed });
  },
});
const options = {
  directory,
  projection,
  log,
  readers: {
    opened: (path: string) => post({ kind: 'opened', path }),
    release: async () => {
      post({ kind: 'release' });
      await signals.until(['released', 'close'], RELEASE_WITHIN_MS);
      signals.take('released');
    },
  },
  onEdited: (why: string) => post({ kind: 'edited', why }),
};

function report({ current, isRebuilding }: ReadModel): void {
  const { position, taken = 0 } = current.checkpoint ?? {};
  const backlog = backlogOf(current.database, Date.now());
  post({ kind: 'report', report: { ...backlog, isRebuilding, position, taken } });
}

async function sleep({ current }: ReadModel): Promise<void> {
  const due = nextDue(current.database);
  const most = due === undefined ? LONGEST_SLEEP_MS : Math.min(LONGEST_SLEEP_MS, due - Date.now());
  await signals.until(['grown', 'wanted', 'broken', 'check', 'close'], Math.max(1, most));
}

async function keep(model: ReadModel): Promise<void> {
  let reported = Number.NEGATIVE_INFINITY;
  while (!signals.has('close')) {
    const isWanted = signals.take('wanted');
    const isGrowing = signals.take('grown');
    if (signals.take('broken')) await retry.run(() => model.discard());
    if (signals.take('check')) await retry.run(() => model.check());
    const begun = performance.now();
    const worked = await retry.run(() => model.step(Date.now()));
    const ended = performance.now();
    if (worked === undefined) return;
    if (model.isOpen && (!worked || ended - reported > REPORT_MS)) {
      report(model);
      reported = ended;
    }
    if (!worked) await sleep(model);
    else if (isGrowing && !isWanted)
      await signals.until(['wanted', 'close'], Math.min(LONGEST_REST_MS, ended - begun));
    else await nextTurn();
  }
}

const model = await retry.run(() => ReadModel.open(options));
if (model) {
  await keep(model);
  model.close();
}
await log.close();
// A read that was given up holds the thread until the server answers.
post({ kind: 'closed' });
port.close();
