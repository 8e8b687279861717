import { canonicalDrug } from '../../infusion/drugs.js';
import { agrees } from '../../infusion/stretches/agreement.js';
import { above } from '../../infusion/tolerances.js';
import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { isOff, measuredVolumes } from '../dose/measured-volumes.js';
import { catheterConditionIn } from '../doubt/catheter-condition.js';
import { type Order, happenedAfter, happenedBy } from '../facts/order.js';
import { showInstant } from '../show.js';

/** Why an examination shows nothing, though its own words say that it does. */
export interface Spoiled {
  /** Whether that is sure for all dates. */
  readonly order: Exclude<Order, 'no'>;
  readonly detail: string;
}

type Spoils = (context: AuditContext, event: ActingEvent, diagnosis: ActingEvent) => Spoiled | undefined;

/** What takes away what an examination shows; the surest reason first. */
export function spoiledBy(
  context: AuditContext,
  event: ActingEvent,
  diagnosis: Acting<'ToleranceDiagnosed'>,
): Spoiled | undefined {
  const found = SPOILS.flatMap((spoils) => spoils(context, event, diagnosis) ?? []);
  return found.find(({ order }) => order === 'yes') ?? found[0];
}

const sure = (detail: string): Spoiled => ({ order: 'yes', detail });

/** Whatever was concluded of it. */
const figuresDisagree: Spoils = (context, event) => {
  if (event.type !== 'ReservoirVolumeChecked') return undefined;
  const measured = measuredVolumes(context).find((one) => one.event === event);
  const stretch = context.delivery.stretches.find(({ endedBy }) => endedBy === event.id);
  const isContradicted =
    stretch?.movedMl !== undefined && !agrees(stretch.movedMl, stretch.expectedMl) && stretch.factor === 1;
  return (measured && isOff(measured)) || isContradicted
    ? sure('its figures do not agree with what was expected')
    : undefined;
};

const tooSmall: Spoils = ({ policy }, event) => {
  if (event.type !== 'BolusTestPerformed' || event.data.doseMcg === undefined) return undefined;
  const least = policy.toleranceWorkup.leastBolusMcg.value;
  return above(least, event.data.doseMcg)
    ? sure(`a bolus of ${event.data.doseMcg} mcg is below ${least} mcg`)
    : undefined;
};

const helpedWhenRepeated: Spoils = (context, event, diagnosis) =>
  event.type === 'BolusTestPerformed'
    ? laterOne(context, event, diagnosis, 'a later bolus helped', (other) => {
        if (other.type !== 'BolusTestPerformed' || other.data.route !== event.data.route) return false;
        const isSameDrug = canonicalDrug(other.data.drug) === canonicalDrug(event.data.drug);
        return isSameDrug && other.data.response === 'satisfactory';
      })
    : undefined;

const faultFoundLater: Spoils = (context, event, diagnosis) =>
  event.type === 'CatheterStudied'
    ? laterOne(
        context,
        event,
        diagnosis,
        'a later study found a fault',
        (other) => other.type === 'CatheterStudied' && catheterConditionIn(other) === 'faulty',
      )
    : undefined;

/** The first of some kind after an examination and by the diagnosis. */
function laterOne(
  { events }: AuditContext,
  event: ActingEvent,
  diagnosis: ActingEvent,
  words: string,
  isOfKind: (other: ActingEvent) => boolean,
): Spoiled | undefined {
  const later = events.filter(isOfKind).flatMap((other) => {
    const orders = [happenedAfter(other, event), happenedBy(other, diagnosis)];
    if (orders.includes('no')) return [];
    return [{ other, order: orders.includes('unknown') ? ('unknown' as const) : ('yes' as const) }];
  });
  const one = later.find(({ order }) => order === 'yes') ?? later[0];
  return one && { order: one.order, detail: `${words}, ${showInstant(one.other.at)}` };
}

/** A pump that stands still: nothing that is seen meanwhile tells of the drug. */
const motorStands: Spoils = (context, { earliest, latest }) => {
  const touched = stallsOf(context).filter(({ start, end }) => start <= latest && end > earliest);
  if (touched.length === 0) return undefined;
  const isThroughout = touched.some(({ start, end }) => start <= earliest && end > latest);
  return { order: isThroughout ? 'yes' : 'unknown', detail: 'the motor stood still then' };
};

const stallsOf = oncePer(({ delivery: { segments } }) => {
  const stalls: { readonly start: Instant; readonly end: Instant }[] = [];
  segments.forEach(({ start, halt }, index) => {
    if (halt !== 'motor-stall') return;
    const end = segments[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const last = stalls.at(-1);
    if (last?.end === start) stalls[stalls.length - 1] = { start: last.start, end };
    else stalls.push({ start, end });
  });
  return stalls;
});

const SPOILS: readonly Spoils[] = [
  figuresDisagree,
  tooSmall,
  helpedWhenRepeated,
  faultFoundLater,
  motorStands,
];
