import { MINUTE_MS } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, eventsById } from '../context.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';

/** A reading or an alarm says that the pump had stopped, and no event says who stopped it. */
export const reportedStopped: Rule = (context) => {
  const { segments } = context.delivery;
  const events = eventsById(context);
  return segments.flatMap((segment, index): Finding[] => {
    const by = stoppedBy(segment);
    const event = by && events.get(by);
    if (!event || stoppedBy(segments[index - 1]) || !tells(event)) return [];
    const at = Math.round(segment.start);
    if (!context.time.hasCome(at) || isRecorded(context, at)) return [];
    const next = segments.slice(index).find((other) => stoppedBy(other) !== by);
    const isDated = event.type !== 'PumpInterrogated' || event.data.shows?.stoppedSince !== undefined;
    return [
      finding({
        code: 'REPORTED_STOPPED',
        at,
        ...(next && { until: Math.round(next.start) }),
        detail: `${event.type === 'PumpInterrogated' ? 'the pump was read' : 'by its alarm the pump is'} to stand still ${isDated ? `since ${showInstant(at)}` : `${showInstant(at)}, and does not say since when`}${segment.halt === 'end-of-service' ? ', at its end of service' : ''}; nobody recorded that it was stopped`,
        settledBy: isDated
          ? 'who stopped the pump, or what did'
          : 'the pump’s log: since when it had stopped, and who stopped it',
        eventIds: [event.id],
      }),
    ];
  });
};

/** What says that the pump stands, be it stopped or at the end of its service. */
function stoppedBy(segment: Segment | undefined): EventId | undefined {
  if (segment?.halt === 'end-of-service') return segment.haltedBy;
  return segment?.program?.program.mode === 'stopped' ? segment.program.eventId : undefined;
}

const tells = ({ type }: ActingEvent): boolean => type === 'PumpInterrogated' || type === 'PumpAlarmRaised';

/** Somebody did, within what clocks and visits leave open. */
function isRecorded({ events, policy }: AuditContext, at: Instant): boolean {
  const apartMs = policy.visitMinutes.value * MINUTE_MS;
  return events.some(
    (event) =>
      event.type === 'PumpReprogrammed' &&
      event.data.program.mode === 'stopped' &&
      event.earliest - apartMs <= at &&
      at <= event.latest + apartMs,
  );
}
