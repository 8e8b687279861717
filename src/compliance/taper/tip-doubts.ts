import { holds } from '../../infusion/fluid.js';
import { isSameFill } from '../../infusion/segment.js';
import { type PathMoment, segmentIndexAt } from '../../infusion/delivery.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import { missingBridges } from '../path/missing-bridges.js';
import { missingPrimings } from '../path/missing-primings.js';
import { courseDoses } from './course-doses.js';
import { bridgeAfter, wasAspirated } from './bridge.js';
import type { AuditContext } from '../context.js';
import { showInstant } from '../show.js';
import type { Reason } from '../outcome.js';
import { disturbancesIn } from '../doubt/disturbed.js';
import { FLOW_UNKNOWN, isPathUnknownIn, isUnknownIn } from '../doubt/unknown-flow.js';
import { isVerified } from '../doubt/verification.js';
import { recordedIn } from '../dose/recorded.js';

/** Why what is computed for the tip between two instants, or from one until now, cannot carry a verdict. */
export function tipDoubts(
  context: AuditContext,
  drug: string,
  from: Instant,
  to = Number.POSITIVE_INFINITY,
): Reason[] {
  const { delivery, unverified, time } = context;
  const doubts: Reason[] = [];
  const add = (code: string, detail: string) => doubts.push({ code, detail });

  const catheters = delivery.catheters.filter(
    ({ since }, index) =>
      since <= to && (delivery.catheters[index + 1]?.since ?? Number.POSITIVE_INFINITY) > from,
  );
  const pumps = delivery.segments
    .slice(Math.max(0, segmentIndexAt(delivery, from)), segmentIndexAt(delivery, to) + 1)
    .filter(({ pump }) => pump);
  if (
    catheters.some(({ volumeMl }) => volumeMl === undefined) ||
    pumps.some(({ pump }) => pump!.tubingVolumeMl === undefined)
  )
    add('PATH_VOLUME_UNKNOWN', 'a volume of the fluid path is neither recorded nor known for the model');
  else if (catheters.some(({ volumeFrom }) => volumeFrom === 'full-length'))
    add(
      'PATH_VOLUME_NOT_RECORDED',
      'the implanted length of the catheter is not recorded; computed untrimmed',
    );
  if (catheters.length === 0) add('NO_CATHETER_RECORDED', 'no catheter is recorded');

  const { moments } = delivery;
  const firstMoment = countWhile(moments, ({ at }) => at < from);
  for (const moment of moments.slice(
    firstMoment,
    countWhile(moments, ({ at }) => at <= to),
  )) {
    const { foundFill: old, leftFill: filled } = moment;
    if (!old || !filled || isSameFill(old, filled)) continue;
    if (!holds(old.fluid, drug) || holds(filled.fluid, drug)) continue;
    doubts.push(...changeDoubts(context, moment));
  }
  const disturbing = disturbancesIn(delivery, from, to);
  if (disturbing.some(({ eventId }) => recordedIn(delivery).typeOf(eventId) === 'TherapyTakenOver'))
    add('PATH_CONTENT_UNKNOWN', 'what tubing and catheter held when the pump was taken over is not known');
  if (disturbing.some(({ eventId }) => recordedIn(delivery).typeOf(eventId) !== 'TherapyTakenOver'))
    add(
      'MOVED_VOLUME_NOT_RECORDED',
      'fluid was drawn from or pushed into the catheter, and nobody recorded how much',
    );
  if (isPathUnknownIn(context, from, to)) doubts.push(FLOW_UNKNOWN);
  if (
    !isVerified(
      unverified.filter((fault) => time.hasCome(fault.from)),
      from - 1,
      to + 1,
    )
  )
    add(
      'CATHETER_UNVERIFIED',
      'a study found the catheter faulty: the true dose lies between 0 and the computed one',
    );
  return doubts;
}

/** Nobody knows the dose of some part of the way to a zero, or what flowed near it: a fall in it would not show. */
export function tipDoseUnknown(context: AuditContext, drug: string, from: Instant, to: Instant): Reason[] {
  const near = from - context.policy.maxDaysWithoutFall.value * DAY_MS;
  return isUnknownIn(courseDoses(context, drug, 'tip'), from - 1, to) ||
    isUnknownIn(courseDoses(context, drug, 'reservoir'), near, to)
    ? [FLOW_UNKNOWN]
    : [];
}

/** Where the drug ended at the reservoir, and what was in the path may not have gone as it is computed. */
function changeDoubts(context: AuditContext, moment: PathMoment): Reason[] {
  const doubts: Reason[] = [];
  const at = showInstant(moment.at);
  if (missingBridges(context).has(moment.eventId))
    doubts.push(
      bridgeAfter(context, moment) || wasAspirated(context, moment)
        ? {
            code: 'BRIDGE_NOT_RECORDED',
            detail: `no bridge of what there was to clear is recorded after the switch of ${at}`,
          }
        : {
            code: 'NEITHER_BRIDGE_NOR_ASPIRATION',
            detail: `the switch of ${at} records neither; what was in the path may have gone on`,
          },
    );
  const within = context.policy.reprogramWithinHours.value * HOUR_MS;
  if (missingPrimings(context).some((priming) => Math.abs(priming.moment.at - moment.at) <= within))
    doubts.push({
      code: 'PRIMING_NOT_RECORDED',
      detail: `about the switch of ${at} a part of the path was left drug-free, and no priming is recorded`,
    });
  return doubts;
}
