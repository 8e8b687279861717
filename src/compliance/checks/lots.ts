import { spanOf } from '../../therapy/occurred-at.js';
import type { Ask, Check } from './check.js';
import { objectsIn } from './members.js';

/** On its last day a lot can still be filled in. */
export const lotExpired: Ask = ({ entry: { data, occurredAt } }) =>
  objectsIn(data).flatMap(({ pointer, object: { lotNumber, expiresOn } }): Check[] => {
    const last =
      typeof lotNumber === 'string' && typeof expiresOn === 'string' ? spanOf(expiresOn) : undefined;
    if (!last || Date.parse(occurredAt.earliest) <= last.last) return [];
    return [
      {
        code: 'LOT_EXPIRED',
        severity: 'warning',
        field: `${pointer}/expiresOn`,
        detail: `lot ${String(lotNumber)} had expired on ${String(expiresOn)}`,
      },
    ];
  });
