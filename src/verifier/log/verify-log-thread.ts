import type { KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import type { AccessLogFound } from './access-log.js';
import { askOnce } from '../../threads/ask-once.js';
import type { OriginsFound } from './origins.js';
import type { PartAsked, PartFound } from './part.js';
import { type LogFound, type LogOptions, type LogWork, verifyLog } from './verify-log.js';
import type { ProblemList } from '../problems.js';
import { workHere } from './work-here.js';

export type Asked =
  | { readonly kind: 'part'; readonly part: PartAsked }
  | { readonly kind: 'repeated-ids'; readonly file: string; readonly last: bigint }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'missing'; readonly file: string }
  | { readonly kind: 'accesses'; readonly file: string; readonly accesses: string }
  | { readonly kind: 'origins'; readonly file: string; readonly last: bigint; readonly key: KeyObject };
export type Answered =
  | PartFound
  | OriginsFound
  | AccessLogFound
  | Pick<ProblemList, 'listed' | 'count'>
  | undefined;

const WORKER = new URL('./verify-log.worker.js', import.meta.url);
const askThread = async <Answer extends Answered>(asked: Asked): Promise<Answer> => askOnce(WORKER, asked);

const inThreads: LogWork = {
  part: (part) => askThread<PartFound>({ kind: 'part', part }),
  repeatedIds: (file, last) => askThread({ kind: 'repeated-ids', file, last }),
  file: (file) => askThread({ kind: 'file', file }),
  missing: (file) => askThread({ kind: 'missing', file }),
  accesses: (file, accesses) => askThread<AccessLogFound | undefined>({ kind: 'accesses', file, accesses }),
  origins: (file, last, { key }) => askThread<OriginsFound>({ kind: 'origins', file, last, key }),
};

/** So many events, or bytes of the log of accesses, are verified in less time than threads take to start. */
const FEW_EVENTS = 500n;
const FEW_BYTES = 1024 ** 2;

const bytesOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
const isSmall = (file: string) => bytesOf(file) + bytesOf(`${file}-wal`) <= FEW_BYTES;

function workFor(last: bigint, accesses: string | undefined): LogWork {
  if (last > FEW_EVENTS) return inThreads;
  return accesses === undefined || isSmall(accesses)
    ? workHere
    : { ...workHere, accesses: (ledger, log) => inThreads.accesses(ledger, log) };
}

/**
 * Verifies a database, where it takes long beside the event loop, in two threads where it is large; also while a service
 * writes to it.
 * @throws Error where the file is no log
 */
export const verifyLogInThread = (options: LogOptions): Promise<LogFound> =>
  verifyLog(options, (last) => workFor(last, options.accesses));
