import { type Delivery, type FluidPath, instantOfMl, pumpedMl, segmentAt } from '../../infusion/delivery.js';
import { FlowUnknown, PathVolumeUnknown, doseMcg } from '../../infusion/dose.js';
import { type Content, type Fluid, concentrationOf, fluidWords, strengthsIn } from '../../infusion/fluid.js';
import type { Tube } from '../../infusion/fluid-path.js';
import { pathAt, pathVolumeMl } from '../../infusion/path-content.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, dailyMl } from '../../infusion/schedule.js';
import type { Fill } from '../../infusion/segment.js';
import { SAME_ML, SAME_PART, above } from '../../infusion/tolerances.js';
import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { EventId } from '../../therapy/envelope.js';
import { recordedIn } from '../dose/recorded.js';
import { drugPolicy } from '../policies/policy.js';
import type { Ask, Asked, Check } from './check.js';
import { lastDoseBefore } from './doses.js';
import { mcgPerDay, ml } from './words.js';

const BRIDGE = '/data/program/startsWith';

/** A programming, and what the pump and the path hold when it comes. */
interface Programming {
  readonly asked: Asked;
  readonly event: Acting<'PumpReprogrammed'>;
  readonly fill: Fill;
  readonly path: FluidPath;
  /** No program was set since it was filled. */
  readonly isFirst: boolean;
}

function programmingOf(asked: Asked): Programming | undefined {
  const { fact, delivery } = asked;
  if (fact?.type !== 'PumpReprogrammed') return undefined;
  const segment = segmentAt(delivery, fact.at);
  if (!segment?.fill) return undefined;
  const { fill, program } = segment;
  const isFirst = !program || recordedIn(delivery).isBefore(program, fill);
  return { asked, event: fact, fill, path: pathAt(delivery, fact.at), isFirst };
}

/** Stretches of the path from the tip on. */
interface Stretch {
  readonly fluid: Fluid;
  readonly fromMl: number;
  readonly toMl: number;
}

/** Undefined where a volume of the path is not known. */
function stretchesOf(path: FluidPath): readonly Stretch[] | undefined {
  if (pathVolumeMl(path) === undefined) return undefined;
  let fromMl = 0;
  return [path.catheter, path.tubing]
    .flatMap((tube) => tube?.slices ?? [])
    .map(({ fluid, volumeMl }) => {
      const toMl = fromMl + volumeMl;
      const stretch = { fluid, fromMl, toMl };
      fromMl = toMl;
      return stretch;
    });
}

/** Whether any drug in two fluids has another strength, or is in one of them alone. */
function isOther(a: Fluid, b: Fluid, tolerance: number): boolean {
  const drugs = new Set([...strengthsIn(a), ...strengthsIn(b)].map(({ drug }) => drug));
  return [...drugs].some((drug) => {
    const before = concentrationOf(a, drug);
    return Math.abs(concentrationOf(b, drug) - before) > tolerance * before * (1 + SAME_PART);
  });
}

const sameDrugs = (a: Fluid, b: Fluid): boolean =>
  strengthsIn(a).length === strengthsIn(b).length &&
  strengthsIn(a).every(({ drug }) => concentrationOf(b, drug) > 0);

/** What a bridge has to clear: the whole path at the first program, what is left of the old content at a later one. */
interface Old {
  readonly fluid: Content;
  /** Undefined where nobody knows the path's volume. */
  readonly neededMl: number | undefined;
}

function oldContent({ asked, fill, path, isFirst }: Programming): Old | undefined {
  const tolerance = asked.policy.concentrationTolerancePct.value / 100;
  const stretches = stretchesOf(path);
  if (!stretches) return isFirst ? changeOf(asked, fill, tolerance) : undefined;
  const old = stretches.filter(({ fluid }) => fluid.kind === 'drug' && isOther(fluid, fill.fluid, tolerance));
  const last = old.at(-1);
  if (!last) return undefined;
  const fluid = last.fluid as Content;
  if (!isFirst) return { fluid, neededMl: last.toMl };
  const isInTubingAlone = old.every(({ fromMl }) => fromMl >= (path.catheter?.volumeMl ?? 0) - SAME_ML);
  return { fluid, neededMl: isInTubingAlone && path.catheter ? path.tubing?.volumeMl : pathVolumeMl(path) };
}

