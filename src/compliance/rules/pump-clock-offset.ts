import { segmentAt } from '../../infusion/delivery.js';
import { above } from '../../infusion/tolerances.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Finding, type Rule, finding } from './finding.js';

/** The pump's clock was off while its boluses went by the clock. */
export const pumpClockOffset: Rule = ({ events, delivery, policy }) =>
  events.flatMap((event): Finding[] => {
    const most = policy.clockOffsetMinutes.value;
    if (event.type !== 'PumpInterrogated' || !above(Math.abs(event.data.clockOffsetMinutes ?? 0), most))
      return [];
    const program = segmentAt(delivery, event.at)?.program;
    if (program?.program.mode !== 'flex') return [];
    const minutes = event.data.clockOffsetMinutes!;
    return [
      finding({
        code: 'PUMP_CLOCK_OFFSET',
        at: event.at,
        detail: `the pump’s clock was ${sixDigits(Math.abs(minutes))} min ${minutes > 0 ? 'ahead' : 'behind'}, more than ${most} min: the boluses of its flex program began as much ${minutes > 0 ? 'early' : 'late'}`,
        eventIds: [event.id, program.eventId],
      }),
    ];
  });
