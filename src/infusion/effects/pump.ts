import { pumpModel } from '../devices.js';
import { tubeOf } from '../fluid-path.js';
import type { Effect } from './effect.js';

export const pumpImplanted: Effect<'PumpImplanted'> = {
  act(pumping, { id, at, data }) {
    const model = pumpModel(data.model);
    const tubingVolumeMl = data.tubingVolumeMl ?? model?.tubingVolumeMl?.value;
    const minimumRateMlPerDay = model?.minimumRateMlPerDay?.value;
    pumping.now = {
      pump: { eventId: id, at, data, tubingVolumeMl, minimumRateMlPerDay },
      tubing: tubeOf(tubingVolumeMl, { kind: 'drug-free', origin: id }),
      catheter: pumping.now.catheter,
    };
  },
};

export const pumpExplanted: Effect<'PumpExplanted'> = {
  act(pumping, { id }) {
    pumping.now = { explantedBy: id, catheter: pumping.now.catheter };
  },
};

export const motorStalled: Effect<'MotorStallDetected'> = {
  act(pumping, { id }) {
    const { now } = pumping;
    pumping.now = { ...now, stalledBy: now.pump && id };
  },
};

export const motorRecovered: Effect<'MotorStallRecovered'> = {
  act(pumping) {
    pumping.now = { ...pumping.now, stalledBy: undefined };
  },
};