const wasFilled = (tube: Tube | undefined): boolean =>
  tube !== undefined && tube.slices.some(({ fluid }) => fluid.kind === 'drug');

/** What the fill followed, where nobody knows how much of it is still in the path. */
function changeOf({ delivery }: Asked, fill: Fill, tolerance: number): Old | undefined {
  const moment = delivery.moments.find(({ eventId }) => eventId === fill.eventId);
  const before = moment?.foundFill?.fluid;
  if (!moment || before?.kind !== 'drug' || !isOther(before, fill.fluid, tolerance)) return undefined;
  const held = wasFilled(moment.found.tubing) || wasFilled(moment.found.catheter);
  return held ? { fluid: before, neededMl: undefined } : undefined;
}

export const bridgeMissing: Ask = (asked) => {
  const programming = programmingOf(asked);
  const old = programming && oldContent(programming);
  if (!programming || !old) return [];
  const { event, fill } = programming;
  const { program } = event.data;
  if (program.mode === 'stopped') return [];
  if (program.mode === 'constant-flow' && sameDrugs(old.fluid, fill.fluid)) return [];
  if (fill.fluid.kind === 'drug-free' && !leavesFast(asked, old.fluid)) return [];
  const { startsWith } = program;
  const bridgeMl = startsWith?.kind === 'bridge' ? startsWith.volumeMl : undefined;
  const { neededMl } = old;
  if (bridgeMl !== undefined && (neededMl === undefined || bridgeMl >= neededMl - SAME_ML)) return [];
  const what = `the path still holds ${fluidWords(old.fluid)} before ${fluidWords(fill.fluid)}`;
  return [
    {
      code: 'BRIDGE_MISSING',
      severity: 'warning',
      field: bridgeMl === undefined ? BRIDGE : `${BRIDGE}/volumeMl`,
      detail:
        bridgeMl === undefined
          ? `${what}, and the program begins with no bridge: it leaves at the speed of the new program`
          : `${what}, and a bridge of ${ml(bridgeMl)} does not clear it`,
      expected: `a bridge of ${neededMl === undefined ? 'the path’s volume, which is not known here' : ml(neededMl)}`,
    },
  ];
};

/** Whether the old drug leaves the tip faster than a bridge may be, at the speed of the new program. */
function leavesFast(asked: Asked, old: Fluid): boolean {
  const flow = dailyMl(segmentAt(asked.after, asked.fact!.at)!.program!.schedule);
  return strengthsIn(old).some(({ drug, concentrationMcgPerMl }) => {
    const before = lastDoseBefore(asked, drug)?.mcgPerDay ?? 0;
    return above(flow * concentrationMcgPerMl, before * asked.policy.bridgeSpeed.maxRatio.value);
  });
}

export const bridgeFast: Ask = (asked) => {
  const programming = programmingOf(asked);
  const startsWith = programming?.event.data.program.startsWith;
  if (!startsWith || startsWith.kind === 'single') return [];
  const { at } = programming.event;
  const until = at + startsWith.durationMinutes * MINUTE_MS;
  const { path } = programming;
  const drugs = new Set(
    [...(path.catheter?.slices ?? []), ...(path.tubing?.slices ?? [])].flatMap(({ fluid }) =>
      strengthsIn(fluid).map(({ drug }) => drug),
    ),
  );
  const days = (until - at + HOUR_MS) / DAY_MS;
  return [...drugs].flatMap((drug): Check[] => {
    const usual = usualDose(asked, drug);
    const given = usual && tipDose(asked.after, drug, at - HOUR_MS, until);
    if (!usual || given === undefined || !above(given, usual.mcgPerDay * usual.ratio * days)) return [];
    return [
      {
        code: 'BRIDGE_FAST',
        severity: 'warning',
        field: `${BRIDGE}/durationMinutes`,
        detail: `this ${startsWith.kind} gives ${drug} at ${mcgPerDay(given / days)} while it runs; ${usual.why}`,
        expected: `at most ${mcgPerDay(usual.mcgPerDay * usual.ratio)} of ${drug}`,
      },
    ];
  });
};

