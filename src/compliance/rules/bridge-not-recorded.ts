import { START_OF_PROGRAM } from '../gaps/settlement.js';
import { fluidWords } from '../../infusion/fluid.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { missingBridges } from '../path/missing-bridges.js';
import { type Rule, finding } from './finding.js';

/** Drug or strength changed while the path held drug, and no bridge of the path's volume is recorded. */
export const bridgeNotRecorded: Rule = (context) =>
  [...missingBridges(context).values()].map(({ moment, from, to, neededMl, bridge, program }) =>
    finding({
      code: 'BRIDGE_NOT_RECORDED',
      at: moment.at,
      sites: ['tip'],
      detail: `${fluidWords(from)} was followed by ${fluidWords(to)} while the path held drug; ${
        bridge
          ? `the bridge of ${sixDigits(bridge.volumeMl)} mL is smaller than`
          : 'no bridge is recorded for'
      } ${neededMl === undefined ? 'a path whose volume is not known' : `the ${sixDigits(neededMl)} mL to clear`}`,
      cause: moment.eventId,
      settledBy: START_OF_PROGRAM.text,
      eventIds: [moment.eventId, program?.id],
    }),
  );
