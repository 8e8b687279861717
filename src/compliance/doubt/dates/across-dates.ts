import type { Delivery } from '../../../infusion/delivery.js';
import { DAY_MS, HOUR_MS } from '../../../infusion/schedule.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { EventId, Instant } from '../../../therapy/envelope.js';
import type { Placed } from '../../../therapy/placement.js';
import type { AuditTime } from '../../audit-time.js';
import type { AuditContext } from '../../context.js';
import type { Finding } from '../../rules/index.js';
import type { Cessation } from '../../taper/cessations.js';
import { type Looked, cellsOf } from './cells.js';
import { sampleChoices } from './choice.js';
import { type Shown, counterpartOf, possibleOnes, shownIn } from './counterparts.js';
import { findingsAcross } from './findings.js';
import { type Held, asItStands, isEmpty, nothingOf, together, withHeld } from './held.js';
import { heldIn, volumeDoubtIn } from './judged.js';
import { type DatedRecord, datedRecord } from './record.js';
import { isUncertain } from './stated.js';
import { isCatheterSettled, isTipSettled } from './tip-settled.js';
import { mayEndOtherwise, volumeDoubt } from './volumes.js';
import { type Way, wayOf } from './way.js';
import { type Zone, zoneAround } from './zone.js';

/** What an audit by one policy says. */
export interface Said {
  readonly cessations: readonly Cessation[];
  readonly findings: readonly Finding[];
}

/** An audit at the acting instants. */
export interface Acted extends Said {
  readonly context: AuditContext;
}

/** So many facts may be gone through anew for one audit, in cells and in samples. */
const MOST_REPLAYED = { cells: 16_000, samples: 6000 };
const MOST_WAYS = { cells: 32, samples: 10 };
const LEAST_WAYS = 3;

const waysFor = (kind: keyof typeof MOST_WAYS, facts: number): number =>
  Math.max(LEAST_WAYS, Math.min(MOST_WAYS[kind], Math.floor(MOST_REPLAYED[kind] / Math.max(1, facts))));

/**
 * What holds in every choice of instants within the dates, policy by policy: the rest of verdict and rules is
 * undetermined, and what only some choice shows is possible. Steps and instants stay the acting ones.
 */
export function acrossDates(
  facts: readonly ActingEvent[],
  placed: Placed,
  time: AuditTime,
  acted: readonly Acted[],
): Said[] {
  const record = datedRecord(facts, placed, time);
  if (record.dates.length === 0) return acted.slice();
  const policies = acted.map(({ context }) => context.policy);
  const looked: Looked = { record, time, policies, purse: { left: waysFor('cells', facts.length) } };
  const visitMinutes = Math.max(...policies.map((policy) => policy.visitMinutes.value));
  const samples = sampleChoices(record.dates, visitMinutes, waysFor('samples', facts.length)).flatMap(
    (choice) => wayOf(record, choice, time, policies) ?? [],
  );
  const seen: Seen = { ways: samples.slice() };
  const held = heldOf(looked, acted, seen);
  return acted.map(({ context, cessations, findings }, number) => {
    const own = shownIn(context);
    const others = seen.ways.map(({ contexts }) => shownIn(contexts[number]!));
    const kept = cessations.map((cessation, place) => {
      const isInAll = others.every((other) => counterpartOf(own[place]!, other, record));
      const all = held[number]![place]!;
      return withHeld(cessation, { ...all, isCertain: all.isCertain && isInAll });
    });
    return {
      cessations: inOrder([...kept, ...possibleOnes(own, others, record)]),
      findings: findingsAcross(
        record,
        context,
        findings,
        samples.map(({ contexts }) => contexts[number]!),
      ),
    };
  });
}

const inOrder = (cessations: readonly Cessation[]): Cessation[] =>
  cessations.toSorted((a, b) => a.reachedZeroAt - b.reachedZeroAt || (a.id < b.id ? -1 : 1));

/** The ways that were worked out: what they show that the acting instants do not is possible. */
interface Seen {
  ways: Way[];
}

interface Target {
  readonly number: number;
  readonly place: number;
  readonly cessation: Cessation;
  readonly shown: Shown;
}

/**
 * The time whose facts decide a cessation; where the reservoir ran dry, from its fill to what says that it did or did
 * not.
 */
function windowOf({ cessation, fill }: Shown, { byId }: DatedRecord, acted: readonly Acted[]) {
  const { startedAt, reachedZeroAt, resumedAt = Number.POSITIVE_INFINITY, cause } = cessation;
  const days = Math.max(...acted.map(({ context }) => context.policy.maxDaysWithoutFall.value));
  const isDry = cause === 'reservoir-empty';
  const filled = (isDry && byId.get(fill!)?.earliest) || startedAt;
  return {
    from: Math.min(filled, startedAt - days * DAY_MS) - 2 * DAY_MS,
    agreesFrom: startedAt - 2 * DAY_MS,
    to: (isDry ? resumedAt : reachedZeroAt) + 2 * DAY_MS,
  };
}

