import type { AuditContext } from '../context.js';
import { drugPolicy } from '../policies/policy.js';

/** How much a dose may rise, and in how many hours rises add up. */
export interface IncreaseLimit {
  readonly maxPct: number;
  readonly minHoursBetween: number;
  /** For what it is the limit, or that it is the strictest. */
  readonly words: string;
  readonly isStrictest: boolean;
}

/** What the spasticity comes from, as it was registered. */
export function aetiologyOf({ events }: AuditContext): string | undefined {
  const registered = events.find(({ type }) => type === 'TherapyRegistered');
  return registered?.type === 'TherapyRegistered' ? registered.data.aetiology : undefined;
}

/** The limit for a patient's aetiology; the strictest of each figure where the policy does not know it. */
export function increasesFor(context: AuditContext, drug: string): IncreaseLimit | undefined {
  const groups = Object.values(drugPolicy(context.policy, drug)?.increases ?? {});
  if (groups.length === 0) return undefined;
  const aetiology = aetiologyOf(context);
  const group = groups.find(
    ({ aetiologies }) => aetiology !== undefined && aetiologies.value.includes(aetiology),
  );
  if (group)
    return {
      maxPct: group.maxPct.value,
      minHoursBetween: group.minHoursBetween.value,
      words: `for ${aetiology}`,
      isStrictest: false,
    };
  return {
    maxPct: Math.min(...groups.map(({ maxPct }) => maxPct.value)),
    minHoursBetween: Math.max(...groups.map(({ minHoursBetween }) => minHoursBetween.value)),
    words: 'by the strictest figure, as the aetiology is not one that the policy knows',
    isStrictest: true,
  };
}
