import type { CodeOf } from '../faults/catalogue.js';
import type { Instant } from './envelope.js';

/** Why something cannot have happened. */
export interface Impossibility {
  readonly code: CodeOf<'refused'>;
  readonly pointer: string;
  readonly detail: string;
  /** The instant from which this reason alone no longer holds. */
  readonly until?: Instant;
}

export const noPump: Impossibility = {
  code: 'NO_PUMP_IN_PLACE',
  pointer: '/occurredAt',
  detail: 'no pump is in place at that instant; record its PumpImplanted first, or correct the date',
};

export const alreadyInPlace: Impossibility = {
  code: 'PUMP_ALREADY_IN_PLACE',
  pointer: '/occurredAt',
  detail: 'a pump is in place already; record its PumpExplanted before that instant first',
};

export const overfilled = (reservoirCapacityMl: number, pointer = '/data/filledVolumeMl'): Impossibility => ({
  code: 'RESERVOIR_OVERFILLED',
  pointer,
  detail: `the reservoir of this pump holds at most ${reservoirCapacityMl} mL`,
});

/** @param type of the event that stands in the way */
export const notTheOpening = (type: string, id: string): Impossibility => ({
  code: 'RECORDED_BEFORE_TAKE_OVER',
  pointer: '/occurredAt',
  detail: `${type} ${id} acts before it: a take-over is the opening balance, with nothing of this system before it`,
});

export const shownAfter = (pointer: string, until: Instant): Impossibility => ({
  code: 'SHOWN_AFTER_READING',
  pointer,
  detail: `must not be after the reading; ${new Date(until).toISOString()} is`,
  until,
});

export const nothingFilled = (pointer: string): Impossibility => ({
  code: 'NOTHING_FILLED',
  pointer,
  detail:
    'nothing was ever filled into this pump; record its ReservoirRefilled first (only `stopped` is possible)',
});

export const noProgram: Impossibility = {
  code: 'NO_PROGRAM',
  pointer: '/data/route',
  detail: 'the pump had no program since its implant; record its PumpReprogrammed first',
};

/** What a pump is busy with, and until when. */
export interface Busy {
  readonly with: 'startsWith' | 'pump bolus';
  readonly until: Instant;
}

export const stillRunning = ({ with: what, until }: Busy): Impossibility => ({
  code: what === 'startsWith' ? 'STARTS_WITH_RUNNING' : 'BOLUS_RUNNING',
  pointer: '/occurredAt',
  detail: `a ${what} runs until ${new Date(until).toISOString()}`,
  until,
});
