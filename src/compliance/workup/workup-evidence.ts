import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { AuditContext } from '../context.js';
import { isOff, measuredVolumes } from '../dose/measured-volumes.js';
import type { WorkupItem } from '../policies/policy.js';
import { showInstant } from '../show.js';

const imaging: readonly string[] = ['x-ray', 'fluoroscopy', 'ct'];

/** Whether an event is an examination of that kind with the result that the work-up asks for. */
export function shows(item: WorkupItem, event: ActingEvent): boolean {
  switch (item) {
    case 'interrogation':
      return (
        event.type === 'PumpInterrogated' &&
        (event.data.alarms ?? []).length === 0 &&
        event.data.shows?.mode !== 'motor-stalled'
      );
    case 'volume-check':
      return event.type === 'ReservoirVolumeChecked' && event.data.conclusion === 'as-expected';
    case 'x-ray':
      return isPatentStudy(event, imaging);
    case 'clear-csf-aspiration':
      return event.type === 'CatheterAspirated' && event.data.success && event.data.csfAppearance === 'clear';
    case 'patent-contrast-study':
      return isPatentStudy(event, ['contrast-myelography']);
    case 'unsatisfactory-lumbar-bolus':
      return (
        event.type === 'BolusTestPerformed' &&
        event.data.route === 'lumbar-puncture' &&
        event.data.response === 'unsatisfactory'
      );
    default:
      return item satisfies never;
  }
}

const isPatentStudy = (event: ActingEvent, methods: readonly string[]): boolean =>
  event.type === 'CatheterStudied' && event.data.finding === 'patent' && methods.includes(event.data.method);

/** What else the record holds in place of an examination, for a reader to weigh; it decides nothing. */
export function otherEvidence(
  context: AuditContext,
  item: WorkupItem,
  diagnosis: Acting<'ToleranceDiagnosed'>,
): string | undefined {
  if (item !== 'volume-check') return undefined;
  const fill = measuredVolumes(context).findLast(
    (measured) =>
      measured.event.type !== 'ReservoirVolumeChecked' &&
      measured.event.at <= diagnosis.at &&
      !isOff(measured),
  );
  return fill && `a fill whose aspirate was within the limits is recorded ${showInstant(fill.event.at)}`;
}
