import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { CatheterInPlace } from '../delivery.js';
import { catheterModel } from '../devices.js';
import { canonicalDrug } from '../drugs.js';
import type { Fluid } from '../fluid.js';
import { aspirate, push, revised, tubeOf } from '../fluid-path.js';
import type { Pumping } from '../pumping.js';
import type { Effect } from './effect.js';
import { broughtBy } from './filled-with.js';

const methodsWithContrast: readonly string[] = ['contrast-myelography'];

export const catheterImplanted: Effect<'CatheterImplanted'> = {
  act: (pumping, event) =>
    putIn(pumping, event, event.data, broughtBy(pumping, event.id, event.data.filledWith)),
};

export const catheterReplaced: Effect<'CatheterReplaced'> = {
  act: (pumping, event) =>
    putIn(pumping, event, event.data.catheter, broughtBy(pumping, event.id, event.data.filledWith)),
};

export const catheterRevised: Effect<'CatheterRevised'> = {
  act: (pumping, event) => revise(pumping, event),
};

export const catheterAspirated: Effect<'CatheterAspirated'> = {
  when: ({ data }) => data.success,
  act: (pumping, event) => draw(pumping, event, event.data.volumeMl),
};

export const catheterStudied: Effect<'CatheterStudied'> = {
  when: ({ data }) =>
    !!data.aspiratedVolumeMl ||
    data.contrastVolumeMl !== undefined ||
    methodsWithContrast.includes(data.method),
  act: study,
};

/** The volume by the record, else by the model's volume per centimetre and the implanted, else the full length. */
export function catheterVolume(
  data: CatheterInPlace['data'],
): Pick<CatheterInPlace, 'volumeMl' | 'volumeFrom'> {
  if (data.volumeMl !== undefined) return { volumeMl: data.volumeMl, volumeFrom: 'recorded' };
  const model = catheterModel(data.model);
  const perCm = model?.volumePerCmMl?.value;
  if (perCm === undefined) return { volumeMl: undefined, volumeFrom: 'unknown' };
  if (data.implantedLengthCm !== undefined)
    return { volumeMl: data.implantedLengthCm * perCm, volumeFrom: 'implanted-length' };
  return model?.fullLengthCm
    ? { volumeMl: model.fullLengthCm.value * perCm, volumeFrom: 'full-length' }
    : { volumeMl: undefined, volumeFrom: 'unknown' };
}

export function putIn(
  pumping: Pumping,
  event: Pick<ActingEvent, 'id' | 'at'>,
  data: CatheterInPlace['data'],
  content: Fluid,
): void {
  const { volumeMl, volumeFrom } = catheterVolume(data);
  pumping.catheters.push({ eventId: event.id, at: event.at, since: event.at, data, volumeMl, volumeFrom });
  pumping.now = { ...pumping.now, catheter: tubeOf(volumeMl, content) };
  pumping.disturbances.forEach((disturbance, index) => {
    const { toMl, isOfTubing, endedAt } = disturbance;
    if (toMl > pumping.pumped && !isOfTubing && endedAt === undefined)
      pumping.disturbances[index] = { ...disturbance, toMl: pumping.pumped, endedAt: event.at };
  });
}

/** What stayed keeps what it held, counted from the end that stayed. */
function revise(pumping: Pumping, event: Acting<'CatheterRevised'>): void {
  const { catheter: old } = pumping.now;
  const before = pumping.catheters.at(-1);
  if (!old || !before) return;
  const { segment, segmentVolumeMl, catheter: data, filledWith } = event.data;
  const whole = data ? catheterVolume(data) : { volumeMl: old.volumeMl, volumeFrom: before.volumeFrom };
  pumping.catheters.push({
    ...whole,
    eventId: event.id,
    at: before.at,
    since: event.at,
    data: data ?? before.data,
  });
  const newMl = segment === 'connector' ? 0 : (segmentVolumeMl ?? 0);
  const isNewAtPump = segment === 'pump-end' && newMl > 0;
  const tube = revised(old, whole.volumeMl, {
    volumeMl: newMl,
    fluid: broughtBy(pumping, event.id, filledWith),
    isNewAtPump,
    grown: { kind: 'drug-free', origin: event.id },
  });
  pumping.now = { ...pumping.now, catheter: tube };
  if (segment !== 'connector' && segmentVolumeMl === undefined) disturb(pumping, event);
}

function draw(pumping: Pumping, event: ActingEvent, volumeMl: number | undefined): void {
  const { catheter } = pumping.now;
  if (!catheter) return;
  if (volumeMl === undefined) return disturb(pumping, event);
  pumping.now = {
    ...pumping.now,
    catheter: aspirate(catheter, volumeMl, { kind: 'drug-free', origin: event.id }),
  };
}

/** Pushed in through the port, at the pump end of the catheter: what it displaces leaves the tip at once. */
function pushThrough(pumping: Pumping, event: ActingEvent, volumeMl: number, fluid: Fluid): void {
  const { catheter } = pumping.now;
  if (!catheter) return;
  const { tube, out } = push(catheter, [{ volumeMl, fluid }]);
  pumping.now = { ...pumping.now, catheter: tube };
  if (out.length > 0) pumping.jumps.push({ at: event.at, eventId: event.id, slices: out });
}

export function giveThroughPort(pumping: Pumping, event: Acting<'BolusGiven'>): void {
  const { drug, doseMcg, volumeMl } = event.data;
  if (volumeMl === undefined || !pumping.now.catheter) return;
  const fluid: Fluid = {
    kind: 'drug',
    drug: canonicalDrug(drug),
    concentrationMcgPerMl: doseMcg / volumeMl,
  };
  pumping.knows(fluid);
  pushThrough(pumping, event, volumeMl, fluid);
}

function study(pumping: Pumping, event: Acting<'CatheterStudied'>): void {
  const { aspiratedVolumeMl, contrastVolumeMl } = event.data;
  if (aspiratedVolumeMl) draw(pumping, event, aspiratedVolumeMl);
  const { catheter } = pumping.now;
  if (!catheter) return;
  if (contrastVolumeMl === undefined) {
    if (methodsWithContrast.includes(event.data.method)) disturb(pumping, event);
    return;
  }
  pushThrough(pumping, event, contrastVolumeMl, { kind: 'drug-free', origin: event.id });
}

/** A volume was moved and nobody says how much: what leaves the tip is open until the path's volume has passed. */
export function disturb(pumping: Pumping, event: Pick<ActingEvent, 'id' | 'at'>, isOfTubing = false): void {
  const { tubing, catheter } = pumping.now;
  const pathMl =
    (tubing ? (tubing.volumeMl ?? Number.POSITIVE_INFINITY) : 0) +
    (catheter?.volumeMl ?? Number.POSITIVE_INFINITY);
  pumping.disturbances.push({
    eventId: event.id,
    at: event.at,
    fromMl: pumping.pumped,
    toMl: pumping.pumped + pathMl,
    isOfTubing,
  });
}
