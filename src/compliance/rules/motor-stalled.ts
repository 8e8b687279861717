import { segmentIndexAt } from '../../infusion/delivery.js';
import type { Segment } from '../../infusion/segment.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, eventsById } from '../context.js';
import { changesPump } from '../facts/hardware-changes.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';
import { mriBehind } from './mri-stall.js';

/** The motor stood: it was recorded, the pump told it, or it told it and volumes say otherwise. */
export const motorStalled: Rule = (context) => {
  const acting = eachOnce([...detected(context), ...reported(context)]);
  return [...acting, ...refuted(context), ...history(context, acting)];
};

/** Who tells of a stall while the motor stands already tells of no other. */
function eachOnce(told: readonly Finding[]): Finding[] {
  const stalls: Finding[] = [];
  for (const one of told.toSorted((a, b) => a.at - b.at)) {
    const open = stalls.at(-1);
    if (open && one.at < (open.until ?? Number.POSITIVE_INFINITY))
      stalls[stalls.length - 1] = {
        ...open,
        eventIds: [...new Set([...open.eventIds, ...one.eventIds])],
      };
    else stalls.push(one);
  }
  return stalls;
}

interface Stall {
  readonly event: ActingEvent;
  readonly at: Instant;
  readonly ended?: { readonly at: Instant; readonly eventId?: EventId };
}

function describe(context: AuditContext, { event, at, ended }: Stall, told: string): Finding {
  const mri = mriBehind(context, event, at, ended);
  return finding({
    code: 'MOTOR_STALLED',
    at,
    ...(ended && { until: ended.at }),
    detail: `${told}the motor ${ended ? `stood until ${showInstant(ended.at)}` : 'stands, and no recovery is recorded'}${mri ? `: an MRI of that day explains it (${showInstant(mri.at)})` : ''}`,
    ...(mri && { severity: 'info' }),
    ...(!ended && { settledBy: 'interrogate the pump' }),
    eventIds: [event.id, ended?.eventId, mri?.id],
  });
}

function detected(context: AuditContext): Finding[] {
  const isRefuted = refutedBy(context);
  const found: Finding[] = [];
  let recovered: ActingEvent | undefined;
  for (const event of context.events.toReversed()) {
    if (changesPump(event)) recovered = undefined;
    if (event.type === 'MotorStallRecovered') recovered = event;
    if (event.type !== 'MotorStallDetected' || isRefuted.has(event.id)) continue;
    const ended = recovered ? { at: recovered.at, eventId: recovered.id } : undefined;
    found.push(
      describe(context, { event, at: event.at, ended: standsUntil(context, event.at) ?? ended }, ''),
    );
  }
  return found;
}

/** When the pump is computed to run again, be it by what a reading shows. */
function standsUntil({ delivery }: AuditContext, at: Instant): Stall['ended'] {
  const { segments } = delivery;
  const first = segmentIndexAt(delivery, at);
  if (segments[first]?.halt !== 'motor-stall') return undefined;
  const next = segments.slice(first).find(({ halt }) => halt !== 'motor-stall');
  return next && { at: Math.round(next.start), eventId: next.eventId };
}

/** Stalls that an alarm or a reading tells of, and nobody recorded. */
function reported(context: AuditContext): Finding[] {
  const { segments } = context.delivery;
  const events = eventsById(context);
  const isStalled = (segment: Segment | undefined) => segment?.halt === 'motor-stall';
  return segments.flatMap((segment, index): Finding[] => {
    const event = segment.haltedBy && events.get(segment.haltedBy);
    if (
      !isStalled(segment) ||
      isStalled(segments[index - 1]) ||
      !event ||
      event.type === 'MotorStallDetected'
    )
      return [];
    const at = Math.round(segment.start);
    return [describe(context, { event, at, ended: standsUntil(context, at) }, 'by what the pump reports ')];
  });
}

const refutedBy = ({ delivery }: AuditContext): ReadonlySet<EventId> =>
  new Set(delivery.stretches.flatMap((stretch) => stretch.refuted));

const tellsStall = (event: ActingEvent): boolean =>
  event.type === 'MotorStallDetected' ||
  (event.type === 'PumpAlarmRaised' && event.data.alarm === 'motor-stall') ||
  (event.type === 'PumpInterrogated' &&
    (event.data.alarms?.includes('motor-stall') ||
      event.data.shows?.mode === 'motor-stalled' ||
      (event.data.shows?.motorStalls ?? []).length > 0));

/** The volumes agree only if the pump ran. */
function refuted(context: AuditContext): Finding[] {
  const events = eventsById(context);
  return context.delivery.stretches.flatMap((stretch) =>
    [...new Set(stretch.refuted)].flatMap((id): Finding[] => {
      const event = events.get(id);
      return event && tellsStall(event)
        ? [
            finding({
              code: 'MOTOR_STALLED',
              at: event.at,
              severity: 'warning',
              detail: `a stall was told, and the volume that was found ${showInstant(stretch.end)} agrees only if the motor ran: it counts as over when it began`,
              confidence: 'possible',
              settledBy: 'the pump’s log of stalls and recoveries',
              eventIds: [id, stretch.endedBy],
            }),
          ]
        : [];
    }),
  );
}

/** An alarm in a reading that shows the pump running: a stall that is over, and of which nothing else is told. */
function history({ events }: AuditContext, known: readonly Finding[]): Finding[] {
  const found: Finding[] = [];
  let readBefore = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    if (event.type !== 'PumpInterrogated') continue;
    const { alarms = [], shows } = event.data;
    const runs =
      shows?.mode !== undefined && !['stopped', 'motor-stalled'].includes(shows.mode) && !shows.motorStalls;
    const since = readBefore;
    readBefore = event.at;
    if (!runs || !alarms.includes('motor-stall')) continue;
    if (known.some(({ at, until = at }) => until > since && at <= event.at)) continue;
    found.push(
      finding({
        code: 'MOTOR_STALLED',
        at: event.at,
        severity: 'info',
        detail: 'the pump told of a stall when it ran again: when it was, and for how long, is not known',
        confidence: 'possible',
        settledBy: 'the pump’s log of stalls and recoveries',
        eventIds: [event.id],
      }),
    );
  }
  return found;
}
