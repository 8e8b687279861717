import type { Acting } from './acting-event.js';
import { NOT_OF_THE_SYSTEM, none } from './none.js';
import type { EventTypeName } from './events/index.js';
import {
  type Busy,
  type Impossibility,
  alreadyInPlace,
  noProgram,
  noPump,
  nothingFilled,
  overfilled,
  stillRunning,
} from './impossibility.js';

/** What decides whether a fact about the pump can have happened. */
export type PumpSituation =
  | { readonly kind: 'no-pump' }
  | {
      readonly kind: 'in-place';
      readonly reservoirCapacityMl: number;
      readonly filled: boolean;
      readonly programmed: boolean;
      /** Until when a `startsWith` or a pump bolus runs. */
      readonly busy?: Busy;
    };

export const NO_PUMP: PumpSituation = { kind: 'no-pump' };
const MINUTE = 60_000;

interface OnPump<Name extends EventTypeName> {
  /** Undefined where it can have happened. */
  readonly impossible: (situation: PumpSituation, fact: Acting<Name>) => Impossibility | undefined;
  /** The situation after it, where it was possible. */
  readonly after: (situation: PumpSituation, fact: Acting<Name>) => PumpSituation;
}

const implant: OnPump<'PumpImplanted'> = {
  impossible: ({ kind }) => (kind === 'in-place' ? alreadyInPlace : undefined),
  after: (_, { data: { reservoirCapacityMl } }) => ({
    kind: 'in-place',
    reservoirCapacityMl,
    filled: false,
    programmed: false,
  }),
};

const explant: OnPump<'PumpExplanted'> = { impossible: () => undefined, after: () => NO_PUMP };

const fill: OnPump<'ReservoirRefilled' | 'DrugSwitched'> = {
  impossible(situation, { data }) {
    if (situation.kind === 'no-pump') return noPump;
    const { reservoirCapacityMl } = situation;
    return data.filledVolumeMl > reservoirCapacityMl ? overfilled(reservoirCapacityMl) : undefined;
  },
  after: (situation) =>
    situation.kind === 'no-pump' || situation.filled ? situation : { ...situation, filled: true },
};

const program: OnPump<'PumpReprogrammed'> = {
  impossible(situation, { data }) {
    if (situation.kind === 'no-pump') return noPump;
    return data.program.mode !== 'stopped' && !situation.filled
      ? nothingFilled('/data/program/mode')
      : undefined;
  },
  after(situation, { at, data }) {
    if (situation.kind === 'no-pump') return situation;
    const { startsWith } = data.program;
    const busy = startsWith && {
      with: 'startsWith' as const,
      until: at + startsWith.durationMinutes * MINUTE,
    };
    return { ...situation, programmed: true, busy };
  },
};

const bolus: OnPump<'BolusTestPerformed'> = {
  impossible(situation, { at, data }) {
    if (data.route !== 'pump') return undefined;
    if (situation.kind === 'no-pump') return noPump;
    if (!situation.filled) return nothingFilled('/data/route');
    if (!situation.programmed) return noProgram;
    const { busy } = situation;
    return !busy || at >= busy.until ? undefined : stillRunning(busy);
  },
  after(situation, { at, data }) {
    if (situation.kind === 'no-pump' || data.route !== 'pump') return situation;
    const until = at + (data.durationMinutes ?? 0) * MINUTE;
    return { ...situation, busy: { with: 'pump bolus', until } };
  },
};

/** Does what is possible depend on it, or change by it? What does not is always possible. */
const ON_PUMP: { readonly [Name in EventTypeName]: OnPump<Name> | undefined } = {
  PumpImplanted: implant,
  PumpExplanted: explant,
  ReservoirRefilled: fill,
  DrugSwitched: fill,
  PumpReprogrammed: program,
  BolusTestPerformed: bolus,

  CatheterImplanted: none,
  CatheterReplaced: none,
  CatheterStudied: none,
  CatheterAspirated: none,
  ReservoirVolumeChecked: none,
  PumpInterrogated: none,
  PumpAlarmRaised: none,
  MotorStallDetected: none,
  MotorStallRecovered: none,
  ...NOT_OF_THE_SYSTEM,
};

/** Whether a type is one of those on which what is possible depends. */
export const actsOnPump = (type: EventTypeName): boolean => ON_PUMP[type] !== none;

/** Why a fact cannot have happened at its instant; undefined where it can. Unwise is possible. */
export function impossibility<Name extends EventTypeName>(
  situation: PumpSituation,
  fact: Acting<Name>,
): Impossibility | undefined {
  const onPump: OnPump<Name> | undefined = ON_PUMP[fact.type];
  return onPump?.impossible(situation, fact);
}

/** The situation after a fact that was possible. */
export function after<Name extends EventTypeName>(
  situation: PumpSituation,
  fact: Acting<Name>,
): PumpSituation {
  const onPump: OnPump<Name> | undefined = ON_PUMP[fact.type];
  return onPump ? onPump.after(situation, fact) : situation;
}
