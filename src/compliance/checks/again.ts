import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import { isDigest } from '../../ledger/disclosure.js';
import { canonicalDrug } from '../../infusion/drugs.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { isJsonObject } from '../../therapy/json.js';
import { showInstant } from '../show.js';
import type { Ask } from './check.js';
import { THRESHOLDS } from './thresholds.js';

/** Without personal values, whose digests are never the same; a drug is the same by any of its names. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => !isDigest(member))
      .map(([name, member]) => [
        name,
        name === 'drug' && typeof member === 'string' ? canonicalDrug(member) : bare(member),
      ]),
  );
}

/** How far two dates are apart at least, ms. */
const apart = (a: ActingEvent, b: ActingEvent): number =>
  Math.max(0, a.earliest - b.latest, b.earliest - a.latest);

const hashOf = (data: unknown): string => sha256Hex(canonicalBytes(bare(data)));

export const sameAgain: Ask = ({ fact, others }) => {
  if (!fact) return [];
  const said = hashOf(fact.data);
  const withinMs = THRESHOLDS.sameHours.value * HOUR_MS;
  const same = others.findLast(
    (other) => other.type === fact.type && apart(other, fact) <= withinMs && hashOf(other.data) === said,
  );
  if (!same) return [];
  return [
    {
      code: 'SAME_AGAIN',
      severity: 'warning',
      field: '/data',
      detail: `${same.id} says the same of ${showInstant(same.at)}`,
      same: same.id,
    },
  ];
};
