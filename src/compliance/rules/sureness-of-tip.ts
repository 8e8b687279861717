import { lastAtOrBefore, segmentAt } from '../../infusion/delivery.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { isAfterLastRecord } from '../last-record.js';
import { disturbancesIn } from '../doubt/disturbed.js';
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
  if (disturbancesIn(delivery, at, at).length > 0)
    return {
      confidence: 'possible',
      settledBy: 'the volume that was drawn from or pushed into the catheter',
    };
  if (isDry) return { confidence: 'likely', settledBy: 'the volume found at the next fill' };
  const catheter = delivery.catheters[lastAtOrBefore(delivery.catheters, ({ since }) => since, at)];
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
