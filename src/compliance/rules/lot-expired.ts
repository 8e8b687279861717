import { MINUTE_MS } from '../../infusion/schedule.js';
import type { Instant } from '../../therapy/envelope.js';
import { lastDayOf } from '../../therapy/occurred-at.js';
import { type Finding, type Rule, finding } from './finding.js';

/** The calendar day of an instant, YYYY-MM-DD, at the offset that the date was stated with. */
const dayOf = (at: Instant, utcOffsetMinutes: number): string =>
  new Date(at + utcOffsetMinutes * MINUTE_MS).toISOString().slice(0, 10);

/** Filled after the last day of a lot's shelf life. */
export const lotExpired: Rule = ({ events }) =>
  events.flatMap((event): Finding[] => {
    if (event.type !== 'ReservoirRefilled' && event.type !== 'DrugSwitched') return [];
    const filled = (event.type === 'ReservoirRefilled' ? event.data.lots : event.data.to.lots) ?? [];
    const lots = filled.flatMap(({ lotNumber, expiresOn }) =>
      expiresOn === undefined ? [] : [{ lotNumber, lastDay: lastDayOf(expiresOn) }],
    );
    if (lots.length === 0) return [];
    const first = dayOf(event.earliest, event.utcOffsetMinutes);
    const last = dayOf(event.latest, event.utcOffsetMinutes);
    const expired = lots.filter(({ lastDay }) => lastDay < last);
    if (expired.length === 0) return [];
    const isCertain = expired.some(({ lastDay }) => lastDay < first);
    const named = expired.map(({ lotNumber, lastDay }) => `${lotNumber} (last day ${lastDay})`);
    return [
      finding({
        code: 'LOT_EXPIRED',
        at: event.at,
        sites: ['reservoir', 'tip'],
        detail: `filled ${first === last ? `on ${first}` : `between ${first} and ${last}`} from ${named.join(', ')}`,
        ...(isCertain ? {} : { confidence: 'possible', settledBy: 'the day of the fill' }),
        eventIds: [event.id],
      }),
    ];
  });
