import { pathAt } from '../../infusion/path-content.js';
import { segmentAt } from '../../infusion/delivery.js';
import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import { writtenOtherwise } from '../../infusion/written-drug.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditTime } from '../audit-time.js';
import { type AuditContext, oncePer } from '../context.js';
import { type DoseStretch, type ZeroCause, hasLasted, isFall, isZero, lasting } from '../dose/daily-dose.js';
import { infusedDrugs } from '../dose/infused-drugs.js';
import { FLOW_UNKNOWN, asIfKnown, isUnknownIn } from '../doubt/unknown-flow.js';
import { identifier } from '../identifier.js';
import { holidayPlansOf } from './holiday-plan.js';
import { isAfterLastRecord, lastPumpRecord } from '../last-record.js';
import type { Outcome, Reason, Step, Verdict } from '../outcome.js';
import { conformanceOf, silence, stepsTo } from './steps.js';
import { showInstant } from '../show.js';
import { type PlanFollowed, planFollowed } from './plan.js';
import { stopPolicy } from '../policies/policy.js';
import { verdictOf } from './verdict.js';
import { type TipAnswer, residualMcg, tipDoubts, tipOf, tipVerdict } from './tip.js';

export interface Cessation {
  readonly id: string;
  readonly drug: string;
  /** How it was written at the last fill before, where that is not its known name. */
  readonly recordedAs?: string;
  /** Where it happened: at the tip alone when the reservoir went on. */
  readonly site: 'reservoir' | 'tip';
  /** Whether every choice of the dates shows it. */
  readonly certainty: 'certain' | 'possible';
  readonly cause: ZeroCause;
  readonly declaredHoliday: boolean;
  /** Where a plan with steps declared it, and it is one at the reservoir. */
  readonly plan?: PlanFollowed;
  readonly baselineMcgPerDay: number;
  readonly startedAt: Instant;
  readonly reachedZeroAt: Instant;
  readonly resumedAt?: Instant;
  readonly steps: readonly Step[];
  readonly verdict: Verdict;
  readonly conformance: Outcome;
  readonly reasons: readonly Reason[];
  readonly tip: TipAnswer;
}

interface ZeroRun {
  readonly index: number;
  readonly start: Instant;
  /** Undefined while it goes on. */
  readonly end?: Instant;
}

/** The zeros long enough to count that follow a delivery. */
function zeroRuns(doses: readonly DoseStretch[], time: AuditTime, minHours: number): ZeroRun[] {
  const runs: ZeroRun[] = [];
  for (let index = 1; index < doses.length; index += 1) {
    if (!isZero(doses[index]!) || !isFall(doses[index - 1]!.mcgPerDay, 0)) continue;
    if (!hasLasted(time, lasting(doses, index, isZero), minHours * HOUR_MS)) continue;
    const resumed = doses.findIndex((stretch, later) => later > index && stretch.mcgPerDay > 0);
    runs.push({ index, start: doses[index]!.start, end: resumed < 0 ? undefined : doses[resumed]!.start });
  }
  return runs;
}

/** All cessations of all drugs that the reservoir ever held, in order of their zero. */
export const cessationsOf = oncePer((context): readonly Cessation[] =>
  infusedDrugs(context)
    .flatMap((drug) => {
      const atReservoir = reservoirCessations(context, drug);
      return eachNamed([...atReservoir, ...tipCessations(context, drug, atReservoir)]);
    })
    .sort((a, b) => a.reachedZeroAt - b.reachedZeroAt || (a.id < b.id ? -1 : 1)),
);

/** One event can leave the tip twice without a drug, when what it pushed in parts what was there: then each has a name. */
function eachNamed(cessations: readonly Cessation[]): Cessation[] {
  const times = new Map<string, number>();
  return cessations.map((cessation) => {
    const { id, drug, site } = cessation;
    const before = times.get(id) ?? 0;
    times.set(id, before + 1);
    return before === 0 ? cessation : { ...cessation, id: identifier(drug, site, id, before) };
  });
}

function reservoirCessations(context: AuditContext, drug: string): Cessation[] {
  const { policy } = context;
  const measured = context.uninterrupted(drug, 'reservoir');
  const doses = asIfKnown(measured);
  const runs = zeroRuns(doses, context.time, policy.minHoursToCount.value);
  return runs.map((run, number) => {
    const zero = doses[run.index]!;
    const found = stepsTo(doses, run.index, policy, drug);
    const judged = judge(context, drug, found);
    const projected = projectionDoubt(context, zero);
    const isUnknown = isFlowUnknown(context, measured, found, zero);
    const steps = isUnknown ? found.map(withoutOutcome) : found;
    const reasons = [...(projected ? [projected] : []), ...(isUnknown ? [FLOW_UNKNOWN] : [])];
    return {
      ...shape(
        context,
        { drug, site: 'reservoir', doses },
        run,
        steps,
        zero.zeroCause ?? 'programmed',
        runs[number - 1]?.start,
      ),
      ...(reasons.length > 0
        ? { ...judged, verdict: 'undetermined', conformance: 'undetermined', reasons }
        : judged),
      tip: tipOf(context, drug, run.start, zero.zeroCause === 'explant', projected),
    };
  });
}

