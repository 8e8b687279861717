import { segmentAt } from '../../infusion/delivery.js';
import { dailyMl } from '../../infusion/schedule.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { above } from '../../infusion/tolerances.js';
import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { AuditContext } from '../context.js';
import {
  type MeasuredVolume,
  accuracyLimits,
  isAboveCapacity,
  isOff,
  measuredVolumes,
} from '../dose/measured-volumes.js';
import { volumeStatementIn } from '../dose/volume-statement.js';
import { type Finding, type Rule, finding } from './finding.js';

/** What was found in the reservoir is not what should have been there. */
export const refillDiscrepancy: Rule = (context) => [
  ...measuredVolumes(context)
    .filter((measured) => isOff(measured) || isAboveCapacity(measured))
    .map((measured) => ofFigures(context, measured)),
  ...context.events.flatMap((event) =>
    event.type === 'ReservoirVolumeChecked' ? (withoutFigures(event) ?? []) : [],
  ),
  ...context.events.flatMap((event) => aboveCapacityWithoutFill(context, event) ?? []),
];

function ofFigures(context: AuditContext, measured: MeasuredVolume): Finding {
  const { event, course } = measured;
  const isDated = event.latest > event.earliest || (course && course.event.latest > course.event.earliest);
  return finding({
    code: 'REFILL_DISCREPANCY',
    at: event.at,
    detail: isAboveCapacity(measured)
      ? aboveCapacity(measured.foundMl, course!.pump.data.reservoirCapacityMl)
      : describe(context, measured),
    ...(isGrave(context, measured) && { severity: 'critical' }),
    ...(isDated && {
      confidence: 'possible',
      settledBy: 'the instants of the fill and of the measurement',
    }),
    cause: event.id,
    eventIds: [event.id, course?.fill.eventId],
  });
}

/** Over half of what was due stayed in it, or went missing. What cannot be in it says nothing of either. */
function isGrave({ policy }: AuditContext, measured: MeasuredVolume): boolean {
  const { pumpedMl, differenceMl } = measured;
  if (pumpedMl === undefined || isAboveCapacity(measured)) return false;
  const stayed = pumpedMl === 0 ? -differenceMl : Math.abs(differenceMl);
  return above(stayed, (policy.refill.criticalPct.value / 100) * pumpedMl);
}

/** A check that says what it found in words alone. */
const withoutFigures = ({ id, at, data }: Acting<'ReservoirVolumeChecked'>): Finding | undefined =>
  data.measuredVolumeMl === undefined && data.conclusion !== 'as-expected'
    ? finding({
        code: 'REFILL_DISCREPANCY',
        at,
        detail: `a volume check concludes ${data.conclusion} and gives no volume: consistent with ${SUGGESTS[data.conclusion]}`,
        confidence: 'likely',
        settledBy: 'the volume that was found',
        cause: id,
        eventIds: [id],
      })
    : undefined;

const SUGGESTS = {
  excess: 'under-delivery, a stall or an occlusion',
  deficit: 'over-delivery, a leak or a short fill',
};

const aboveCapacity = (volumeMl: number, capacityMl: number): string =>
  `${sixDigits(volumeMl)} mL were found in a reservoir of ${sixDigits(capacityMl)} mL: it is not used, as if nothing had been found`;

/** What the pump shows, or what was found where no fill is recorded, is compared with nothing but what it can hold. */
function aboveCapacityWithoutFill(context: AuditContext, event: ActingEvent): Finding | undefined {
  const { id, at } = event;
  const volumeMl =
    event.type === 'PumpInterrogated'
      ? event.data.shows?.reservoirVolumeMl
      : volumeStatementIn(event).measuredMl;
  const capacityMl = segmentAt(context.delivery, at - 1)?.pump?.data.reservoirCapacityMl;
  if (volumeMl === undefined || capacityMl === undefined || volumeMl <= capacityMl) return undefined;
  if (measuredVolumes(context).some((measured) => measured.event === event && measured.course))
    return undefined;
  return finding({
    code: 'REFILL_DISCREPANCY',
    at,
    detail: aboveCapacity(volumeMl, capacityMl),
    cause: id,
    eventIds: [id],
  });
}

function describe(context: AuditContext, measured: MeasuredVolume): string {
  const { measuredMl, expectedMl, differenceMl, exceedsVolume, exceedsAccuracy } = measured;
  const more = differenceMl > 0;
  const size = Math.abs(differenceMl);
  const { low, high } = accuracyLimits(context);
  const limits = [
    ...(exceedsVolume ? [`above ${context.policy.refill.maxDiscrepancyMl.value} mL`] : []),
    ...(exceedsAccuracy ? [`${ratioOf(measured)}, outside ${sixDigits(low)}-${sixDigits(high)}`] : []),
  ].join('; ');
  const suggests = more ? `${SUGGESTS.excess}${daysOf(context, measured)}` : SUGGESTS.deficit;
  return `${sixDigits(measuredMl)} mL were found where ${sixDigits(expectedMl)} mL were expected, ${sixDigits(size)} mL ${more ? 'more' : 'less'}: ${limits}; consistent with ${suggests}`;
}

/** Of a pump that should have moved nothing there is no ratio. */
const ratioOf = ({ pumpedMl, differenceMl }: MeasuredVolume): string =>
  pumpedMl
    ? `${sixDigits((pumpedMl - differenceMl) / pumpedMl)} of what was to be pumped`
    : 'nothing was to be pumped';

/** How long the program in force takes to pump what was not pumped. */
function daysOf({ delivery }: AuditContext, { event, differenceMl }: MeasuredVolume): string {
  const before = segmentAt(delivery, event.at - 1);
  const daily = before ? dailyMl(before.intended) : 0;
  return daily > 0 ? ` (${sixDigits(differenceMl / daily)} days at the programmed rate)` : '';
}
