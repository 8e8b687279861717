import { sixDigits } from '../../infusion/six-digits.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { missingPrimings } from '../path/missing-primings.js';
import { showInstant } from '../show.js';
import { type Rule, finding } from './finding.js';
import { surenessOfTip } from './sureness-of-tip.js';

/** Part of the path was left drug-free, and the tip went without drug for long before any priming of that volume. */
export const primingNotRecorded: Rule = (context) =>
  missingPrimings(context).map(({ moment, origins, volumeMl, since, end }) =>
    finding({
      code: 'PRIMING_NOT_RECORDED',
      at: moment.at,
      ...(end !== undefined && { until: Math.round(end) }),
      sites: ['tip'],
      // One event may leave two stretches with drug between them.
      about: String(since),
      detail: `${Number.isFinite(volumeMl) ? `${sixDigits(volumeMl)} mL of the path were` : 'the path was'} left drug-free and no priming of that volume is recorded; the tip went without drug from ${showInstant(since)} ${
        end === undefined ? 'on' : `for ${sixDigits((end - since) / HOUR_MS)} h`
      }`,
      cause: moment.eventId,
      ...surenessOfTip(context, since),
      eventIds: origins,
    }),
  );
