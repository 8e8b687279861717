import { programInForce } from '../program.js';
import { MINUTE_MS, steady } from '../schedule.js';
import type { Effect } from './effect.js';

export const pumpReprogrammed: Effect<'PumpReprogrammed'> = {
  act(pumping, { id, at, utcOffsetMinutes, data: { program } }) {
    const { now } = pumping;
    pumping.now = {
      ...now,
      bolus: undefined,
      program: programInForce({
        eventId: id,
        program,
        at,
        utcOffsetMinutes,
        reservoirMcgPerMl: now.fill?.fluid.concentrationMcgPerMl,
        minimumRateMlPerDay: now.pump?.minimumRateMlPerDay,
      }),
    };
  },
};

export const pumpBolus: Effect<'BolusTestPerformed'> = {
  when: ({ data }) => data.route === 'pump',
  act(pumping, { at, data: { doseMcg = 0, durationMinutes = 0 } }) {
    const { now } = pumping;
    const concentration = now.program?.concentrationMcgPerMl ?? now.fill?.fluid.concentrationMcgPerMl;
    if (!concentration || durationMinutes <= 0) return;
    const durationMs = durationMinutes * MINUTE_MS;
    pumping.now = {
      ...now,
      bolus: { until: at + durationMs, schedule: steady(at, doseMcg / concentration / durationMs) },
    };
  },
};
