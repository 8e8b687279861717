import { EVERYWHERE } from '../access/care.js';
import { type Reach, reachesEverything } from '../access/reach.js';
import type { Instant } from '../therapy/envelope.js';
import type { Statement } from './statement.js';

/** Undefined where it leaves nothing out. */
type Condition = Statement | undefined;

/** Whether the therapy of a row is within reach at an instant, as `reaches` decides it. */
export function reachCondition(reach: Reach, table: string, now: Instant): Condition {
  if (reachesEverything(reach)) return undefined;
  const claims = JSON.stringify(reach.sites);
  const isClaimed = 'care.claim IN (SELECT value FROM json_each(?))';
  const open = { covered: 'TRUE', exact: `care.restricted = 0 OR ${isClaimed}`, none: 'care.restricted = 0' };
  const isOpen = open[reach.restricted];
  const ofOpen = reach.restricted === 'exact' ? [claims] : [];
  const today = `SELECT 1 FROM care WHERE care.therapy_id = ${table}.therapy_id AND care.from_at <= ? AND care.to_at > ?`;
  // Of what cannot be read nobody knows where it belongs: whoever reaches every site is told that it is there.
  if (reach.sites.includes(EVERYWHERE))
    return { sql: `NOT EXISTS (${today} AND (${isOpen}) IS NOT TRUE)`, values: [now, now, ...ofOpen] };
  const isCovered = `care.site IN (SELECT value FROM json_each(?)) OR ${isClaimed}`;
  return {
    sql: `EXISTS (${today} AND (${isCovered}) AND (${isOpen}))`,
    values: [now, now, claims, claims, ...ofOpen],
  };
}
