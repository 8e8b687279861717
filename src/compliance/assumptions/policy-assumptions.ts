import type { AuditContext } from '../context.js';
import { infusedDrugs } from '../dose/infused-drugs.js';
import { aetiologyOf, increasesFor } from '../dose/increases.js';
import type { Assumption } from './path-assumptions.js';
import { drugPolicy } from '../policies/policy.js';

/** What a policy leaves open of a therapy, so that an audit by it judges less, or by another figure. */
export function policyAssumptions(context: AuditContext): Assumption[] {
  const drugs = infusedDrugs(context);
  const eventIds = context.events.filter(({ type }) => type === 'TherapyRegistered').map(({ id }) => id);
  return drugs.flatMap((drug): Assumption[] => [
    ...(drugPolicy(context.policy, drug)?.spike
      ? []
      : [
          {
            code: 'SPIKE_NOT_JUDGED' as const,
            detail: `${context.policy.id} has no figures of what a spike of ${drug} is: none is judged`,
            eventIds: [],
          },
        ]),
    ...(increasesFor(context, drug)?.isStrictest
      ? [
          {
            code: 'AETIOLOGY_NOT_KNOWN' as const,
            detail: `${aetiologyOf(context) ?? 'no aetiology'} is not one that ${context.policy.id} knows: rises of ${drug} are judged by its strictest figure`,
            eventIds,
          },
        ]
      : []),
  ]);
}
