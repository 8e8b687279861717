import { choice, instant, whole } from '../../api/parameters.js';
import { type QueryOf, described, withDefault } from '../../api/query.js';
import { type EventTypeName, eventTypes } from '../../therapy/events/index.js';

const MOST = 999_999_999;

/** What the log of a therapy may be asked. */
export const logQuery = {
  order: withDefault(choice(['newest', 'oldest'], 'What was recorded last comes first, or last.'), 'newest'),
  type: choice(Object.keys(eventTypes) as EventTypeName[], 'Events of this type alone.'),
  page: whole(1, MOST, 'Which page, from 1.'),
  at: whole(1, MOST, 'The page with this revision.'),
  knownAt: described(instant, 'Only what was recorded by this instant, inclusive.'),
};
export type LogQuery = QueryOf<typeof logQuery>;