interface Usual {
  readonly mcgPerDay: number;
  /** By so much it may be passed. */
  readonly ratio: number;
  readonly why: string;
}

/** The dose before, or, where that is long ago, the one to begin again with. */
function usualDose(asked: Asked, drug: string): Usual | undefined {
  const { maxRatio, lookBackDays } = asked.policy.bridgeSpeed;
  const before = lastDoseBefore(asked, drug);
  if (before && asked.fact!.at - before.until <= lookBackDays.value * DAY_MS)
    return {
      mcgPerDay: before.mcgPerDay,
      ratio: maxRatio.value,
      why: `it ran at ${mcgPerDay(before.mcgPerDay)} before`,
    };
  const restart = drugPolicy(asked.policy, drug)?.restart?.maxDoseMcgPerDay?.value;
  return restart === undefined
    ? undefined
    : { mcgPerDay: restart, ratio: 1, why: 'it was not delivered in the days before' };
}

/** Undefined where it would need what nobody knows. */
function tipDose(delivery: Delivery, drug: string, from: number, to: number): number | undefined {
  try {
    return doseMcg(delivery, drug, 'tip', from, to);
  } catch (error) {
    if (error instanceof PathVolumeUnknown || error instanceof FlowUnknown) return undefined;
    throw error;
  }
}

/** What leaves a part of the path drug-free. */
const OPENS: ReadonlySet<ActingEvent['type']> = new Set([
  'PumpImplanted',
  'PumpReplaced',
  'CatheterImplanted',
  'CatheterReplaced',
]);

export const primingMissing: Ask = (asked) => {
  const programming = programmingOf(asked);
  if (!programming) return [];
  const { event, fill, path } = programming;
  const { program } = event.data;
  if (fill.fluid.kind !== 'drug' || program.mode === 'stopped' || !path.catheter) return [];
  const empty = emptyPath(programming);
  if (!empty) return [];
  return [
    {
      code: 'PRIMING_MISSING',
      severity: 'warning',
      field: BRIDGE,
      detail: `${empty.volumeMl === undefined ? 'the path was' : `${ml(empty.volumeMl)} of the path were`} left without drug, and without a priming the tip gets none for ${asked.policy.minHoursToCount.value} hours or more`,
      expected: `a priming of ${empty.toTipMl === undefined ? 'the path’s volume, which is not known here' : `${ml(empty.toTipMl)}, which brings the drug to the tip`}`,
    },
  ];
};

/** What of the path is without drug for long, and how much brings the drug to the tip; undefined where nobody knows. */
interface EmptyPath {
  readonly volumeMl?: number;
  readonly toTipMl?: number;
}

function emptyPath({ asked, event, path }: Programming): EmptyPath | undefined {
  const { after, delivery, before, policy } = asked;
  const stretches = stretchesOf(path);
  if (!stretches) {
    const isPrimed = event.data.program.startsWith?.kind === 'priming';
    const last = before.findLast(({ type }) => OPENS.has(type) || type === 'PumpReprogrammed');
    return !isPrimed && last && OPENS.has(last.type) ? {} : undefined;
  }
  const { isFill } = recordedIn(delivery);
  const empty = stretches.filter(({ fluid }) => fluid.kind === 'drug-free' && !isFill(originOf(fluid)));
  const last = empty.at(-1);
  if (!last) return undefined;
  const pumped = pumpedMl(after, event.at);
  const leaves = (ml: number) => Math.max(event.at, instantOfMl(after, pumped + ml));
  const withoutMs = leaves(last.toMl) - leaves(empty[0]!.fromMl);
  if (withoutMs < policy.minHoursToCount.value * HOUR_MS) return undefined;
  return { volumeMl: empty.reduce((sum, { fromMl, toMl }) => sum + toMl - fromMl, 0), toTipMl: last.toMl };
}

const originOf = (fluid: Fluid): EventId | undefined =>
  fluid.kind === 'drug-free' ? fluid.origin : undefined;
