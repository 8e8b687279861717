import { HOUR_MS } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { catheterConditionIn } from '../doubt/catheter-condition.js';
import { spikes } from '../dose/spikes.js';
import { changesCatheter } from '../facts/hardware-changes.js';

/** Why a drug may have been reduced, where the record itself shows it. */
export const CIRCUMSTANCES = ['revision', 'overdose', 'adverse-event'] as const;

export interface Circumstance {
  readonly kind: (typeof CIRCUMSTANCES)[number];
  readonly eventIds: readonly EventId[];
}

/** What was recorded shortly before a first fall; it changes no verdict. */
export function circumstanceOf(context: AuditContext, firstFallAt: Instant): Circumstance | undefined {
  const { events, policy, delivery } = context;
  const { catheterHours, eventHours } = policy.circumstance;
  const within = (hours: number, isOne: (event: ActingEvent) => boolean) =>
    events
      .filter((event) => event.at <= firstFallAt && event.at >= firstFallAt - hours * HOUR_MS && isOne(event))
      .map(({ id }) => id);
  const kinds: Readonly<Record<Circumstance['kind'], readonly EventId[]>> = {
    revision: within(
      catheterHours.value,
      (event) => isFaulty(event) || (changesCatheter(event) && event.id !== delivery.catheters[0]?.eventId),
    ),
    overdose: spikesWithin(context, firstFallAt - eventHours.value * HOUR_MS, firstFallAt),
    'adverse-event': within(eventHours.value, isSerious),
  };
  const kind = CIRCUMSTANCES.find((one) => kinds[one].length > 0);
  return kind && { kind, eventIds: kinds[kind] };
}

const isFaulty = (event: ActingEvent): boolean => catheterConditionIn(event) === 'faulty';

const spikesWithin = (context: AuditContext, from: Instant, to: Instant): readonly EventId[] => [
  ...new Set(
    spikes(context)
      .filter(({ at, until = Number.POSITIVE_INFINITY }) => at <= to && until >= from)
      .flatMap(({ eventIds }) => eventIds),
  ),
];

const isSerious = (event: ActingEvent): boolean =>
  event.type === 'AdverseEventObserved' && event.data.serious;
