import { instant, moment, policy } from '../../api/parameters.js';
import { type QueryOf, described, invalidQuery } from '../../api/query.js';

/** What a therapy's page and its time line may be asked. */
export const timelineQuery = {
  policy,
  ...moment,
  from: described(instant, 'Begin of the time line; the first event by default.'),
  to: described(instant, 'End of the time line; asOf by default.'),
};
export type TimelineQuery = QueryOf<typeof timelineQuery>;

export function inOrder(query: TimelineQuery): TimelineQuery {
  const { from, to } = query;
  if (from === undefined || to === undefined || from < to) return query;
  throw invalidQuery([{ pointer: '/to', detail: 'must be after from' }]);
}
