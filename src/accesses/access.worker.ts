/** The thread that writes who looked. */
import { parentPort, workerData } from 'node:worker_threads';
import { RecordsGone } from './access-table.js';
import { AccessTables } from './access-tables.js';
import type { Answer, Question, ThreadOptions } from './messages.js';

const tables = new AccessTables(workerData as ThreadOptions);

function answer(question: Question): Answer {
  try {
    return { kind: 'done', ...tables.done(question) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: error instanceof RecordsGone ? 'gone' : 'failed', reason };
  }
}

const port = parentPort!;
port.on('message', (question: Question) => {
  port.postMessage(answer(question));
  if (question.kind === 'close') port.close();
});
port.postMessage({ kind: 'done' } satisfies Answer);
