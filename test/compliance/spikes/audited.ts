import { actedBy } from '../../../src/compliance/facts/acted-by.js';
import { AuditTime } from '../../../src/compliance/audit-time.js';
import { type AuditContext, auditContext } from '../../../src/compliance/context.js';
import { caseReport2024 } from '../../../src/compliance/policies/case-report-2024.js';
import { replay } from '../../../src/infusion/replay.js';
import { place } from '../../../src/therapy/placement.js';
import { effectiveFacts } from '../../../src/therapy/timeline.js';
import type { History } from '../../support/history.js';

/** What rules see of a history at an instant, under the default policy. */
export function contextOf({ events }: History, asOf: number): AuditContext {
  const placed = place(effectiveFacts(events));
  const time = new AuditTime(asOf);
  const acting = actedBy(placed, time);
  return auditContext(acting, replay(acting).delivery, time, caseReport2024, placed.acting);
}
