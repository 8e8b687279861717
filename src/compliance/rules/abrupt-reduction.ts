import { layerIndexThen, pumpedMl, segmentAt } from '../../infusion/delivery.js';
import { concentrationOf } from '../../infusion/fluid.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { sixDigits } from '../../infusion/six-digits.js';
import type { AuditContext } from '../context.js';
import type { EventId } from '../../therapy/envelope.js';
import { infusedDrugs } from '../dose/infused-drugs.js';
import { isVerified } from '../doubt/verification.js';
import { stopPolicy, windowHoursOf } from '../policies/policy.js';
import { type Cessation, cessationsOf } from '../taper/cessations.js';
import { circumstanceOf } from '../taper/circumstance.js';
import { courseDoses } from '../taper/course-doses.js';
import { holidayPlansOf } from '../taper/holiday-plan.js';
import { isFallStep } from '../taper/losses.js';
import { type Reduction, reductions } from '../taper/reductions.js';
import { fails, stepsTo } from '../taper/steps.js';
import { SEVERITIES, type Severity } from './catalogue.js';
import { type Finding, type Rule, finding } from './finding.js';
import { surenessOfTip } from './sureness-of-tip.js';

/** A large part of the daily dose lost within a day without reaching zero; one event gives one finding. */
export const abruptReduction: Rule = (context) => {
  const byEvent = new Map<string, Reduction[]>();
  for (const drug of infusedDrugs(context))
    for (const site of ['reservoir', 'tip'] as const)
      for (const one of reductions(context, drug, site)) {
        if (isExplained(context, one)) continue;
        const fill = arrivedWith(context, one);
        const key = one.eventId ?? (fill && byEvent.has(fill) ? fill : String(one.at));
        byEvent.set(key, [...(byEvent.get(key) ?? []), one]);
      }
  return [...byEvent.values()].map((all) => describe(context, all));
};

/** The fill whose strength came to the tip then: the same event may have let the dose fall at the reservoir, only sooner. */
function arrivedWith({ delivery }: AuditContext, { drug, site, at }: Reduction): EventId | undefined {
  // Instants of doses are rounded.
  const then = at + 1;
  const { tip } = delivery;
  const fill = segmentAt(delivery, then)?.fill;
  const strength = concentrationOf(tip[layerIndexThen(tip, pumpedMl(delivery, then), then)]?.fluid, drug);
  return site === 'tip' && strength > 0 && strength === concentrationOf(fill?.fluid, drug)
    ? fill?.eventId
    : undefined;
}

/** The dose before it may not have arrived, so that nothing need have been lost. */
function isExplained({ unverified, policy, time }: AuditContext, { site, at }: Reduction): boolean {
  const faults = unverified.filter(({ from }) => time.hasCome(from));
  if (site === 'tip') return !isVerified(faults, at - windowHoursOf(policy.abruptReduction) * HOUR_MS, at);
  return faults.some(({ to }) => at >= to && at - to <= policy.revisionHours.value * HOUR_MS);
}

function describe(context: AuditContext, all: readonly Reduction[]): Finding {
  const [first] = all;
  const atReservoir = all.some(({ site }) => site === 'reservoir');
  const weighed = all.map((one) => weigh(context, one));
  const severity = SEVERITIES.find((one) => weighed.some((each) => each.severity === one))!;
  const why = weighed.find((each) => each.severity === severity)?.why;
  return finding({
    code: 'ABRUPT_REDUCTION',
    ...(all.every(({ drug }) => drug === first!.drug) && { drug: first!.drug }),
    at: Math.min(...all.map(({ at }) => at)),
    severity,
    sites: (['reservoir', 'tip'] as const).filter((site) => all.some((one) => one.site === site)),
    detail: `${[...new Set(texts(all))].join('; ')} within ${context.policy.abruptReduction.windowHours.value} h; more than ${context.policy.abruptReduction.maxDropPct.value} % counts${why ? `; ${why}` : ''}`,
    ...(!atReservoir && surenessOfTip(context, first!.at)),
    eventIds: [first!.eventId],
  });
}

/** What shows alike at both sites is said once. */
function texts(all: readonly Reduction[]): string[] {
  const change = ({ drug, fromMcgPerDay, toMcgPerDay }: Reduction) =>
    `${drug} fell from ${sixDigits(fromMcgPerDay)} to ${sixDigits(toMcgPerDay)} mcg/day`;
  return all.map((one) => {
    const sites = all.filter((other) => change(other) === change(one)).map(({ site }) => site);
    return `${change(one)} at ${sites.map((site) => `the ${site}`).join(' and ')}`;
  });
}

interface Weight {
  readonly severity: Severity;
  readonly why?: string;
}

/** A step that the policy allows is no alarm on the way to a zero that was tapered, or that is planned. */
function weigh(context: AuditContext, { drug, site, at, since, index }: Reduction): Weight {
  const { policy } = context;
  const steps = stepsTo(courseDoses(context, drug, site), index, policy, drug);
  const isAllowed =
    stopPolicy(policy, drug) !== undefined &&
    steps.filter((step) => isFallStep(step) && step.at >= since).every((step) => !fails(step));
  const cessation = cessationOf(context, drug, at);
  const number = steps.filter(isFallStep).length;
  const pct = sixDigits(-steps.at(-1)!.changePct);
  if (isAllowed && (cessation ? isTapered(cessation, site) : isOnHoliday(context, drug, at)))
    return {
      severity: 'info',
      why: `step ${number} took ${pct} % of that day's dose; this policy allows it`,
    };
  const circumstance = cessation?.circumstance ?? circumstanceOf(context, steps[0]!.at, steps[0]!.eventId);
  if (circumstance) return { severity: 'warning', why: `the record shows why: ${WORDS[circumstance.kind]}` };
  return isAllowed
    ? { severity: 'warning', why: 'no step of it breaks a rule of the policy' }
    : { severity: 'critical' };
}

const WORDS = {
  revision: 'the catheter was found faulty or changed',
  overdose: 'a spike of the dose came before',
  'adverse-event': 'a serious adverse event came before',
} as const;

const cessationOf = (context: AuditContext, drug: string, at: number): Cessation | undefined =>
  cessationsOf(context).find(
    (one) => one.drug === drug && one.site === 'reservoir' && one.startedAt <= at && at <= one.reachedZeroAt,
  );

const isTapered = ({ verdict, tip }: Cessation, site: Reduction['site']): boolean =>
  verdict === 'tapered' && (site === 'reservoir' || tip.verdict !== 'abrupt');

/** A holiday was declared, and nothing has reached zero since. */
function isOnHoliday(context: AuditContext, drug: string, at: number): boolean {
  const zeros = cessationsOf(context).filter((one) => one.drug === drug && one.site === 'reservoir');
  const previous = zeros.findLast(({ reachedZeroAt }) => reachedZeroAt < at);
  const isYetToEnd = !zeros.some(({ reachedZeroAt }) => reachedZeroAt >= at);
  return isYetToEnd && holidayPlansOf(context, drug, at, previous?.reachedZeroAt).length > 0;
}
