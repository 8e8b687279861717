import { calendarDay, lastDayOf } from '../../therapy/occurred-at.js';
import { type Finding, type Rule, finding } from './finding.js';

/** Filled after the last day of a lot's shelf life, by the clock that the fill was stated with. */
export const lotExpired: Rule = ({ events }) =>
  events.flatMap((event): Finding[] => {
    if (event.type !== 'ReservoirRefilled' && event.type !== 'DrugSwitched') return [];
    const filled = (event.type === 'ReservoirRefilled' ? event.data.lots : event.data.to.lots) ?? [];
    const lots = filled.flatMap(({ lotNumber, expiresOn }) =>
      expiresOn === undefined ? [] : [{ lotNumber, lastDay: lastDayOf(expiresOn) }],
    );
    if (lots.length === 0) return [];
    const first = calendarDay(event.earliest, event.utcOffsetMinutes);
    const last = calendarDay(event.latest, event.utcOffsetMinutes);
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
