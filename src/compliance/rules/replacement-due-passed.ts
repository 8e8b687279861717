import { DAY_MS } from '../../infusion/schedule.js';
import { pumpLives } from '../dose/pump-lives.js';
import { type Finding, type Rule, finding } from './finding.js';

/** The day by which a pump was to be replaced went by with the pump in place. */
export const replacementDuePassed: Rule = (context) =>
  pumpLives(context).flatMap(({ pump, explantedAt }): Finding[] => {
    const { replacementDueOn } = pump.data;
    if (replacementDueOn === undefined) return [];
    const at = Math.max(pump.at, Date.parse(replacementDueOn) + DAY_MS);
    if (at >= (explantedAt ?? Number.POSITIVE_INFINITY) || !context.time.hasCome(at)) return [];
    return [
      finding({
        code: 'REPLACEMENT_DUE_PASSED',
        at,
        detail: `the pump was to be replaced by ${replacementDueOn}, and was in place after it`,
        eventIds: [pump.id],
      }),
    ];
  });
