import { lastAtOrBefore } from '../../infusion/delivery.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { type MeasuredVolume, measuredVolumes } from '../measured-volumes.js';
import { show } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';

/** Nothing could be drawn through the catheter, and nothing that followed showed it open. */
export const catheterOcclusionPossible: Rule = (context) => {
  const measured = measuredVolumes(context);
  const found: Finding[] = [];
  let shownOpen = false;
  for (const event of context.events.toReversed()) {
    if (event.type === 'CatheterImplanted' || event.type === 'CatheterReplaced') shownOpen = false;
    if (showsOpen(event)) shownOpen = true;
    if (event.type !== 'CatheterAspirated' || event.data.success || shownOpen) continue;
    const more = measured[lastAtOrBefore(measured, (one) => one.event.at, event.at)];
    const held = more && isHeldBack(more) ? more : undefined;
    found.push(
      finding({
        code: 'CATHETER_OCCLUSION_POSSIBLE',
        severity: 'warning',
        at: event.at,
        detail: `nothing could be aspirated through the catheter${held ? `, and the last volume measured before was ${show(held.differenceMl)} mL above the expected` : ''}`,
        confidence: held ? 'likely' : 'possible',
        settledBy: 'a contrast study of the catheter',
        eventIds: [event.id, held?.event.id],
      }),
    );
  }
  return found;
};

const isHeldBack = ({ differenceMl, exceedsVolume, exceedsAccuracy }: MeasuredVolume): boolean =>
  differenceMl > 0 && (exceedsVolume || exceedsAccuracy);

/** An x-ray shows where a catheter lies, not what passes through it. */
const showsOpen = (event: ActingEvent): boolean =>
  (event.type === 'CatheterAspirated' && event.data.success) ||
  (event.type === 'CatheterStudied' && event.data.finding === 'patent' && event.data.method !== 'x-ray');
