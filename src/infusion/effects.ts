import type { Acting, ActingEvent } from '../therapy/acting-event.js';
import type { CatheterInPlace } from './delivery.js';
import { catheterModel, pumpModel } from './devices.js';
import type { Drug, Fluid } from './fluid.js';
import { aspirate, push, tubeOf } from './fluid-path.js';
import { programInForce } from './program.js';
import type { Pumping } from './pumping.js';
import { MINUTE_MS, steady } from './schedule.js';

/** The alarm volume that a pump is given when nobody says otherwise, mL (contract). */
const DEFAULT_ALARM_ML = 2;

const methodsWithContrast: readonly string[] = ['contrast-myelography'];

/** Facts that change what is pumped or what is in the path. */
export function actsOnDelivery(event: ActingEvent): boolean {
  switch (event.type) {
    case 'PumpImplanted':
    case 'PumpExplanted':
    case 'CatheterImplanted':
    case 'CatheterReplaced':
    case 'ReservoirRefilled':
    case 'DrugSwitched':
    case 'PumpReprogrammed':
    case 'MotorStallDetected':
    case 'MotorStallRecovered':
      return true;
    case 'BolusTestPerformed':
      return event.data.route === 'pump';
    case 'CatheterAspirated':
      return event.data.success;
    case 'CatheterStudied':
      return movesFluid(event);
    default:
      return false;
  }
}

const movesFluid = ({ data }: Acting<'CatheterStudied'>): boolean =>
  !!data.aspiratedVolumeMl ||
  data.contrastVolumeMl !== undefined ||
  methodsWithContrast.includes(data.method);

/** Pumps until an event and lets it act. Events come in the order in which they act. */
export function applyEvent(pumping: Pumping, event: ActingEvent): void {
  if (!actsOnDelivery(event)) return;
  pumping.advance(event.at);
  pumping.act(event, () => act(pumping, event));
}

function act(pumping: Pumping, event: ActingEvent): void {
  const { now } = pumping;
  switch (event.type) {
    case 'PumpImplanted': {
      const model = pumpModel(event.data.model);
      const tubingVolumeMl = event.data.tubingVolumeMl ?? model?.tubingVolumeMl.value;
      pumping.now = {
        pump: {
          eventId: event.id,
          at: event.at,
          data: event.data,
          tubingVolumeMl,
          minimumRateMlPerDay: model?.minimumRateMlPerDay.value,
        },
        tubing: tubeOf(tubingVolumeMl, { kind: 'drug-free', origin: event.id }),
        catheter: now.catheter,
      };
      return;
    }
    case 'PumpExplanted':
      pumping.now = { explantedBy: event.id, catheter: now.catheter };
      return;
    case 'CatheterImplanted':
      return replaceCatheter(pumping, event, event.data);
    case 'CatheterReplaced':
      return replaceCatheter(pumping, event, event.data.catheter);
    case 'ReservoirRefilled': {
      const { drug, concentrationMcgPerMl, filledVolumeMl, alarmVolumeMl } = event.data;
      return fill(
        pumping,
        event,
        { kind: 'drug', drug, concentrationMcgPerMl },
        filledVolumeMl,
        alarmVolumeMl,
      );
    }
    case 'DrugSwitched':
      return fill(
        pumping,
        event,
        {
          kind: 'drug',
          drug: event.data.to.drug,
          concentrationMcgPerMl: event.data.to.concentrationMcgPerMl,
        },
        event.data.filledVolumeMl,
      );
    case 'PumpReprogrammed':
      pumping.now = {
        ...now,
        bolus: undefined,
        program: programInForce({
          eventId: event.id,
          program: event.data.program,
          at: event.at,
          utcOffsetMinutes: event.utcOffsetMinutes,
          reservoirMcgPerMl: now.fill?.fluid.concentrationMcgPerMl,
          minimumRateMlPerDay: now.pump?.minimumRateMlPerDay,
        }),
      };
      return;
    case 'BolusTestPerformed':
      return bolus(pumping, event);
    case 'MotorStallDetected':
      pumping.now = { ...now, stalledBy: now.pump && event.id };
      return;
    case 'MotorStallRecovered':
      pumping.now = { ...now, stalledBy: undefined };
      return;
    case 'CatheterAspirated':
      return aspirateCatheter(pumping, event, event.data.volumeMl);
    case 'CatheterStudied':
      return study(pumping, event);
    default:
      return;
  }
}

function fill(
  pumping: Pumping,
  event: ActingEvent,
  fluid: Drug,
  filledVolumeMl: number,
  alarmVolumeMl?: number,
): void {
  pumping.drugs.add(fluid.drug);
  pumping.now = {
    ...pumping.now,
    fill: {
      eventId: event.id,
      at: event.at,
      fluid,
      filledVolumeMl,
      alarmVolumeMl: alarmVolumeMl ?? DEFAULT_ALARM_ML,
      pumpedMl: pumping.pumped,
    },
  };
}

function bolus(pumping: Pumping, event: Acting<'BolusTestPerformed'>): void {
  const { now } = pumping;
  const { doseMcg = 0, durationMinutes = 0 } = event.data;
  const concentration = now.program?.concentrationMcgPerMl ?? now.fill?.fluid.concentrationMcgPerMl;
  if (!concentration || durationMinutes <= 0) return;
  const durationMs = durationMinutes * MINUTE_MS;
  pumping.now = {
    ...now,
    bolus: { until: event.at + durationMs, schedule: steady(event.at, doseMcg / concentration / durationMs) },
  };
}

/** The volume by the record, else by the model's volume per centimetre and the implanted, else the full length. */
function catheterVolume(data: CatheterInPlace['data']): Pick<CatheterInPlace, 'volumeMl' | 'volumeFrom'> {
  if (data.volumeMl !== undefined) return { volumeMl: data.volumeMl, volumeFrom: 'recorded' };
  const model = catheterModel(data.model);
  if (!model) return { volumeMl: undefined, volumeFrom: 'unknown' };
  const perCm = model.volumePerCmMl.value;
  if (data.implantedLengthCm !== undefined)
    return { volumeMl: data.implantedLengthCm * perCm, volumeFrom: 'implanted-length' };
  return model.fullLengthCm
    ? { volumeMl: model.fullLengthCm.value * perCm, volumeFrom: 'full-length' }
    : { volumeMl: undefined, volumeFrom: 'unknown' };
}

function replaceCatheter(pumping: Pumping, event: ActingEvent, data: CatheterInPlace['data']): void {
  const { volumeMl, volumeFrom } = catheterVolume(data);
  pumping.catheters.push({ eventId: event.id, at: event.at, data, volumeMl, volumeFrom });
  pumping.now = { ...pumping.now, catheter: tubeOf(volumeMl, { kind: 'drug-free', origin: event.id }) };
  const last = pumping.disturbances.at(-1);
  if (last && last.toMl > pumping.pumped)
    pumping.disturbances[pumping.disturbances.length - 1] = { ...last, toMl: pumping.pumped };
}

function aspirateCatheter(pumping: Pumping, event: ActingEvent, volumeMl: number | undefined): void {
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
  if (aspiratedVolumeMl) aspirateCatheter(pumping, event, aspiratedVolumeMl);
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
