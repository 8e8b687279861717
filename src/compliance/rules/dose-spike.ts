import { HOUR_MS } from '../../infusion/schedule.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Spike, spikes } from '../dose/spikes.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';
import { surenessOfTip } from './sureness-of-tip.js';

/** Far more of a drug was given within hours than in the days before, or at once. */
export const doseSpike: Rule = (context) =>
  spikes(context).map((spike): Finding => {
    const { drug, at, until, severity, route, site, sites, eventIds } = spike;
    return finding({
      code: 'DOSE_SPIKE',
      drug,
      at,
      ...(until !== undefined && { until }),
      severity,
      about: `${drug} ${at}`,
      sites,
      detail: route === undefined ? wordsOfWindow(spike) : wordsOfSingle(spike, route),
      ...(route === undefined && site === 'tip' && surenessOfTip(context, at)),
      eventIds,
    });
  });

function wordsOfWindow(spike: Spike): string {
  const { drug, site, at, until, windowHours, windowEnd, givenMcg, referenceMcg, figure } = spike;
  const before =
    figure === 'slow' ? 'of the week that ended 3 days before' : 'of the 3 days before, or as it began';
  return `the ${site} gave ${sixDigits(givenMcg)} mcg of ${drug} in the ${windowHours} h to ${showInstant(windowEnd)}; the most in any ${windowHours} h ${before} was ${sixDigits(referenceMcg)} mcg; ${
    until === undefined ? 'it goes on' : `over after ${sixDigits((until - at) / HOUR_MS)} h`
  }`;
}

const wordsOfSingle = ({ drug, givenMcg, referenceMcg }: Spike, route: string): string =>
  `${sixDigits(givenMcg)} mcg of ${drug} were given at once (${route}); the largest usual single dose is ${sixDigits(referenceMcg)} mcg`;
