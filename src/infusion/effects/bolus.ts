import type { Effect } from './effect.js';
import { giveThroughPort } from './catheter.js';
import { giveByPump } from './program.js';

/** By other routes it touches neither pump nor path. */
export const bolusGiven: Effect<'BolusGiven'> = {
  when: ({ data }) => data.route === 'pump' || data.route === 'catheter-port',
  act: (pumping, event) =>
    event.data.route === 'pump' ? giveByPump(pumping, event.at, event.data) : giveThroughPort(pumping, event),
};
