import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../infusion/schedule.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import { isRise } from '../../dose/daily-dose.js';
import type { AuditContext } from '../../context.js';
import type { Cessation } from '../../taper/cessations.js';
import { recordedIn } from '../../dose/recorded.js';
import type { Outcome, RuleOutcome, Verdict } from '../../outcome.js';
import { stopPolicy } from '../../policies/policy.js';
import type { Cell } from './cells.js';
import { isHalt } from './halts.js';
import { type Held, asItStands, nothingOf } from './held.js';
import type { Level } from './questions.js';
import type { DatedRecord } from './record.js';
import { isUncertain } from './stated.js';
import { type VolumeDoubt, mayEndOtherwise, volumeDoubt } from './volumes.js';
import { type Apart, conformanceWithin, rulesWithin, verdictWithin } from './within.js';

/** A rise so large may be a spike, which the doses of hours decide. */
const SPIKE_RATIO = 1.5;
const SPIKE_MS = 5 * DAY_MS;

/** How far from its instant in a cell a fact can be, ms. */
const latitudeIn = ({ network, knots, way }: Cell) => {
  const places = new Map(knots.facts.map(({ id }, index) => [id, index + 1]));
  const at = new Map(way.acting.map((fact) => [fact.id, fact.at]));
  return (id: string, otherwise: number): number => {
    const place = places.get(id as never);
    const here = at.get(id as never);
    if (place === undefined || here === undefined) return otherwise;
    return Math.max(here - network.earliest(place), network.latest(place) - here);
  };
};

/** Doubts of the volumes in a cell, about a time. */
export function volumeDoubtIn(
  cell: Cell,
  record: DatedRecord,
  outside: (id: string) => number,
  window: Parameters<typeof volumeDoubt>[3],
): VolumeDoubt | undefined {
  const latitude = latitudeIn(cell);
  const { delivery, acting } = cell.way;
  const inZone = new Set(cell.knots.facts.map(({ id }) => id));
  return volumeDoubt(
    delivery,
    acting,
    ({ id }) => latitude(id, outside(id)),
    window,
    (stretch) => mayEndOtherwise(stretch, record, (a, b) => inZone.has(a.id) && inZone.has(b.id)),
  );
}

/** What holds of a cessation in all choices of a cell. */
export function heldIn(
  cell: Cell,
  context: AuditContext,
  cessation: Cessation,
  doubt: VolumeDoubt | undefined,
): Held {
  const stands = asItStands(cessation);
  const levels = cell.levels(cessation.drug, context.policy);
  const nothing = nothingOf({ ...stands, isCertain: doubt !== 'dry' && levels !== undefined });
  // Whether a reservoir was dry is for volumes and alarms to say, by how near to it they come.
  if (doubt || !levels || cessation.site === 'tip' || cessation.cause === 'reservoir-empty') return nothing;
  const anchors = cessation.steps.map(({ at }) => levels.find((level) => level.at === at));
  const stop = stopPolicy(context.policy, cessation.drug);
  if (!stop || anchors.some((anchor) => !anchor)) return nothing;
  if (mayBeSpike(cell, context, cessation.drug, levels, anchors as Level[])) return nothing;
  if (mayFallShort(cell, cessation, anchors.at(-1)!)) return nothing;
  const apart = apartIn(cell, anchors as Level[]);
  const { steps } = cessation;
  const found = cessation.verdict === 'undetermined' ? 'undetermined' : verdictWithin(steps, stop, apart);
  const verdict = found === 'tapered' && cell.knots.facts.some(isMostlyBoluses) ? 'undetermined' : found;
  const rules = rulesWithin(steps, stop, apart);
  const conformance = conformanceOf(cessation, rules, verdict, context);
  return {
    verdict,
    conformance,
    rules,
    tipVerdict: isTipAlike(cell, context, cessation, anchors.at(-1)!) ? verdict : 'undetermined',
    isCertain: true,
  };
}

/** What was programmed and fails in every choice fails, whatever was delivered. */
function conformanceOf(
  { conformance, verdict: acted, steps }: Cessation,
  rules: readonly (readonly RuleOutcome[])[],
  verdict: Verdict,
  { delivery }: AuditContext,
): Outcome {
  if (conformance === 'undetermined') return 'undetermined';
  if (acted !== 'undetermined') return conformanceWithin(rules, verdict);
  const { typeOf } = recordedIn(delivery);
  const fails = rules.some(
    (ofStep, index) =>
      typeOf(steps[index]!.eventId ?? undefined) === 'PumpReprogrammed' &&
      ofStep.some(({ outcome }) => outcome === 'fail'),
  );
  return fails ? 'fail' : 'undetermined';
}

