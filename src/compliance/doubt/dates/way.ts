import type { Delivery } from '../../../infusion/delivery.js';
import { replay } from '../../../infusion/replay.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import { place } from '../../../therapy/placement.js';
import { actedBy } from '../../facts/acted-by.js';
import type { AuditTime } from '../../audit-time.js';
import { type AuditContext, auditContext } from '../../context.js';
import type { Policy } from '../../policies/policy.js';
import { type Choice, fixed } from './choice.js';
import type { DatedRecord } from './record.js';

/** How it went by one choice of instants. */
export interface Way {
  readonly delivery: Delivery;
  readonly acting: readonly ActingEvent[];
  /** One a policy. */
  readonly contexts: readonly AuditContext[];
}

/** Undefined where a choice makes a recorded fact impossible: that is not how it was. */
export function wayOf(
  record: DatedRecord,
  choice: Choice,
  time: AuditTime,
  policies: readonly Policy[],
): Way | undefined {
  const placed = place(fixed(record.facts, choice));
  if (placed.impossible.some(({ event }) => !record.impossible.has(event.id))) return undefined;
  const acting = actedBy(placed, time);
  const { delivery } = replay(acting);
  return {
    delivery,
    acting,
    contexts: policies.map((policy) => auditContext(acting, delivery, time, policy, placed.acting)),
  };
}
