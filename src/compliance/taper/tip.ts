import { holds } from '../../infusion/fluid.js';
import { isSameFill } from '../../infusion/segment.js';
import { type FluidPath, segmentIndexAt } from '../../infusion/delivery.js';
import { pathAt, pathMcg } from '../../infusion/path-content.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import { bridgeAfter, wasAspirated } from './bridge.js';
import type { AuditContext } from '../context.js';
import { type DoseStretch, hasLasted, isZero, lasting } from '../dose/daily-dose.js';
import { showInstant } from '../show.js';
import { stopPolicy } from '../policies/policy.js';
import type { Reason, Step, Verdict } from '../outcome.js';
import { silence, stepsTo } from './steps.js';
import { verdictOf } from './verdict.js';
import { disturbancesIn } from '../doubt/disturbed.js';
import { FLOW_UNKNOWN, isPathUnknownIn } from '../doubt/unknown-flow.js';
import { isVerified } from '../doubt/verification.js';
import { recordedIn } from '../dose/recorded.js';

/** The answer if a catheter has one length. */
export interface TipBound {
  readonly reachedZeroAt: Instant | null;
  readonly residualMcg: number | null;
  /** As it would be if that length were recorded. */
  readonly verdict: Verdict;
}

export interface TipAnswer {
  /** Null where the tip had not reached zero by then, or nobody can tell. */
  readonly reachedZeroAt: Instant | null;
  /** Null where a volume of the path is not known. */
  readonly residualMcg: number | null;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** Where it is not recorded how much of a catheter was trimmed; null where a bound has no such cessation. */
  readonly range?: { readonly shortest: TipBound | null; readonly longest: TipBound | null };
}

/** What a cessation at the reservoir became at the tip. */
export function tipOf(
  context: AuditContext,
  drug: string,
  zeroAt: Instant,
  explanted: boolean,
  projected: Reason | undefined,
): TipAnswer {
  const { delivery, policy } = context;
  const doses = context.uninterrupted(drug, 'tip');
  const asItWas = delivery.moments.find(
    ({ at, type }) => explanted && at === zeroAt && (type === 'PumpExplanted' || type === 'PumpReplaced'),
  );
  const residual = residualMcg(asItWas ? asItWas.found : pathAt(delivery, zeroAt), drug);

  const first = countWhile(doses, ({ end }) => end <= zeroAt);
  const zero = doses.findIndex((stretch, index) => {
    if (index < first || !isZero(stretch)) return false;
    const all = lasting(doses, index, isZero);
    const since = { ...all, ms: all.ms - countedBefore(stretch, zeroAt) };
    return hasLasted(context.time, since, policy.minHoursToCount.value * HOUR_MS);
  });
  if (zero < 0) {
    const doubts = tipDoubts(context, drug, zeroAt);
    return {
      reachedZeroAt: null,
      residualMcg: residual,
      verdict: 'undetermined',
      reasons: [
        ...doubts,
        { code: 'TIP_NOT_AT_ZERO', detail: 'the drug had not gone from the tip for long enough to count' },
      ],
    };
  }
  const reachedZeroAt = Math.max(doses[zero]!.start, zeroAt);
  const steps = stepsTo(doses, zero, policy, drug);
  const doubts = [
    ...(projected ? [projected] : []),
    ...tipDoubts(context, drug, Math.min(steps[0]?.at ?? zeroAt, zeroAt), reachedZeroAt),
  ];
  return { reachedZeroAt, residualMcg: residual, ...tipVerdict(context, drug, steps, doubts) };
}

/** Mass of a drug in a path; null where a volume of it is not known. */
export function residualMcg(path: FluidPath, drug: string): number | null {
  const mass = pathMcg(path, drug);
  return Number.isFinite(mass) ? mass : null;
}

/** How much of a stretch lies before an instant, ms; held time counts for nothing. */
const countedBefore = ({ start, held }: DoseStretch, at: Instant): number =>
  held ? 0 : Math.max(0, at - start);

export function tipVerdict(
  context: AuditContext,
  drug: string,
  steps: readonly Step[],
  doubts: readonly Reason[],
): Pick<TipAnswer, 'verdict' | 'reasons'> {
  const stop = stopPolicy(context.policy, drug);
  if (stop && doubts.length === 0) return verdictOf(steps, stop);
  return { verdict: 'undetermined', reasons: stop ? doubts : [silence(context.policy, drug), ...doubts] };
}

/** Why what is computed for the tip between two instants, or from one until now, cannot carry a verdict. */
export function tipDoubts(
  context: AuditContext,
  drug: string,
  from: Instant,
  to = Number.POSITIVE_INFINITY,
): Reason[] {
  const { delivery, unverified, time } = context;
  const doubts: Reason[] = [];
  const add = (code: string, detail: string) => doubts.push({ code, detail });

  const catheters = delivery.catheters.filter(
    ({ since }, index) =>
      since <= to && (delivery.catheters[index + 1]?.since ?? Number.POSITIVE_INFINITY) > from,
  );
  const pumps = delivery.segments
    .slice(Math.max(0, segmentIndexAt(delivery, from)), segmentIndexAt(delivery, to) + 1)
    .filter(({ pump }) => pump);
  if (
    catheters.some(({ volumeMl }) => volumeMl === undefined) ||
    pumps.some(({ pump }) => pump!.tubingVolumeMl === undefined)
  )
    add('PATH_VOLUME_UNKNOWN', 'a volume of the fluid path is neither recorded nor known for the model');
  else if (catheters.some(({ volumeFrom }) => volumeFrom === 'full-length'))
    add(
      'PATH_VOLUME_NOT_RECORDED',
      'the implanted length of the catheter is not recorded; computed untrimmed',
    );
  if (catheters.length === 0) add('NO_CATHETER_RECORDED', 'no catheter is recorded');

  const { moments } = delivery;
  const firstMoment = countWhile(moments, ({ at }) => at < from);
  for (const moment of moments.slice(
    firstMoment,
    countWhile(moments, ({ at }) => at <= to),
  )) {
    const { foundFill: old, leftFill: filled } = moment;
    if (!old || !filled || isSameFill(old, filled)) continue;
    if (!holds(old.fluid, drug) || holds(filled.fluid, drug)) continue;
    if (!bridgeAfter(context, moment) && !wasAspirated(context, moment))
      add(
        'NEITHER_BRIDGE_NOR_ASPIRATION',
        `the switch of ${showInstant(moment.at)} records neither; what was in the path may have gone on`,
      );
  }
  const disturbing = disturbancesIn(delivery, from, to);
  if (disturbing.some(({ eventId }) => recordedIn(delivery).typeOf(eventId) === 'TherapyTakenOver'))
    add('PATH_CONTENT_UNKNOWN', 'what tubing and catheter held when the pump was taken over is not known');
  if (disturbing.some(({ eventId }) => recordedIn(delivery).typeOf(eventId) !== 'TherapyTakenOver'))
    add(
      'MOVED_VOLUME_NOT_RECORDED',
      'fluid was drawn from or pushed into the catheter, and nobody recorded how much',
    );
  if (isPathUnknownIn(context, from, to)) doubts.push(FLOW_UNKNOWN);
  if (
    !isVerified(
      unverified.filter((fault) => time.hasCome(fault.from)),
      from - 1,
      to + 1,
    )
  )
    add(
      'CATHETER_UNVERIFIED',
      'a study found the catheter faulty: the true dose lies between 0 and the computed one',
    );
  return doubts;
}
