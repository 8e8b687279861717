import { KINDS } from '../../access/log/record.js';
import type { ReadRecord } from '../../accesses/access-reader.js';
import { pagesOf } from '../pages.js';
import { choice, instant, therapyId } from '../parameters.js';
import { type Optional, described, invalidQuery } from '../query.js';

const text = (description: string, pattern: RegExp, example: string): Optional<string> => ({
  description,
  accepts: `of the form ${pattern.source}`,
  schema: { type: 'string', pattern: pattern.source, example },
  read: (given) => (pattern.test(given) ? given : undefined),
});

export const accessPages = pagesOf<ReadRecord>('accesses', ({ position }) => String(position));

export const ofOneTherapy = {
  subject: text('By this person or client, as `<iss>#<sub>`.', /^.{1,2000}$/, 'https://idp.example.org#a1b2'),
  kind: choice(KINDS, 'What was done.'),
  from: described(instant, 'At this instant or later.'),
  to: described(instant, 'At this instant or before; a date stands for its first millisecond.'),
  outcome: text(
    'With this status, or this code of a problem.',
    /^([1-5]\d\d|[A-Z][A-Z_]{1,63})$/,
    'FORBIDDEN',
  ),
};
export const accessFilters = { therapyId, ...ofOneTherapy };

/** @throws ProblemException */
export function inOrder({ from, to }: { readonly from?: number; readonly to?: number }): void {
  if (from !== undefined && to !== undefined && from > to)
    throw invalidQuery([{ pointer: '/to', detail: 'must not be before from' }]);
}
