import { choice, drug, policy, whole } from '../../api/parameters.js';
import { type Optional, type QueryOf, withDefault } from '../../api/query.js';
import { ACTIVITIES, WORKLIST_ORDERS, type WorklistAsked } from '../../register/worklist-question.js';

const LONGEST_SEARCH = 64;
export const PAGE = 50;
const MOST_PAGES = 1_000_000;
const LONGEST_DUE_DAYS = 3_650;

const search: Optional<string> = {
  description: 'A part of the therapy’s id.',
  accepts: `a text of at most ${LONGEST_SEARCH} characters`,
  schema: { type: 'string' },
  read: (text) => (text.length <= LONGEST_SEARCH ? text.trim() : undefined),
};

export const worklistQuery = {
  policy,
  search,
  drug,
  activity: choice(ACTIVITIES, 'What the pump does.'),
  severity: choice(['critical', 'warning', 'info'], 'Open findings as grave as this, or graver.'),
  review: choice(['open'], 'With cessations that nobody reviewed or signed.'),
  due: whole(0, LONGEST_DUE_DAYS, 'Something is due within so many days, or overdue.'),
  order: withDefault(choice(WORKLIST_ORDERS, 'What comes first.'), 'attention'),
  page: withDefault(whole(1, MOST_PAGES, 'Which page.'), 1),
};
export type WorklistQuery = QueryOf<typeof worklistQuery>;

export const askedBy = (query: WorklistQuery): WorklistAsked => ({
  policy: query.policy,
  filter: {
    search: query.search === '' ? undefined : query.search,
    drug: query.drug,
    activity: query.activity,
    severity: query.severity,
    toReview: query.review === 'open',
    dueInDays: query.due,
  },
  order: query.order,
  skip: (query.page - 1) * PAGE,
  limit: PAGE,
});
