import { DAY_MS } from '../../infusion/schedule.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { drugPolicy } from '../policies/policy.js';

/**
 * What a drug in the path may be measured by before an instant, mcg/day: its last daily dose above zero; where that is
 * too long ago, what the policy lets it begin again with; 0 where it says nothing. NaN where nobody knows what flowed.
 */
export function doseBefore(context: AuditContext, drug: string, at: Instant): number {
  const { policy } = context;
  const last = context
    .uninterrupted(drug, 'reservoir')
    .findLast(({ start, mcgPerDay }) => start < at && mcgPerDay !== 0);
  if (last && at - last.end <= policy.bridgeSpeed.lookBackDays.value * DAY_MS) return last.mcgPerDay;
  return drugPolicy(policy, drug)?.restart?.maxDoseMcgPerDay?.value ?? 0;
}
