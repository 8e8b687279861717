import { sixDigits } from '../../infusion/six-digits.js';
import { belowSchedule } from '../dose/below-schedule.js';
import { showInstant } from '../show.js';
import { type Rule, finding } from './finding.js';
import { surenessOfTip } from './sureness-of-tip.js';

/** Far less of a drug was given in a day than its daily dose promises, though nothing shows that the pump stood. */
export const deliveryBelowSchedule: Rule = (context) =>
  belowSchedule(context).map(
    ({ drug, site, sites, at, until, severity, shareOfDue, givenMcg, dueMcg, windowHours, eventIds }) =>
      finding({
        code: 'DELIVERY_BELOW_SCHEDULE',
        drug,
        at,
        ...(until !== undefined && { until }),
        severity,
        sites,
        about: `${drug} ${at}`,
        detail: `in ${windowHours} h the ${site} gave ${sixDigits(givenMcg)} of the ${sixDigits(dueMcg)} mcg of ${drug} that its daily dose promises, ${sixDigits(100 * shareOfDue)} %; from ${showInstant(at)} ${until === undefined ? 'on' : `to ${showInstant(until)}`}`,
        ...(site === 'tip' && surenessOfTip(context, at)),
        eventIds,
      }),
  );
