import type { Acting } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { EventData } from '../../therapy/events/index.js';
import { pumpModel } from '../devices.js';
import { tubeOf } from '../fluid-path.js';
import type { Fluid } from '../fluid.js';
import type { Pumping } from '../pumping.js';
import type { Effect } from './effect.js';
import { broughtBy } from './filled-with.js';

const found = ({ data: { aspiratedVolumeMl } }: Acting<'PumpExplanted' | 'PumpReplaced'>) => ({
  foundMl: aspiratedVolumeMl,
});

export const pumpImplanted: Effect<'PumpImplanted'> = {
  closes: () => ({}),
  act(pumping, { id, at, data }) {
    takeOut(pumping);
    putPump(pumping, { id, at }, data, broughtBy(pumping, id, data.filledWith));
  },
};

export const pumpReplaced: Effect<'PumpReplaced'> = {
  closes: found,
  act(pumping, { id, at, data: { pump } }) {
    takeOut(pumping);
    putPump(pumping, { id, at }, pump, broughtBy(pumping, id, pump.filledWith));
  },
};

export const pumpExplanted: Effect<'PumpExplanted'> = {
  closes: found,
  act: (pumping, { id }) => takeOut(pumping, id),
};

/** The pump leaves with its reservoir and tubing. */
export function takeOut(pumping: Pumping, explantedBy?: EventId): void {
  const { catheter, patient } = pumping.now;
  pumping.now = { explantedBy, catheter, patient };
}

/** A pump is in place, empty and without a program. */
export function putPump(
  pumping: Pumping,
  { id, at }: { readonly id: EventId; readonly at: Instant },
  data: EventData<'PumpImplanted'>,
  content: Fluid,
): void {
  const model = pumpModel(data.model);
  const tubingVolumeMl = data.tubingVolumeMl ?? model?.tubingVolumeMl?.value;
  const minimumRateMlPerDay = model?.minimumRateMlPerDay?.value;
  pumping.now = {
    ...pumping.now,
    explantedBy: undefined,
    flowSeenAt: at,
    pump: { eventId: id, at, data, tubingVolumeMl, minimumRateMlPerDay },
    tubing: tubeOf(tubingVolumeMl, content),
  };
}

export const motorStalled: Effect<'MotorStallDetected'> = {
  act: (pumping, { id }) => stall(pumping, id),
};

export const motorRecovered: Effect<'MotorStallRecovered'> = { act: recover };

export function stall(pumping: Pumping, by: EventId): void {
  if (pumping.now.pump && !pumping.isRefuted(by, 'motor-stall')) pumping.reported(by, 'motor-stall');
}

export function recover(pumping: Pumping): void {
  pumping.answered('motor-stall');
}
