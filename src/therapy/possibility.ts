import type { Acting } from './acting-event.js';
import { NOT_OF_THE_SYSTEM, none } from './none.js';
import type { EventTypeName } from './events/index.js';
import { lastShown } from './last-shown.js';
import {
  type Busy,
  type Impossibility,
  alreadyInPlace,
  noProgram,
  noPump,
  notTheOpening,
  nothingFilled,
  overfilled,
  shownAfter,
  stillRunning,
} from './impossibility.js';

/** What decides whether a fact about the pump can have happened. */
export type PumpSituation =
  | { readonly kind: 'no-pump'; readonly first?: Other }
  | {
      readonly kind: 'in-place';
      readonly reservoirCapacityMl: number;
      readonly filled: boolean;
      readonly programmed: boolean;
      /** Until when a `startsWith` or a pump bolus runs. */
      readonly busy?: Busy;
      /** The therapy was said to have ended, and nothing opened it since. */
      readonly ended?: true | undefined;
      readonly first?: Other | undefined;
    };

/** The first event that moves something since the last explant or end, which a take-over cannot have before it. */
type Other = Pick<Acting<EventTypeName>, 'id' | 'type'>;

export const NO_PUMP: PumpSituation = { kind: 'no-pump' };
const MINUTE = 60_000;

interface OnPump<Name extends EventTypeName> {
  /** Undefined where it can have happened. */
  readonly impossible: (situation: PumpSituation, fact: Acting<Name>) => Impossibility | undefined;
  /** The situation after it, where it was possible. */
  readonly after: (situation: PumpSituation, fact: Acting<Name>) => PumpSituation;
}

const newPump = (reservoirCapacityMl: number): PumpSituation => ({
  kind: 'in-place',
  reservoirCapacityMl,
  filled: false,
  programmed: false,
});

const implant: OnPump<'PumpImplanted'> = {
  impossible: ({ kind }) => (kind === 'in-place' ? alreadyInPlace : undefined),
  after: (_, { data: { reservoirCapacityMl } }) => newPump(reservoirCapacityMl),
};

const replacement: OnPump<'PumpReplaced'> = {
  impossible: ({ kind }) => (kind === 'no-pump' ? noPump : undefined),
  after: (_, { data }) => newPump(data.pump.reservoirCapacityMl),
};

const takeOver: OnPump<'TherapyTakenOver'> = {
  impossible(situation, { data: { pump, reservoir } }) {
    if (situation.kind === 'in-place' && !situation.ended) return alreadyInPlace;
    if (situation.first) return notTheOpening(situation.first.type, situation.first.id);
    return reservoir.volumeMl > pump.reservoirCapacityMl
      ? overfilled(pump.reservoirCapacityMl, '/data/reservoir/volumeMl')
      : undefined;
  },
  after: (_, { data }) => ({ ...newPump(data.pump.reservoirCapacityMl), filled: true, programmed: true }),
};

const end: OnPump<'TherapyEnded'> = {
  impossible: () => undefined,
  after: (situation) =>
    situation.kind === 'no-pump' ? NO_PUMP : { ...situation, ended: true, first: undefined },
};

const emptied: OnPump<'ReservoirEmptied'> = {
  impossible: ({ kind }) => (kind === 'no-pump' ? noPump : undefined),
  after: (situation) => situation,
};

const explant: OnPump<'PumpExplanted'> = { impossible: () => undefined, after: () => NO_PUMP };

/** It is always possible; where it changes what the path holds, a take-over cannot have it before it. */
const onPath = <Name extends EventTypeName>(moves: (fact: Acting<Name>) => boolean): OnPump<Name> => ({
  impossible: () => undefined,
  after: (situation, fact) =>
    situation.first || !moves(fact) ? situation : { ...situation, first: { id: fact.id, type: fact.type } },
});
const always = () => true;
const throughPort = onPath<'BolusGiven'>(({ data }) => data.route === 'catheter-port');

const fill: OnPump<'ReservoirRefilled' | 'DrugSwitched'> = {
  impossible(situation, { data }) {
    if (situation.kind === 'no-pump') return noPump;
    const { reservoirCapacityMl } = situation;
    return data.filledVolumeMl > reservoirCapacityMl ? overfilled(reservoirCapacityMl) : undefined;
  },
  after: (situation) =>
    situation.kind === 'no-pump' || (situation.filled && !situation.ended)
      ? situation
      : { ...situation, filled: true, ended: undefined },
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
    const ended = data.program.mode === 'stopped' ? situation.ended : undefined;
    return { ...situation, programmed: true, busy, ended };
  },
};

const bolus: OnPump<'BolusTestPerformed' | 'BolusGiven'> = {
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
    return { ...situation, busy: { with: 'pump bolus', until }, ended: undefined };
  },
};

/** What it shows was before it, also where its own date is an interval. */
const reading: OnPump<'PumpInterrogated'> = {
  impossible(_, { at, data: { shows } }) {
    if (!shows) return undefined;
    const last = lastShown(shows);
    return last && last.at > at ? shownAfter(`/data/shows/${last.member}`, last.at) : undefined;
  },
  after: (situation) => situation,
};

/** Does what is possible depend on it, or change by it? What does not is always possible. */
const ON_PUMP: { readonly [Name in EventTypeName]: OnPump<Name> | undefined } = {
  PumpImplanted: implant,
  PumpReplaced: replacement,
  TherapyTakenOver: takeOver,
  TherapyEnded: end,
  PumpExplanted: explant,
  ReservoirRefilled: fill,
  DrugSwitched: fill,
  PumpReprogrammed: program,
  BolusTestPerformed: bolus,
  BolusGiven: {
    impossible: bolus.impossible,
    after: (situation, fact) => throughPort.after(bolus.after(situation, fact), fact),
  },
  ReservoirEmptied: emptied,
  PumpInterrogated: reading,
  CatheterImplanted: onPath(always),
  CatheterReplaced: onPath(always),
  CatheterRevised: onPath(always),
  CatheterStudied: onPath(
    ({ data }) =>
      !!data.aspiratedVolumeMl || !!data.contrastVolumeMl || data.method === 'contrast-myelography',
  ),
  CatheterAspirated: onPath(({ data }) => data.success),

  ReservoirVolumeChecked: none,
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
