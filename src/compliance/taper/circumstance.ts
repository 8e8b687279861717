import { HOUR_MS } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, eventsById } from '../context.js';
import { catheterConditionIn } from '../doubt/catheter-condition.js';
import { isOfOneDate } from '../doubt/dates/stated.js';
import { recordedIn } from '../dose/recorded.js';
import { type Spike, spikes } from '../dose/spikes.js';
import { changesCatheter } from '../facts/hardware-changes.js';

/** Why a drug may have been reduced, where the record itself shows it. */
export const CIRCUMSTANCES = ['revision', 'overdose', 'adverse-event'] as const;

export interface Circumstance {
  readonly kind: (typeof CIRCUMSTANCES)[number];
  readonly eventIds: readonly EventId[];
}

/**
 * What was recorded shortly before a first fall; it changes no verdict.
 * @param fallBy what made that fall; null where nobody recorded it
 */
export function circumstanceOf(
  context: AuditContext,
  firstFallAt: Instant,
  fallBy: EventId | null,
): Circumstance | undefined {
  const { events, policy, delivery } = context;
  const fall = fallBy === null ? undefined : eventsById(context).get(fallBy);
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
    // What the fall itself may have brought about is no reason for it.
    'adverse-event': within(
      eventHours.value,
      (event) => isSerious(event) && isShownBefore(event, firstFallAt, fall),
    ),
  };
  const kind = CIRCUMSTANCES.find((one) => kinds[one].length > 0);
  return kind && { kind, eventIds: kinds[kind] };
}

const isFaulty = (event: ActingEvent): boolean => catheterConditionIn(event) === 'faulty';

const spikesWithin = (context: AuditContext, from: Instant, to: Instant): readonly EventId[] => [
  ...new Set(
    spikes(context)
      .filter(({ at, until = Number.POSITIVE_INFINITY }) => at <= to && until >= from)
      .filter((spike) => spike.at < to || !isByProgram(context, spike))
      .flatMap(({ eventIds }) => eventIds),
  ),
];

/** A program that begins with the fall is no reason for it, be it that its first bolus or its bridge makes a spike. */
const isByProgram = ({ delivery }: AuditContext, { eventIds }: Spike): boolean =>
  eventIds.some((id) => recordedIn(delivery).typeOf(id) === 'PumpReprogrammed');

/** Whether all that dates and the order of recording leave open has it before the fall. */
function isShownBefore(event: ActingEvent, fallAt: Instant, fall: ActingEvent | undefined): boolean {
  if (event.latest < fallAt) return true;
  if (!fall) return event.latest === fallAt;
  const isOrdered = event.latest === fallAt || isOfOneDate(event, fall);
  return isOrdered && event.revision < fall.revision;
}

const isSerious = (event: ActingEvent): boolean =>
  event.type === 'AdverseEventObserved' && event.data.serious;
