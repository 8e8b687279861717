import { lastAtOrBefore, pumpedMl, segmentAt } from '../../infusion/delivery.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { isAfterLastRecord } from '../last-record.js';
import { isVerified } from '../doubt/verification.js';
import type { Confidence } from './finding.js';

export interface Sureness {
  readonly confidence: Confidence;
  readonly settledBy?: string;
}

/** How sure what is computed for the tip at an instant is, by what was recorded of the pump and of the path. */
export function surenessOfTip(context: AuditContext, at: Instant): Sureness {
  const { delivery, unverified } = context;
  const segment = segmentAt(delivery, at);
  const isProjected = isAfterLastRecord(context, at);
  const isDry = segment?.halt === 'reservoir-empty';
  if (isDry && isProjected) return { confidence: 'possible', settledBy: 'interrogate the pump' };
  if (!isVerified(unverified, at, at)) return { confidence: 'possible' };
  const pumped = pumpedMl(delivery, at);
  if (
    delivery.disturbances.some(
      (disturbance) => disturbance.at <= at && disturbance.fromMl <= pumped && disturbance.toMl > pumped,
    )
  )
    return {
      confidence: 'possible',
      settledBy: 'the volume that was drawn from or pushed into the catheter',
    };
  if (isDry) return { confidence: 'likely', settledBy: 'the volume found at the next fill' };
  const catheter = delivery.catheters[lastAtOrBefore(delivery.catheters, (one) => one.at, at)];
  if (catheter && catheter.volumeFrom !== 'recorded')
    return {
      confidence: 'likely',
      settledBy:
        catheter.volumeFrom === 'implanted-length'
          ? 'the volume of the catheter: it is computed from its implanted length'
          : 'the implanted length of the catheter, or its volume',
    };
  if (segment?.pump && segment.pump.data.tubingVolumeMl === undefined)
    return { confidence: 'likely', settledBy: 'the tubing volume of the pump' };
  return isProjected
    ? { confidence: 'likely', settledBy: 'interrogate the pump' }
    : { confidence: 'certain' };
}
