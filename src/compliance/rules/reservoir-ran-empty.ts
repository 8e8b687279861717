import type { Segment } from '../../infusion/segment.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { type FillCourse, courseByFill } from '../dose/fills.js';
import { isAfterLastRecord } from '../last-record.js';
import { type MeasuredVolume, nextMeasured } from '../dose/measured-volumes.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { showInstant } from '../show.js';
import { type Confidence, type Rule, finding } from './finding.js';

/** The reservoir reached its non-extractable volume; nobody records that. */
export const reservoirRanEmpty: Rule = (context) => {
  const { delivery, time } = context;
  // A fill runs empty once, whatever happens to the pump afterwards.
  const first = new Map<EventId, Segment>();
  for (const segment of delivery.segments)
    if (
      segment.halt === 'reservoir-empty' &&
      !first.has(segment.fill!.eventId) &&
      time.hasCome(segment.start)
    )
      first.set(segment.fill!.eventId, segment);
  return [...first].map(([eventId, { start, haltedBy: alarm }]) => {
    const course = courseByFill(context).get(eventId)!;
    const { endedBy, fill } = course;
    const measured = nextMeasured(context, course, start);
    const until = !endedBy ? 'and goes on' : `until ${ENDS[endedBy.type] ?? ''}${showInstant(endedBy.at)}`;
    return finding({
      code: 'RESERVOIR_RAN_EMPTY',
      at: Math.round(start),
      detail: `${alarm ? 'empty by its alarm' : 'computed empty'}: no refill is recorded since ${showInstant(fill.at)}, ${until}${measured ? `; ${sixDigits(measured.measuredMl)} mL were found ${showInstant(measured.event.at)}` : ''}`,
      ...(!alarm && sureness(context, course, start, measured)),
      eventIds: [fill.eventId, alarm, measured?.event.id],
    });
  });
};

/** What ended a fill that is not another. */
const ENDS: Readonly<Partial<Record<ActingEvent['type'], string>>> = {
  PumpExplanted: 'the pump was explanted, ',
  PumpReplaced: 'the pump was replaced, ',
  ReservoirEmptied: 'it was emptied, ',
};

function sureness(
  context: AuditContext,
  { lowestMl }: FillCourse,
  start: number,
  measured: MeasuredVolume | undefined,
): { confidence: Confidence; settledBy?: string } {
  if (measured)
    return {
      confidence:
        measured.measuredMl <= lowestMl + context.policy.refill.emptyMl.value ? 'certain' : 'possible',
    };
  return isAfterLastRecord(context, start)
    ? { confidence: 'possible', settledBy: 'interrogate the pump, and record what is found in the reservoir' }
    : { confidence: 'likely', settledBy: 'the volume found at the next fill' };
}
