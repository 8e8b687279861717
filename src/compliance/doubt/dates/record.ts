import { actsOnDelivery } from '../../../infusion/effects.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { EventId } from '../../../therapy/envelope.js';
import type { Placed } from '../../../therapy/placement.js';
import { actsOnPump } from '../../../therapy/possibility.js';
import type { AuditTime } from '../../audit-time.js';
import { statesCatheterCondition } from '../catheter-condition.js';
import { type OneDate, datesOf, isOfOneDate, isUncertain } from './stated.js';

/** What of a record decides how it went, and how its dates are tied together. */
export interface DatedRecord {
  /** All facts, in order of revision. */
  readonly facts: readonly ActingEvent[];
  readonly byId: ReadonlyMap<EventId, ActingEvent>;
  /** Those of uncertain date that end what is known of a volume. */
  readonly closing: readonly ActingEvent[];
  /** Those that act on pump or delivery, in the order in which they act; what cannot act stands at its first instant. */
  readonly moving: readonly ActingEvent[];
  /** Those that say something of the catheter, in that order. */
  readonly ofCatheter: readonly ActingEvent[];
  /** The dates that are intervals, of all that decides something in an audit. */
  readonly dates: readonly OneDate[];
  readonly impossible: ReadonlySet<EventId>;
  /** By place in `moving`: the latest instant of it and all before it. */
  readonly latestUpTo: readonly number[];
  /** By place in `moving`: the earliest instant of it and all after it. */
  readonly earliestFrom: readonly number[];
}

/** A bolus beside the pump moves nothing in it. */
const movesSomething = (fact: ActingEvent): boolean =>
  actsOnDelivery(fact) ||
  (actsOnPump(fact.type) &&
    !(
      (fact.type === 'BolusTestPerformed' || fact.type === 'BolusGiven') &&
      fact.data.route !== 'pump' &&
      fact.data.route !== 'catheter-port'
    ));

const CLOSES: readonly ActingEvent['type'][] = [
  'ReservoirRefilled',
  'DrugSwitched',
  'ReservoirEmptied',
  'PumpExplanted',
  'PumpReplaced',
  'ReservoirVolumeChecked',
];

const DECIDES_NOTHING: readonly ActingEvent['type'][] = [
  'TherapyRegistered',
  'SpasticityAssessed',
  'OutcomeAssessed',
  'OralMedicationChanged',
];

const mayDecide = ({ type }: ActingEvent): boolean => !DECIDES_NOTHING.includes(type);

export function datedRecord(facts: readonly ActingEvent[], placed: Placed, time: AuditTime): DatedRecord {
  const impossible = placed.impossible.map(({ event }) => event);
  const all =
    impossible.length === 0
      ? placed.acting
      : [...placed.acting, ...impossible].sort((a, b) => a.at - b.at || a.revision - b.revision);
  const moving = all.filter(movesSomething);
  const ofCatheter = all.filter(({ type }) => statesCatheterCondition(type));
  const latestUpTo: number[] = [];
  for (const { latest } of moving)
    latestUpTo.push(Math.max(latest, latestUpTo.at(-1) ?? Number.NEGATIVE_INFINITY));
  const earliestFrom: number[] = Array.from({ length: moving.length });
  for (let index = moving.length - 1; index >= 0; index -= 1)
    earliestFrom[index] = Math.min(
      moving[index]!.earliest,
      earliestFrom[index + 1] ?? Number.POSITIVE_INFINITY,
    );
  return {
    facts,
    byId: new Map(facts.map((fact) => [fact.id, fact])),
    closing: moving.filter((fact) => isUncertain(fact) && CLOSES.includes(fact.type)),
    moving,
    ofCatheter,
    dates: datesOf(all.filter((fact) => mayDecide(fact) && time.hasCome(fact.earliest))),
    impossible: new Set(impossible.map(({ id }) => id)),
    latestUpTo,
    earliestFrom,
  };
}

/** Whether one that acts before another does so in every choice. */
export const isSurelyBefore = (a: ActingEvent, b: ActingEvent): boolean =>
  a.latest < b.earliest ||
  (!isUncertain(a) && !isUncertain(b)) ||
  (a.latest === b.earliest && a.revision < b.revision) ||
  isOfOneDate(a, b);
