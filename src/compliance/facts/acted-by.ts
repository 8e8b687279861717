import type { ActingEvent } from '../../therapy/acting-event.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Placed } from '../../therapy/placement.js';
import type { AuditTime } from '../audit-time.js';

/** The part of a timeline that has acted by now: what comes next changes the audit when its instant has come. */
export function actedBy({ acting }: Pick<Placed, 'acting'>, time: AuditTime): readonly ActingEvent[] {
  const count = countWhile(acting, ({ at }) => time.hasCome(at));
  return count === acting.length ? acting : acting.slice(0, count);
}
