import { type Rule, finding } from './finding.js';
import { toleranceWorkups } from '../workup/workup.js';

/** Tolerance was diagnosed while the record leaves another cause open. */
export const toleranceWorkupIncomplete: Rule = (context) =>
  toleranceWorkups(context)
    .filter(({ complete }) => complete !== 'yes')
    .map(({ eventId, at, drug, complete, hardwareSince, items }) => {
      const missing = items.filter(({ outcome }) => outcome !== 'shown');
      return finding({
        code: 'TOLERANCE_WORKUP_INCOMPLETE',
        at,
        detail: `tolerance of ${drug} was diagnosed; ${missing
          .map(({ item, outcome, detail }) => `${item} ${outcome} (${detail})`)
          .join(', ')}`,
        confidence: complete === 'no' ? 'certain' : 'possible',
        settledBy: 'the records of these examinations, with their dates',
        eventIds: [eventId, hardwareSince?.eventId, ...missing.flatMap(({ eventIds }) => eventIds)],
      });
    });
