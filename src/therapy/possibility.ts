import type { CodeOf } from '../faults/catalogue.js';
import type { ActingEvent } from './acting-event.js';
import type { Instant } from './envelope.js';

/** What decides whether a fact about the pump can have happened. */
export type PumpSituation =
  | { readonly kind: 'no-pump' }
  | {
      readonly kind: 'in-place';
      readonly reservoirCapacityMl: number;
      readonly filled: boolean;
      readonly programmed: boolean;
      /** Until when a `startsWith` or a pump bolus runs. */
      readonly busy?: { readonly with: 'startsWith' | 'pump bolus'; readonly until: Instant };
    };

export interface Impossibility {
  readonly code: CodeOf<'refused'>;
  readonly pointer: string;
  readonly detail: string;
  /** The instant from which this reason alone no longer holds. */
  readonly until?: Instant;
}

export const NO_PUMP: PumpSituation = { kind: 'no-pump' };
const MINUTE = 60_000;

const noPump: Impossibility = {
  code: 'NO_PUMP_IN_PLACE',
  pointer: '/occurredAt',
  detail: 'no pump is in place at that instant; record its PumpImplanted first, or correct the date',
};

/** Facts that depend on, or change, what is possible; all others are always possible. */
export const actsOnPump = (type: ActingEvent['type']): boolean =>
  type === 'PumpImplanted' ||
  type === 'PumpExplanted' ||
  type === 'ReservoirRefilled' ||
  type === 'DrugSwitched' ||
  type === 'PumpReprogrammed' ||
  type === 'BolusTestPerformed';

/** Why a fact cannot have happened at its instant; undefined where it can. Unwise is possible. */
export function impossibility(situation: PumpSituation, fact: ActingEvent): Impossibility | undefined {
  switch (fact.type) {
    case 'PumpImplanted':
      return situation.kind === 'in-place'
        ? {
            code: 'PUMP_ALREADY_IN_PLACE',
            pointer: '/occurredAt',
            detail: 'a pump is in place already; record its PumpExplanted before that instant first',
          }
        : undefined;
    case 'ReservoirRefilled':
    case 'DrugSwitched':
      if (situation.kind === 'no-pump') return noPump;
      return fact.data.filledVolumeMl > situation.reservoirCapacityMl
        ? {
            code: 'RESERVOIR_OVERFILLED',
            pointer: '/data/filledVolumeMl',
            detail: `the reservoir of this pump holds at most ${situation.reservoirCapacityMl} mL`,
          }
        : undefined;
    case 'PumpReprogrammed':
      if (situation.kind === 'no-pump') return noPump;
      return fact.data.program.mode !== 'stopped' && !situation.filled
        ? nothingFilled('/data/program/mode')
        : undefined;
    case 'BolusTestPerformed':
      return fact.data.route === 'pump' ? bolusImpossibility(situation, fact.at) : undefined;
    default:
      return undefined;
  }
}

const nothingFilled = (pointer: string): Impossibility => ({
  code: 'NOTHING_FILLED',
  pointer,
  detail:
    'nothing was ever filled into this pump; record its ReservoirRefilled first (only `stopped` is possible)',
});

function bolusImpossibility(situation: PumpSituation, at: Instant): Impossibility | undefined {
  if (situation.kind === 'no-pump') return noPump;
  if (!situation.filled) return nothingFilled('/data/route');
  if (!situation.programmed)
    return {
      code: 'NO_PROGRAM',
      pointer: '/data/route',
      detail: 'the pump had no program since its implant; record its PumpReprogrammed first',
    };
  const { busy } = situation;
  if (!busy || at >= busy.until) return undefined;
  return {
    code: busy.with === 'startsWith' ? 'STARTS_WITH_RUNNING' : 'BOLUS_RUNNING',
    pointer: '/occurredAt',
    detail: `a ${busy.with} runs until ${new Date(busy.until).toISOString()}`,
    until: busy.until,
  };
}

/** The situation after a fact that was possible. */
export function after(situation: PumpSituation, fact: ActingEvent): PumpSituation {
  switch (fact.type) {
    case 'PumpImplanted':
      return {
        kind: 'in-place',
        reservoirCapacityMl: fact.data.reservoirCapacityMl,
        filled: false,
        programmed: false,
      };
    case 'PumpExplanted':
      return NO_PUMP;
    case 'ReservoirRefilled':
    case 'DrugSwitched':
      return situation.kind === 'no-pump' || situation.filled ? situation : { ...situation, filled: true };
    case 'PumpReprogrammed': {
      if (situation.kind === 'no-pump') return situation;
      const { startsWith } = fact.data.program;
      const busy = startsWith && {
        with: 'startsWith' as const,
        until: fact.at + startsWith.durationMinutes * MINUTE,
      };
      return { ...situation, programmed: true, busy };
    }
    case 'BolusTestPerformed':
      if (situation.kind === 'no-pump' || fact.data.route !== 'pump') return situation;
      return {
        ...situation,
        busy: { with: 'pump bolus', until: fact.at + (fact.data.durationMinutes ?? 0) * MINUTE },
      };
    default:
      return situation;
  }
}