/** By policy and place of the cessation. */
function heldOf(looked: Looked, acted: readonly Acted[], seen: Seen): Held[][] {
  const held = acted.map(({ cessations }) => cessations.map(asItStands));
  const byZone = new Map<string, { zone: Zone; targets: Target[] }>();
  acted.forEach(({ cessations }, number) =>
    cessations.forEach((cessation, place) => {
      const shown = shownIn(acted[number]!.context)[place]!;
      const window = windowOf(shown, looked.record, acted);
      const zone = zoneAround(looked.record, window.from, window.to);
      const target = { number, place, cessation, shown };
      if (!zone) held[number]![place] = { ...nothingOf(asItStands(cessation)), isCertain: false };
      else if (!zone.facts.some(isUncertain))
        held[number]![place] = ofExactZone(looked, acted[number]!, cessation, window);
      else {
        const key = `${zone.from} ${zone.to}`;
        const known = byZone.get(key);
        if (known) known.targets.push(target);
        else byZone.set(key, { zone, targets: [target] });
      }
    }),
  );
  const zones = [...byZone.values()].sort((a, b) => a.zone.facts.length - b.zone.facts.length);
  for (const { zone, targets } of zones) decide(looked, acted, zone, targets, held, seen);
  return held;
}

/** No date near it is an interval; what came before can still leave its volumes, and what the tip gave, in doubt. */
function ofExactZone(
  { record }: Looked,
  { context }: Acted,
  cessation: Cessation,
  window: ReturnType<typeof windowOf>,
): Held {
  const stands = asItStands(cessation);
  const latitude = (fact: ActingEvent) => outsideLatitude(record, fact.id, fact.at);
  const doubt = volumeDoubt(context.delivery, context.acted, latitude, window, (stretch) =>
    mayEndOtherwise(stretch, record, () => false),
  );
  if (doubt) return { ...nothingOf(stands), isCertain: doubt !== 'dry' };
  if (cessation.site === 'reservoir' && stands.tipVerdict === 'undetermined') return stands;
  if (isTipSettled(record, context.delivery, cessation)) return stands;
  return cessation.site === 'tip'
    ? { ...nothingOf(stands), isCertain: false }
    : { ...stands, tipVerdict: 'undetermined' };
}

function outsideLatitude({ byId }: DatedRecord, id: EventId, at: Instant): number {
  const fact = byId.get(id);
  return fact ? Math.max(at - fact.earliest, fact.latest - at) : 0;
}

/** Whether all of a zone had come, and gone by for long enough to count, in every choice. */
const isPast = ({ time, policies }: Looked, { facts }: Zone): boolean =>
  facts.every(
    (fact) =>
      !isUncertain(fact) ||
      policies.every(({ minHoursToCount }) => time.hasElapsed(minHoursToCount.value * HOUR_MS, fact.latest)),
  );

function decide(
  looked: Looked,
  acted: readonly Acted[],
  zone: Zone,
  targets: readonly Target[],
  held: Held[][],
  seen: Seen,
): void {
  const { record } = looked;
  const give = ({ number, place }: Target, more: Held) => {
    held[number]![place] = together(held[number]![place]!, more);
  };
  const giveUp = () => {
    for (const target of targets)
      give(target, { ...nothingOf(asItStands(target.cessation)), isCertain: false });
  };
  if (!isPast(looked, zone)) return giveUp();
  const windows = targets.map(({ shown }) => windowOf(shown, record, acted));
  const window = {
    from: Math.min(...windows.map(({ from }) => from), ...zone.facts.map(({ earliest }) => earliest)),
    to: Math.max(...windows.map(({ to }) => to), ...zone.facts.map(({ latest }) => latest)),
  };
  const drugs = [...new Set(targets.map(({ cessation }) => cessation.drug))];
  const outside = (delivery: Delivery) => {
    const at = new Map(delivery.moments.map(({ eventId, at: instant }) => [eventId, instant]));
    return (id: string) => {
      const instant = at.get(id as EventId);
      return instant === undefined ? 0 : outsideLatitude(record, id as EventId, instant);
    };
  };
  const isOfCatheter = isCatheterSettled(record, window.from, window.to);
  for (const cell of cellsOf(looked, zone, drugs, window)) {
    if (!cell) return giveUp();
    seen.ways.push(cell.way);
    for (const target of targets) {
      const context = cell.way.contexts[target.number]!;
      const other = counterpartOf(target.shown, shownIn(context), record);
      if (!other) {
        give(target, { ...nothingOf(asItStands(target.cessation)), isCertain: false });
        continue;
      }
      const own = windowOf(other, record, acted);
      const doubt = volumeDoubtIn(cell, record, outside(cell.way.delivery), own);
      const found = heldIn(cell, context, other.cessation, doubt);
      give(target, isOfCatheter ? found : { ...found, tipVerdict: 'undetermined' });
    }
    if (targets.every(({ number, place }) => isEmpty(held[number]![place]!))) return;
  }
}
