import { lastAtOrBefore, segmentAt } from '../../infusion/delivery.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { isAfterLastRecord } from '../facts/last-record.js';
import { disturbancesIn } from '../doubt/disturbed.js';
import { isVerified } from '../doubt/verification.js';
import {
  CATHETER_LENGTH,
  CATHETER_STUDY,
  CATHETER_VOLUME,
  EMPTY_SINCE,
  MOVED_VOLUME,
  READ_THE_PUMP,
  type Settlement,
  TUBING_VOLUME,
  VOLUME_FOUND,
} from '../gaps/settlement.js';
import type { Confidence } from './finding.js';
import { dryReservoirs } from './reservoir-ran-empty.js';

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
  if (isDry && isProjected) return { confidence: 'possible', settledBy: READ_THE_PUMP.text };
  if (!isVerified(unverified, at, at)) return { confidence: 'possible', settledBy: CATHETER_STUDY.text };
  if (disturbancesIn(delivery, at, at).length > 0)
    return {
      confidence: 'possible',
      settledBy: MOVED_VOLUME.text,
    };
  if (isDry) return { confidence: 'likely', settledBy: emptyAt(context, segment.start).text };
  const catheter = delivery.catheters[lastAtOrBefore(delivery.catheters, ({ since }) => since, at)];
  if (catheter && catheter.volumeFrom !== 'recorded')
    return {
      confidence: 'likely',
      settledBy: catheter.volumeFrom === 'implanted-length' ? CATHETER_VOLUME.text : CATHETER_LENGTH.text,
    };
  if (segment?.pump && segment.pump.data.tubingVolumeMl === undefined)
    return { confidence: 'likely', settledBy: TUBING_VOLUME.text };
  return isProjected ? { confidence: 'likely', settledBy: READ_THE_PUMP.text } : { confidence: 'certain' };
}

/** What was found empty needs no other volume to be found. */
function emptyAt(context: AuditContext, start: Instant): Settlement {
  const dry = dryReservoirs(context).findLast(({ segment }) => segment.start <= start);
  return dry?.shown?.by === 'volume' ? EMPTY_SINCE : VOLUME_FOUND;
}
