import { verifyAccessLog } from './access-log.js';
import { checkFile } from './file-check.js';
import { missingEvents } from './missing-events.js';
import { checkOrigins } from './origins.js';
import { checkPart } from './part.js';
import { repeatedIds } from './repeated-ids.js';
import type { LogWork } from './verify-log.js';

/** The work of a verification in the thread that asks for it. */
export const workHere: LogWork = {
  part: async (asked) => checkPart(asked),
  repeatedIds: async (file, last) => repeatedIds(file, last),
  file: async (file) => checkFile(file),
  missing: async (file) => missingEvents(file),
  origins: async (file, last, origin) => checkOrigins(file, last, origin),
  accesses: async (file, accesses) => verifyAccessLog(file, accesses),
};
