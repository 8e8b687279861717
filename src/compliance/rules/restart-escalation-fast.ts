import { escalations } from '../dose/escalations.js';
import { drugPolicy } from '../policies/policy.js';
import { largeRises } from '../dose/rises.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';

/** On the way back to the dose before a cessation the dose rose by more, or more often, than the policy allows. */
export const restartEscalationFast: Rule = (context) =>
  escalations(context).flatMap(({ cessation, doses }) => {
    const { drug, id } = cessation;
    const restart = drugPolicy(context.policy, drug)?.restart;
    const maxPct = restart?.maxIncreasePct?.value;
    const hours = restart?.minHoursBetweenIncreases?.value;
    if (maxPct === undefined || hours === undefined) return [];
    return largeRises(doses, maxPct, hours).map(({ stretch, fromMcgPerDay, toMcgPerDay, pct }) =>
      finding({
        code: 'RESTART_ESCALATION_FAST',
        drug,
        at: stretch.start,
        sites: ['reservoir'],
        about: `${id} ${stretch.start}`,
        detail: `on the way back ${drug} rose from ${sixDigits(fromMcgPerDay)} to ${sixDigits(toMcgPerDay)} mcg/day, rises of ${sixDigits(pct)} % within ${hours} h; at most ${maxPct} %`,
        eventIds: [stretch.eventId],
      }),
    );
  });