const apartIn = ({ network }: Cell, anchors: readonly Level[]): Apart => {
  const between = (earlier: number, later: number, ms: (a: number, b: number) => number) => {
    const [a, b] = [anchors[earlier]!, anchors[later]!];
    return (a.node === b.node ? 0 : ms(a.node, b.node)) + b.afterMs - a.afterMs;
  };
  return {
    least: (earlier, later) => between(earlier, later, (a, b) => network.atLeast(a, b)),
    most: (earlier, later) => between(earlier, later, (a, b) => network.atMost(a, b)),
  };
};

/** Whether a rise near the falls, or between them, is so large that hours may make a spike of it. */
function mayBeSpike(
  { network, knots }: Cell,
  context: AuditContext,
  drug: string,
  levels: readonly Level[],
  anchors: readonly Level[],
): boolean {
  const doses = context.uninterrupted(drug, 'reservoir');
  const last = anchors.at(-1)!;
  const ratio = knots.facts.some(isPushed) ? 1 : SPIKE_RATIO;
  const falls = levels.filter(
    ({ at, fromMcgPerDay, toMcgPerDay }) => toMcgPerDay < fromMcgPerDay && at <= last.at,
  );
  return doses.some(({ start, mcgPerDay }, index) => {
    if (!isRise(ratio * (doses[index - 1]?.mcgPerDay ?? 0), mcgPerDay)) return false;
    const rise = levels.find(({ at }) => at === start);
    return falls.some((fall) =>
      rise
        ? network.atMost(rise.node, fall.node) + fall.afterMs - rise.afterMs > 0 &&
          network.atLeast(rise.node, fall.node) + fall.afterMs - rise.afterMs < SPIKE_MS
        : fall.at > start && fall.at - start < 2 * SPIKE_MS,
    );
  });
}

const OF_HALTS: readonly Cessation['cause'][] = ['motor-stall', 'end-of-service'];

/**
 * Whether the pump may have stood still, or run at its least, for hours before what made the zero: then it gave less than
 * its daily dose promises.
 */
const mayFallShort = ({ network, knots }: Cell, { cause }: Cessation, zero: Level): boolean =>
  !OF_HALTS.includes(cause) &&
  knots.facts.some(
    (fact, index) => isHalt(fact) && isUncertain(fact) && network.atMost(index + 1, zero.node) >= 0,
  );

/** What makes a spike at the tip beside the daily dose. */
const isPushed = (fact: ActingEvent): boolean =>
  fact.type === 'BolusTestPerformed' ||
  fact.type === 'BolusGiven' ||
  fact.type === 'CatheterStudied' ||
  fact.type === 'DrugSwitched' ||
  (fact.type === 'PumpReprogrammed' && fact.data.program.startsWith !== undefined);

/** Whether most of a day's dose comes in boluses: then some hours can be short of it by when a program was set. */
function isMostlyBoluses(fact: ActingEvent): boolean {
  if (fact.type !== 'PumpReprogrammed') return false;
  const { program } = fact.data;
  if (program.mode === 'flex') {
    const boluses = program.boluses.reduce((sum, { doseMcg }) => sum + doseMcg, 0);
    return boluses >= program.basalDailyDoseMcg;
  }
  if (program.mode !== 'periodic-bolus') return false;
  const { bolusDoseMcg, intervalMinutes, basalDailyDoseMcg } = program;
  return (bolusDoseMcg * DAY_MS) / (intervalMinutes * MINUTE_MS) >= basalDailyDoseMcg;
}

/**
 * Whether the tip fell with the reservoir: no other drug or strength came to it in all that time, and nothing moved for
 * long enough after.
 */
function isTipAlike(cell: Cell, context: AuditContext, cessation: Cessation, zero: Level): boolean {
  const { tip, drug, reachedZeroAt, startedAt } = cessation;
  if (tip.verdict === 'undetermined' || tip.verdict !== cessation.verdict) return false;
  if (tip.reachedZeroAt !== reachedZeroAt) return false;
  const within = (site: 'tip' | 'reservoir') =>
    context
      .uninterrupted(drug, site)
      .filter(({ start }) => start >= startedAt && start <= reachedZeroAt)
      .map(({ start, mcgPerDay }) => `${start} ${mcgPerDay}`)
      .join();
  if (within('tip') !== within('reservoir')) return false;
  const leastMs = context.policy.minHoursToCount.value * HOUR_MS;
  const { knots, network } = cell;
  return knots.facts.every((fact, index) => {
    const node = index + 1;
    if (node === zero.node || network.atMost(zero.node, node) < 0) return true;
    if (!isUncertain(fact) && fact.at <= reachedZeroAt && zero.node === 0) return true;
    return network.atMost(zero.node, node) <= 0 || network.atLeast(zero.node, node) >= leastMs;
  });
}
