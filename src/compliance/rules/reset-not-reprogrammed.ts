import { HOUR_MS } from '../../infusion/schedule.js';
import type { Instant } from '../../therapy/envelope.js';
import { type Finding, type Rule, finding } from './finding.js';

/** The pump's memory was reset and nobody programmed it again: it may run at its minimum rate. */
export const resetNotReprogrammed: Rule = ({ events, time, policy }) => {
  const hours = policy.reprogramWithinHours.value;
  const found: Finding[] = [];
  let attendedAt: Instant = Number.POSITIVE_INFINITY;
  for (const event of events.toReversed()) {
    if (event.type === 'PumpReprogrammed' || event.type === 'PumpExplanted') attendedAt = event.at;
    if (event.type !== 'PumpAlarmRaised' || event.data.alarm !== 'memory-reset') continue;
    const until = event.at + hours * HOUR_MS;
    if (attendedAt <= until || !time.hasCome(until)) continue;
    found.push(
      finding({
        code: 'RESET_NOT_REPROGRAMMED',
        at: event.at,
        detail: `the pump’s memory was reset and no programming is recorded within ${hours} h: it may have run at its minimum rate, whatever is computed here`,
        confidence: 'likely',
        settledBy: 'interrogate the pump',
        eventIds: [event.id],
      }),
    );
  }
  return found;
};
