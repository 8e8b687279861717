import { calendarDay, isPartialDate, lastDayOf, utcOffsetMinutes } from '../../therapy/occurred-at.js';
import type { Ask, Check } from './check.js';
import { objectsIn } from './members.js';

/** On its last day, by the clock of the entry, a lot can still be filled in. */
export const lotExpired: Ask = ({ entry: { data, occurredAt } }) =>
  objectsIn(data).flatMap(({ pointer, object: { lotNumber, expiresOn } }): Check[] => {
    if (typeof lotNumber !== 'string' || typeof expiresOn !== 'string' || !isPartialDate(expiresOn))
      return [];
    if (calendarDay(Date.parse(occurredAt.earliest), utcOffsetMinutes(occurredAt)) <= lastDayOf(expiresOn))
      return [];
    return [
      {
        code: 'LOT_EXPIRED',
        severity: 'warning',
        field: `${pointer}/expiresOn`,
        detail: `lot ${lotNumber} had expired on ${expiresOn}`,
      },
    ];
  });
