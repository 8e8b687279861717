import { sixDigits } from '../../infusion/six-digits.js';
import { fastBridges } from '../dose/bridge-speed.js';
import { type Rule, finding } from './finding.js';
import { surenessOfTip } from './sureness-of-tip.js';

/** A bridge or priming pushed out what was in the path far faster than it was given before. */
export const bridgeTooFast: Rule = (context) =>
  fastBridges(context).map((bridge) => {
    const { drug, kind, at, until, givenMcg, mostMcg, hours, ofMcgPerDay, isRestart, eventIds } = bridge;
    return finding({
      code: 'BRIDGE_TOO_FAST',
      drug,
      at,
      ...(until !== undefined && { until }),
      sites: ['tip'],
      about: `${drug} ${at}`,
      detail: `the ${kind}, with the hour before it, gives ${sixDigits(givenMcg)} mcg of ${drug} at the tip in ${sixDigits(hours)} h; ${
        isRestart
          ? `${sixDigits(ofMcgPerDay)} mcg/day, the most to begin again with, is ${sixDigits(mostMcg)} mcg in that time`
          : `at most ${sixDigits(mostMcg)} mcg by the ${sixDigits(ofMcgPerDay)} mcg/day before`
      }`,
      ...surenessOfTip(context, at),
      eventIds,
    });
  });
