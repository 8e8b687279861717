/** The thread that writes who looked. */
import { parentPort, workerData } from 'node:worker_threads';
import { AccessTable, RecordsGone } from './access-table.js';
import type { Answer, Question, ThreadOptions } from './messages.js';
import type { Note } from './note.js';

const { directory, log } = workerData as ThreadOptions;
const table = AccessTable.open(directory, log);

function done(question: Question): Omit<Extract<Answer, { kind: 'done' }>, 'kind'> {
  switch (question.kind) {
    case 'append':
      table.append(JSON.parse(question.notes) as readonly Note[]);
      return {};
    case 'probe':
      table.probe();
      return {};
    case 'seal':
      return { part: table.seal(question.after) };
    case 'root':
      return { root: table.rootAt(question.size) };
    case 'prune':
      return { part: table.toPrune(question.before, question.sealed) };
    case 'forget':
      table.forget(question.size);
      return {};
    case 'close':
      table.close();
      return {};
    default:
      return question satisfies never;
  }
}

function answer(question: Question): Answer {
  try {
    return { kind: 'done', ...done(question) };
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
