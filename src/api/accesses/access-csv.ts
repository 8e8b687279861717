import type { ReadRecord } from '../../accesses/access-reader.js';
import { csvOf } from '../../reports/csv/csv.js';
import { accessAnswer } from './access-answer.js';

export const ACCESS_COLUMNS = [
  'n',
  'at',
  'service',
  'kind',
  'subject',
  'via',
  'session',
  'address',
  'action',
  'parameters',
  'therapies',
  'site',
  'purpose',
  'glass',
  'identified',
  'status',
  'code',
  'items',
  'knownAt',
  'asOf',
  'requestId',
  'part',
  'previous',
  'hash',
] as const;

export const accessCsv = (found: readonly ReadRecord[]): Promise<string> =>
  csvOf(
    ACCESS_COLUMNS,
    found.map(accessAnswer).map(({ outcome, subject, parameters, therapies, ...rest }) => ({
      ...rest,
      ...outcome,
      subject: typeof subject === 'string' || subject === null ? subject : `hmac:${subject.$hmac}`,
      parameters: JSON.stringify(parameters),
      therapies: therapies.join(' '),
    })),
  );