/**
 * Whether the steps, or the zero, rest on a time in which nobody knows what flowed: near them, or, where the reservoir
 * is computed to have run empty, since its volume was known.
 */
function isFlowUnknown(
  context: AuditContext,
  measured: readonly DoseStretch[],
  steps: readonly Step[],
  zero: DoseStretch,
): boolean {
  const { delivery, policy } = context;
  const near = (steps[0]?.at ?? zero.start) - policy.maxDaysWithoutFall.value * DAY_MS;
  const known =
    zero.zeroCause === 'reservoir-empty' ? segmentAt(delivery, zero.start)?.fill?.known.at : undefined;
  const to = zero.start + policy.minHoursToCount.value * HOUR_MS;
  return isUnknownIn(measured, Math.min(near, known ?? near), to);
}

/** The tip without drug while the reservoir went on: a gap in the path that no cessation at the reservoir explains. */
function tipCessations(context: AuditContext, drug: string, atReservoir: readonly Cessation[]): Cessation[] {
  const { policy, delivery } = context;
  const doses = context.uninterrupted(drug, 'tip');
  const runs = zeroRuns(doses, context.time, policy.minHoursToCount.value);
  return runs
    .filter(({ index, start }) => {
      const explained = atReservoir.some(
        ({ reachedZeroAt, resumedAt }) =>
          reachedZeroAt <= start &&
          (start < (resumedAt ?? Number.POSITIVE_INFINITY) || doses[index]!.zeroCause === 'drug-switch'),
      );
      return !explained;
    })
    .map((run, number, alone) => {
      const steps = stepsTo(doses, run.index, policy, drug);
      const judged = judge(context, drug, steps);
      const doubts = tipDoubts(context, drug, steps[0]?.at ?? run.start, run.start);
      const inDoubt = doubts.length > 0 && judged.verdict !== 'undetermined';
      const answer = inDoubt
        ? { verdict: 'undetermined' as const, conformance: 'undetermined' as const, reasons: doubts }
        : judged;
      const shown = inDoubt ? steps.map(withoutOutcome) : steps;
      return {
        ...shape(context, { drug, site: 'tip', doses }, run, shown, 'catheter', alone[number - 1]?.start),
        ...answer,
        tip: {
          reachedZeroAt: run.start,
          residualMcg: residualMcg(pathAt(delivery, run.start), drug),
          ...tipVerdict(context, drug, steps, doubts),
        },
      };
    });
}

const withoutOutcome = (step: Step): Step => ({
  ...step,
  rules: step.rules.map((rule) => ({ ...rule, outcome: 'undetermined' })),
});

function judge(
  context: AuditContext,
  drug: string,
  steps: readonly Step[],
): Pick<Cessation, 'verdict' | 'conformance' | 'reasons'> {
  const stop = stopPolicy(context.policy, drug);
  if (!stop)
    return { verdict: 'undetermined', conformance: 'undetermined', reasons: [silence(context.policy, drug)] };
  return { ...verdictOf(steps, stop), conformance: conformanceOf(steps) };
}

/** Nobody recorded the reservoir's end, and nothing is recorded after it: it is only what would have come. */
function projectionDoubt(context: AuditContext, zero: DoseStretch): Reason | undefined {
  if (zero.zeroCause !== 'reservoir-empty' || !isAfterLastRecord(context, zero.start)) return undefined;
  const last = lastPumpRecord(context);
  return {
    code: 'AFTER_LAST_RECORD',
    detail: `projected: nothing about the pump is recorded since ${last ? showInstant(last.at) : 'its implant'}`,
  };
}

function shape(
  context: AuditContext,
  { drug, site, doses }: Pick<Cessation, 'drug' | 'site'> & { readonly doses: readonly DoseStretch[] },
  run: ZeroRun,
  steps: readonly Step[],
  cause: ZeroCause,
  previousZeroAt: Instant | undefined,
) {
  const zeroEvent = steps.at(-1)?.eventId ?? null;
  const before = context.events.slice(
    0,
    countWhile(context.events, ({ at }) => at <= run.start),
  );
  const recordedAs = writtenOtherwise(before, drug);
  const plans = holidayPlansOf(context, drug, run.start, previousZeroAt);
  const withSteps = site === 'reservoir' ? plans.findLast(({ data }) => data.steps?.length) : undefined;
  return {
    id: identifier(drug, site, zeroEvent ?? run.start),
    drug,
    ...(recordedAs !== undefined && { recordedAs }),
    site,
    certainty: 'certain' as const,
    cause,
    declaredHoliday: plans.length > 0,
    ...(withSteps && {
      plan: planFollowed(withSteps, doses, steps, context.time),
    }),
    baselineMcgPerDay: steps[0]?.fromMcgPerDay ?? 0,
    startedAt: steps[0]?.at ?? run.start,
    reachedZeroAt: run.start,
    ...(run.end !== undefined && { resumedAt: run.end }),
    steps,
  };
}
