/** A thread that looks at part of a log, beside the event loop. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyAccessLog } from './access-log.js';
import { checkFile } from './file-check.js';
import { Origin } from '../../event-store/origin.js';
import { checkOrigins } from './origins.js';
import { missingEvents } from './missing-events.js';
import { checkPart } from './part.js';
import { repeatedIds } from './repeated-ids.js';
import type { Asked, Answered } from './verify-log-thread.js';

function answerTo(asked: Asked): Answered {
  switch (asked.kind) {
    case 'part':
      return checkPart(asked.part);
    case 'repeated-ids': {
      const { listed, count } = repeatedIds(asked.file, asked.last);
      return { listed, count };
    }
    case 'file': {
      const { listed, count } = checkFile(asked.file);
      return { listed, count };
    }
    case 'missing': {
      const { listed, count } = missingEvents(asked.file);
      return { listed, count };
    }
    case 'accesses':
      return verifyAccessLog(asked.file, asked.accesses);
    case 'origins':
      return checkOrigins(asked.file, asked.last, new Origin(asked.key));
    default:
      return asked satisfies never;
  }
}

parentPort!.postMessage(answerTo(workerData as Asked));
