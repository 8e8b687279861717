/** A thread that looks at part of a log, beside the event loop. */
import { parentPort } from 'node:worker_threads';
import { checkFile } from './file-check.js';
import { checkPart } from './part.js';
import { repeatedIds } from './repeated-ids.js';
import type { Asked, Answered } from './verify-log-thread.js';

const port = parentPort!;
port.on('message', (asked: Asked) => {
  switch (asked.kind) {
    case 'part':
      return port.postMessage(checkPart(asked.part) satisfies Answered);
    case 'repeated-ids': {
      const { listed, count } = repeatedIds(asked.file, asked.last);
      return port.postMessage({ listed, count } satisfies Answered);
    }
    case 'file': {
      const { listed, count } = checkFile(asked.file);
      return port.postMessage({ listed, count } satisfies Answered);
    }
    default:
      return asked satisfies never;
  }
});
