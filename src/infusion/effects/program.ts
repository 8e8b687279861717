import type { EventId, Instant } from '../../therapy/envelope.js';
import { type Program, programInForce } from '../program.js';
import type { Now, Pumping } from '../pumping.js';
import { MINUTE_MS, steady } from '../schedule.js';
import type { Effect } from './effect.js';

/** What the reservoir holds of the drug that it is programmed by, else what the program before was told, mcg/mL. */
export const defaultMcgPerMl = ({ fill, program }: Now): number | undefined =>
  fill?.fluid.kind === 'drug' ? fill.fluid.concentrationMcgPerMl : program?.concentrationMcgPerMl;

export const pumpReprogrammed: Effect<'PumpReprogrammed'> = {
  act(pumping, { id, at, utcOffsetMinutes, data: { program } }) {
    setProgram(pumping, { id, at, utcOffsetMinutes }, program);
    pumping.now = { ...pumping.now, flowSeenAt: at };
  },
};

/** The program from now on, in place of the one before and of a bolus that runs. */
export function setProgram(
  pumping: Pumping,
  {
    id,
    at,
    utcOffsetMinutes,
  }: { readonly id: EventId; readonly at: Instant; readonly utcOffsetMinutes: number },
  program: Program,
): void {
  const { now } = pumping;
  pumping.now = {
    ...now,
    bolus: undefined,
    program: programInForce({
      eventId: id,
      program,
      at,
      utcOffsetMinutes,
      defaultMcgPerMl: defaultMcgPerMl(now),
      minimumRateMlPerDay: now.pump?.minimumRateMlPerDay,
    }),
  };
  pumping.answered('memory-reset');
}

interface GivenByPump {
  readonly route: string;
  readonly doseMcg?: number;
  readonly durationMinutes?: number;
}

export const pumpBolus: Effect<'BolusTestPerformed'> = {
  when: ({ data }) => data.route === 'pump',
  act: (pumping, { at, data }) => giveByPump(pumping, at, data),
};

/** A bolus of what is programmed, whatever it was said to be of. */
export function giveByPump(
  pumping: Pumping,
  at: Instant,
  { doseMcg = 0, durationMinutes = 0 }: GivenByPump,
): void {
  const { now } = pumping;
  const concentration = now.program?.concentrationMcgPerMl ?? defaultMcgPerMl(now);
  if (!concentration || durationMinutes <= 0) return;
  const durationMs = durationMinutes * MINUTE_MS;
  pumping.now = {
    ...now,
    bolus: { until: at + durationMs, schedule: steady(at, doseMcg / concentration / durationMs) },
  };
}
