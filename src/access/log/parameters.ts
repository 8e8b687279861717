import type { Parameter } from './record.js';

/** Members of a path or query whose values are codes, dates or ids wherever the service takes them. */
const TELLING = new Set([
  'therapyId',
  'eventId',
  'id',
  'leafIndex',
  'size',
  'from',
  'to',
  'asOf',
  'knownAt',
  'at',
  'after',
  'cursor',
  'limit',
  'maxPoints',
  'page',
  'policy',
  'verdict',
  'cause',
  'code',
  'severity',
  'site',
  'unit',
  'drug',
  'type',
  'kind',
  'state',
  'outcome',
  'meaning',
  'personal',
  'staff',
  'dryRun',
  'checkpoint',
  'cessation',
  'finding',
  'view',
  'format',
]);

/** A number, or RFC 3339, whole or in part. */
const DATE = /^-?\d{1,4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;
const NUMBER = /^\d{1,15}$/;
const CODE_OR_ID = /^[A-Za-z0-9][A-Za-z0-9._:,@/-]{0,199}$/;

export interface Keeping {
  /** Whether the service took them: only then is an id known to be one. */
  readonly wereTaken: boolean;
  /** Whether this is the id of a therapy that there is. */
  readonly isTherapy: (id: string) => boolean;
  readonly digest: (text: string) => string;
}

function isTelling(name: string, text: string, { wereTaken, isTherapy }: Keeping): boolean {
  if (DATE.test(text) || NUMBER.test(text)) return TELLING.has(name);
  if (name === 'therapyId') return isTherapy(text);
  return wereTaken && TELLING.has(name) && CODE_OR_ID.test(text);
}

/** What is kept of a path and query: codes, dates and ids as they are, anything else, which people type, as a keyed digest. */
export const keptParameters = (
  given: Readonly<Record<string, unknown>>,
  keeping: Keeping,
): Readonly<Record<string, Parameter>> =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return [name, isTelling(name, text, keeping) ? text : { $hmac: keeping.digest(text) }];
      }),
  );
