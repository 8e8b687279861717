import { DAY_MS } from '../../infusion/schedule.js';
import { pumpLives } from '../dose/pump-lives.js';
import { type Finding, type Rule, finding } from './finding.js';

/** The day by which a pump was to be replaced went by with the pump in place. */
export const replacementDuePassed: Rule = (context) =>
  pumpLives(context).flatMap(({ pump: { event, data }, endedAt }): Finding[] => {
    const { replacementDueOn } = data;
    if (replacementDueOn === undefined) return [];
    const at = Math.max(event.at, Date.parse(replacementDueOn) + DAY_MS);
    if (at >= (endedAt ?? Number.POSITIVE_INFINITY) || !context.time.hasCome(at)) return [];
    return [
      finding({
        code: 'REPLACEMENT_DUE_PASSED',
        at,
        detail: `the pump was to be replaced by ${replacementDueOn}, and was in place after it`,
        eventIds: [event.id],
      }),
    ];
  });
