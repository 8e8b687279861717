import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { CatheterInPlace } from '../delivery.js';
import { catheterModel } from '../devices.js';
import type { Fluid } from '../fluid.js';
import { aspirate, push, tubeOf } from '../fluid-path.js';
import type { Pumping } from '../pumping.js';
import type { Effect } from './effect.js';

const methodsWithContrast: readonly string[] = ['contrast-myelography'];

export const catheterImplanted: Effect<'CatheterImplanted'> = {
  act: (pumping, event) => putIn(pumping, event, event.data),
};

export const catheterReplaced: Effect<'CatheterReplaced'> = {
  act: (pumping, event) => putIn(pumping, event, event.data.catheter),
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
function catheterVolume(data: CatheterInPlace['data']): Pick<CatheterInPlace, 'volumeMl' | 'volumeFrom'> {
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

function putIn(pumping: Pumping, event: ActingEvent, data: CatheterInPlace['data']): void {
  const { volumeMl, volumeFrom } = catheterVolume(data);
  pumping.catheters.push({ eventId: event.id, at: event.at, data, volumeMl, volumeFrom });
  pumping.now = { ...pumping.now, catheter: tubeOf(volumeMl, { kind: 'drug-free', origin: event.id }) };
  const last = pumping.disturbances.at(-1);
  if (last && last.toMl > pumping.pumped)
    pumping.disturbances[pumping.disturbances.length - 1] = { ...last, toMl: pumping.pumped };
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

function study(pumping: Pumping, event: Acting<'CatheterStudied'>): void {
  const { aspiratedVolumeMl, contrastVolumeMl } = event.data;
  if (aspiratedVolumeMl) draw(pumping, event, aspiratedVolumeMl);
  const { catheter } = pumping.now;
  if (!catheter) return;
  if (contrastVolumeMl === undefined) {
    if (methodsWithContrast.includes(event.data.method)) disturb(pumping, event);
    return;
  }
  const contrast: Fluid = { kind: 'drug-free', origin: event.id };
  const { tube, out } = push(catheter, [{ volumeMl: contrastVolumeMl, fluid: contrast }]);
  pumping.now = { ...pumping.now, catheter: tube };
  if (out.length > 0) pumping.jumps.push({ at: event.at, eventId: event.id, slices: out });
}

/** A volume was moved and nobody says how much: what leaves the tip is open until the path's volume has passed. */
function disturb(pumping: Pumping, event: ActingEvent): void {
  const { tubing, catheter } = pumping.now;
  const pathMl =
    (tubing ? (tubing.volumeMl ?? Number.POSITIVE_INFINITY) : 0) +
    (catheter?.volumeMl ?? Number.POSITIVE_INFINITY);
  pumping.disturbances.push({
    eventId: event.id,
    at: event.at,
    fromMl: pumping.pumped,
    toMl: pumping.pumped + pathMl,
  });
}
