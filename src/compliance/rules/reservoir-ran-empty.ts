import type { Segment } from '../../infusion/segment.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { agrees } from '../../infusion/stretches/agreement.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { type EmptyShown, emptyShown, isNextToNothing } from '../dose/empty-shown.js';
import { type FillCourse, courseByFill, fillCourses } from '../dose/fills.js';
import { type MeasuredVolume, measuredOf } from '../dose/measured-volumes.js';
import { isAfterLastRecord } from '../facts/last-record.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';

/** A reservoir that was dry by computation, or by an alarm. */
export interface DryReservoir {
  readonly course: FillCourse;
  /** From its running dry. */
  readonly segment: Segment;
  readonly shown: EmptyShown | undefined;
}

/** A fill runs empty once, whatever happens to the pump afterwards. */
export const dryReservoirs = oncePer((context): readonly DryReservoir[] => {
  const { delivery, time } = context;
  const first = new Map<EventId, Segment>();
  for (const segment of delivery.segments)
    if (
      segment.halt === 'reservoir-empty' &&
      !first.has(segment.fill!.eventId) &&
      time.hasCome(segment.start)
    )
      first.set(segment.fill!.eventId, segment);
  return [...first].map(([eventId, segment]) => {
    const course = courseByFill(context).get(eventId)!;
    const alarm: EmptyShown | undefined = segment.haltedBy && {
      by: 'empty-alarm',
      eventId: segment.haltedBy,
    };
    return { course, segment, shown: alarm ?? emptyShown(context, course, segment.start) };
  });
});

/** The reservoir reached its non-extractable volume; nobody records that. */
export const reservoirRanEmpty: Rule = (context) => {
  const dry = dryReservoirs(context);
  const told = new Set(dry.map(({ course }) => course.fill.eventId));
  const found = fillCourses(context)
    .filter(({ fill }) => !told.has(fill.eventId))
    .flatMap((course) => foundEmpty(context, course) ?? []);
  return [...dry.map((one) => ranDry(context, one)), ...found];
};

function ranDry(
  context: AuditContext,
  { course, segment: { start, haltedBy }, shown }: DryReservoir,
): Finding {
  const { endedBy, fill } = course;
  const until = !endedBy ? 'and goes on' : `until ${ENDS[endedBy.type] ?? ''}${showInstant(endedBy.at)}`;
  const certain = shown && shown.by !== 'low-alarm';
  return finding({
    code: 'RESERVOIR_RAN_EMPTY',
    at: Math.round(start),
    ...(endedBy && { until: endedBy.at }),
    detail: `${haltedBy ? 'empty by its alarm' : 'computed empty'}: no refill is recorded since ${showInstant(fill.at)}, ${until}; ${shown ? SHOWN[shown.by] : NOT_SHOWN}`,
    confidence: certain ? 'certain' : 'likely',
    ...(!certain && { settledBy: asks(context, course, start) }),
    eventIds: [fill.eventId, shown?.eventId],
  });
}

const SHOWN: Readonly<Record<EmptyShown['by'], string>> = {
  volume: 'it was found empty',
  'empty-alarm': 'the pump told that it was empty',
  'low-alarm': 'the pump told that it was low, as computed',
};
const NOT_SHOWN =
  'nothing that was found or read says that it was: a refill that nobody recorded is as likely';

/** What ended a fill that is not another. */
const ENDS: Readonly<Partial<Record<ActingEvent['type'], string>>> = {
  PumpExplanted: 'the pump was explanted, ',
  PumpReplaced: 'the pump was replaced, ',
  ReservoirEmptied: 'it was emptied, ',
};

const asks = (context: AuditContext, { endedBy }: FillCourse, start: Instant): string =>
  endedBy || !isAfterLastRecord(context, start)
    ? 'what was aspirated at the next fill, and whether a fill before it was not recorded'
    : 'interrogate the pump, and record what is aspirated from the reservoir';

/** Next to nothing was in it where more was computed: since when is not known. */
function foundEmpty(context: AuditContext, course: FillCourse): Finding | undefined {
  const empty = measuredOf(context, course).find(
    (measured) => isNextToNothing(context, course, measured) && wasDueMore(context, measured),
  );
  return (
    empty &&
    finding({
      code: 'RESERVOIR_RAN_EMPTY',
      at: empty.event.at,
      detail: `${sixDigits(empty.measuredMl)} mL were found where ${sixDigits(empty.expectedMl)} mL were expected: it may have been empty before, and since when is not known`,
      confidence: 'possible',
      settledBy: 'the pump’s log of alarms, and how the volume was measured',
      eventIds: [course.fill.eventId, empty.event.id],
    })
  );
}

const wasDueMore = ({ delivery }: AuditContext, { event }: MeasuredVolume): boolean =>
  delivery.stretches.some(
    ({ endedBy, movedMl, expectedMl }) =>
      endedBy === event.id && movedMl !== undefined && movedMl > expectedMl && !agrees(movedMl, expectedMl),
  );
