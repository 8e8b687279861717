import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { EventId } from '../../therapy/envelope.js';
import { oncePer } from '../context.js';
import { type MeasuredVolume, isOff, measuredVolumes } from '../dose/measured-volumes.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { changesCatheter, changesPump } from '../facts/hardware-changes.js';
import { type Finding, type Rule, finding } from './finding.js';

/** Nothing could be drawn through the catheter, and nothing that followed showed it open. */
export const catheterOcclusionPossible: Rule = (context) => {
  const found: Finding[] = [];
  let open: Finding[] = [];
  let measured: MeasuredVolume | undefined;
  for (const event of context.events) {
    measured = measuredAt(context).get(event.id) ?? measured;
    if (changesPump(event) || changesCatheter(event)) measured = undefined;
    if (changesCatheter(event)) {
      found.push(...open);
      open = [];
    } else if (showsOpen(event)) open = [];
    else if (event.type === 'CatheterAspirated')
      open.push(describe(event, measured && isHeldBack(measured) ? measured : undefined));
  }
  return [...found, ...open];
};

const measuredAt = oncePer(
  (context): ReadonlyMap<EventId, MeasuredVolume> =>
    new Map(measuredVolumes(context).map((measured) => [measured.event.id, measured])),
);

const isHeldBack = (measured: MeasuredVolume): boolean => measured.differenceMl > 0 && isOff(measured);

/** An x-ray shows where a catheter lies, not what passes through it. */
const showsOpen = (event: ActingEvent): boolean =>
  (event.type === 'CatheterAspirated' && event.data.success) ||
  (event.type === 'CatheterStudied' && event.data.finding === 'patent' && event.data.method !== 'x-ray');

const describe = ({ id, at }: Acting<'CatheterAspirated'>, heldBack: MeasuredVolume | undefined): Finding =>
  finding({
    code: 'CATHETER_OCCLUSION_POSSIBLE',
    at,
    sites: ['tip'],
    cause: id,
    detail: `nothing could be aspirated through the catheter${heldBack ? `, and the last volume measured before was ${sixDigits(heldBack.differenceMl)} mL above the expected` : ''}`,
    confidence: heldBack ? 'likely' : 'possible',
    settledBy: 'a contrast study of the catheter',
    eventIds: [id, heldBack?.event.id],
  });
