import type { Cause } from '../../infusion/bounds/cause.js';
import type { Bounds } from '../../infusion/bounds/delivery-worth.js';
import { type Site, isFlowKnown } from '../../infusion/dose.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { SPECK_MCG, above } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { worthAt } from '../doubt/delivery-worth.js';
import type { Severity } from './catalogue.js';
import { type Finding, type Rule, finding } from './finding.js';

/** A time whose delivery a volume or the pump itself contradicts. */
export interface Contradiction {
  readonly cause: Cause;
  readonly from: Instant;
  readonly to: Instant;
  /** The volume, or the reading, that contradicts. */
  readonly eventId: EventId;
}

/** Each once, in order, whatever its length: by volumes, and by what the pump was read to do. */
export const contradictions = oncePer((context): readonly Contradiction[] => {
  const { stretches } = context.delivery;
  const worth = worthAt(context).reservoir;
  const all = stretches.flatMap(({ start, end }) => worth.over(start, end).because);
  return [...new Set(all)].flatMap((cause): Contradiction[] => {
    if (cause.code !== 'VOLUME_DISAGREES' && cause.code !== 'PROGRAM_DIFFERS') return [];
    const eventId = cause.eventIds.at(-1);
    return eventId && context.time.hasCome(cause.from) ? [{ cause, ...cause, eventId }] : [];
  });
});

/** For a day or longer, what was computed cannot have been given: less than half of it, or more than twice as much, is critical. */
export const deliveryContradicted: Rule = (context) => {
  const leastMs = context.policy.contradicted.leastHours.value * HOUR_MS;
  return contradictions(context).flatMap((contradiction): Finding[] => {
    const { cause, from, to, eventId } = contradiction;
    if (to - from < leastMs) return [];
    const isKnown = isFlowKnown(context.delivery, from, to);
    const open = isKnown ? SITES.flatMap((site) => openDosesAt(context, site, from, to)) : [];
    if (isKnown && open.length === 0) return [];
    return [
      finding({
        code: 'DELIVERY_CONTRADICTED',
        at: Math.round(from),
        until: Math.round(to),
        ...(isKnown && { sites: SITES.filter((site) => open.some((dose) => dose.site === site)) }),
        severity: open.map((dose) => gravityOf(context, dose)).includes('critical') ? 'critical' : 'warning',
        detail: `${cause.detail}: ${isKnown ? open.map(inWords).join('; ') : 'nobody knows what the pump was programmed to move'}`,
        cause: eventId,
        settledBy:
          cause.code === 'VOLUME_DISAGREES'
            ? 'another measurement of the volume, the pump’s log, or a correction of what was recorded'
            : 'the pump’s log: since when it ran so',
        eventIds: [eventId, ...cause.eventIds],
      }),
    ];
  });
};

const SITES: readonly Site[] = ['reservoir', 'tip'];

interface Said extends Bounds {
  readonly site: Site;
  readonly drug: string;
}

/** Where it can have been another dose; none where nobody knows through what volume it flowed. */
function openDosesAt(context: AuditContext, site: Site, from: Instant, to: Instant): Said[] {
  const worth = worthAt(context)[site];
  return [...context.delivery.drugs]
    .map((drug) => ({ site, drug, ...worth.bounds(drug, from, to) }))
    .filter(isOpen);
}

const isOpen = ({ doseMcg, lowMcg, highMcg }: Bounds): boolean =>
  doseMcg - lowMcg > SPECK_MCG || highMcg - doseMcg > SPECK_MCG;

function gravityOf({ policy }: AuditContext, { doseMcg, lowMcg, highMcg }: Bounds): Severity {
  const { criticalLowPct, criticalHighRatio } = policy.contradicted;
  const isCritical =
    above((criticalLowPct.value / 100) * doseMcg, lowMcg) ||
    above(highMcg, criticalHighRatio.value * doseMcg);
  return isCritical ? 'critical' : 'warning';
}

const inWords = ({ site, drug, doseMcg, lowMcg, highMcg }: Said): string =>
  `at the ${site} ${sixDigits(doseMcg)} mcg of ${drug} were computed, and it can have been ${sixDigits(lowMcg)} mcg at least and ${sixDigits(highMcg)} mcg at most`;
