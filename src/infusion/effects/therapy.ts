import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventData } from '../../therapy/events/index.js';
import { NOT_RECORDED } from '../delivery.js';
import { fluidOf } from '../fluid.js';
import { tubeOf } from '../fluid-path.js';
import { disturb, putIn } from './catheter.js';
import type { Effect } from './effect.js';
import { setProgram } from './program.js';
import { putPump, takeOut } from './pump.js';
import { fill } from './reservoir.js';

/** A pump that runs: its implant, its catheter, its fill and its program at one instant, the path full. */
export const therapyTakenOver: Effect<'TherapyTakenOver'> = {
  closes: () => ({}),
  act(pumping, event) {
    const { pump, catheter, reservoir, program, path } = event.data;
    const fluid = fluidOf(reservoir, event.id);
    takeOut(pumping);
    putPump(pumping, event, pump, fluid);
    const onRecord = pumping.now.catheter;
    if (catheter || !onRecord) putIn(pumping, event, catheter ?? { model: NOT_RECORDED }, fluid);
    else pumping.now = { ...pumping.now, catheter: tubeOf(onRecord.volumeMl, fluid) };
    const { volumeMl, alarmVolumeMl } = reservoir;
    fill(pumping, event, { fluid, filledVolumeMl: volumeMl, alarmVolumeMl });
    setProgram(pumping, event, program);
    if (path === 'unknown') disturb(pumping, event, true);
  },
};

const END_OF_DELIVERY: readonly EventData<'TherapyEnded'>['reason'][] = ['death', 'explanted', 'transferred'];

/** Whether nothing flows after an event, in any answer; else the therapy may go on. */
export const endsDelivery = ({ type, data }: ActingEvent): boolean =>
  type === 'TherapyEnded' && END_OF_DELIVERY.includes(data.reason);

export const therapyEnded: Effect<'TherapyEnded'> = {
  when: endsDelivery,
  closes: () => ({}),
  act(pumping, { id }) {
    pumping.now = { ...pumping.now, endedBy: id };
  },
};
