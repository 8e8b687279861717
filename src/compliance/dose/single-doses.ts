import { lastAtOrBefore } from '../../infusion/delivery.js';
import { canonicalDrug } from '../../infusion/drugs.js';
import { HOUR_MS, MINUTE_MS } from '../../infusion/schedule.js';
import { above } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { drugPolicy } from '../policies/policy.js';

/** A dose that went beside the pump, larger than any usual one. */
export interface LargeSingleDose {
  readonly drug: string;
  readonly route: string;
  readonly at: Instant;
  readonly mcg: number;
  readonly mostMcg: number;
  readonly eventId: EventId;
}

/** What is given over so long is no single dose, but through a temporary catheter alone. */
export function largeSingleDoses(context: AuditContext): LargeSingleDose[] {
  const longMs = context.policy.spike.temporaryCatheterHours.value * HOUR_MS;
  return context.events.flatMap((event) => {
    if (event.type !== 'BolusGiven' && event.type !== 'BolusTestPerformed') return [];
    const { route, doseMcg, durationMinutes = 0 } = event.data;
    const drug = canonicalDrug(event.data.drug);
    const most = drugPolicy(context.policy, drug)?.spike?.maxSingleDoseMcg?.value;
    if (route === 'pump' || most === undefined || doseMcg === undefined || !above(doseMcg, most)) return [];
    if (route === 'catheter-port' && isPathKnown(context, event.at)) return [];
    if (route === 'temporary-catheter' && durationMinutes * MINUTE_MS >= longMs) return [];
    return [{ drug, route, at: event.at, mcg: doseMcg, mostMcg: most, eventId: event.id }];
  });
}

/** Whether what went through the port is in what the tip is computed to have given. */
function isPathKnown({ delivery: { catheters } }: AuditContext, at: Instant): boolean {
  const catheter = catheters[lastAtOrBefore(catheters, ({ since }) => since, at)];
  return catheter?.volumeMl !== undefined;
}
