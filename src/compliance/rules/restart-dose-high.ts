import type { Site } from '../../infusion/dose.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { above } from '../../infusion/tolerances.js';
import type { AuditContext } from '../context.js';
import { firstDose } from '../dose/first-dose.js';
import { highestOfFirstDay, tipAboveInFirstDay } from '../dose/restarts.js';
import { EMPTY_SINCE } from '../gaps/settlement.js';
import { drugPolicy } from '../policies/policy.js';
import { type Cessation, cessationsOf } from '../taper/cessations.js';
import { type Finding, type Rule, finding } from './finding.js';
import { dryReservoirs } from './reservoir-ran-empty.js';

/** After a cessation the drug began again with more than a body that has lost its tolerance is to be given. */
export const restartDoseHigh: Rule = (context) =>
  cessationsOf(context).flatMap((cessation) => {
    const { id, drug, site, resumedAt } = cessation;
    if (site !== 'reservoir' || resumedAt === undefined) return [];
    const limits = limitsOf(context, drug);
    const atReservoir = byDailyDose(context, cessation, limits);
    const atTip = byTip(context, cessation, limits);
    const words = [atReservoir?.words, atTip?.words].filter((part) => part !== undefined);
    if (words.length === 0) return [];
    const sites: Site[] = [
      ...(atReservoir ? ['reservoir' as const] : []),
      ...(atTip ? ['tip' as const] : []),
    ];
    return [
      finding({
        code: 'RESTART_DOSE_HIGH',
        drug,
        at: resumedAt,
        about: id,
        sites,
        detail: words.join('; '),
        ...surenessOf(context, cessation),
        eventIds: [firstEventOf(context, drug, resumedAt), atReservoir?.eventId],
      }),
    ];
  });

/** No surer than that the drug had been away. */
function surenessOf(
  context: AuditContext,
  { certainty, cause, reachedZeroAt }: Cessation,
): Partial<Pick<Finding, 'confidence' | 'settledBy'>> {
  if (certainty === 'possible')
    return { confidence: 'possible', settledBy: 'the pump’s log: since when it had stopped' };
  if (cause !== 'reservoir-empty') return {};
  const dry = dryReservoirs(context).findLast(({ segment }) => Math.round(segment.start) <= reachedZeroAt);
  return {
    confidence: 'likely',
    settledBy:
      dry?.shown?.by === 'volume'
        ? EMPTY_SINCE.text
        : 'the volume found at the fill: whether the reservoir was empty is computed',
  };
}

interface Limit {
  readonly mcgPerDay: number;
  readonly words: string;
}

function limitsOf(context: AuditContext, drug: string): Limit[] {
  const restart = drugPolicy(context.policy, drug)?.restart;
  const most = restart?.maxDoseMcgPerDay?.value;
  const pct = restart?.maxPctOfFirstDose?.value;
  const first = firstDose(context, drug)?.mcgPerDay;
  return [
    ...(most === undefined ? [] : [{ mcgPerDay: most, words: `${sixDigits(most)} mcg/day` }]),
    ...(pct === undefined || first === undefined
      ? []
      : [
          {
            mcgPerDay: (pct / 100) * first,
            words: `${sixDigits((pct / 100) * first)} mcg/day, ${pct} % of the first dose of the therapy,`,
          },
        ]),
  ];
}

const toBegin = (passed: readonly Limit[]): string =>
  `at most ${passed.map(({ words }) => words).join(' and ')} to begin again`;

function byDailyDose(context: AuditContext, { drug, resumedAt }: Cessation, limits: readonly Limit[]) {
  const highest = highestOfFirstDay(context, drug, resumedAt!);
  const passed = limits.filter(({ mcgPerDay }) => highest && above(highest.mcgPerDay, mcgPerDay));
  if (!highest || passed.length === 0) return undefined;
  const when = highest.start <= resumedAt! ? '' : ' within a day';
  return {
    eventId: highest.eventId,
    words: `${drug} was delivered again at ${sixDigits(highest.mcgPerDay)} mcg/day${when}; ${toBegin(passed)}`,
  };
}

function byTip(
  context: AuditContext,
  { drug, reachedZeroAt, resumedAt }: Cessation,
  limits: readonly Limit[],
) {
  const zero = { reachedZeroAt, resumedAt: resumedAt! };
  const tolerance = 1 + (drugPolicy(context.policy, drug)?.restart?.tipTolerancePct?.value ?? 0) / 100;
  const passed = limits.flatMap((limit) => {
    const mostMcg = limit.mcgPerDay * tolerance;
    const day = tipAboveInFirstDay(context, drug, zero, mostMcg);
    return day && above(day.givenMcg, mostMcg) && context.time.hasCome(day.passedAt) ? [{ limit, day }] : [];
  });
  if (passed.length === 0) return undefined;
  return {
    words: `in the 24 h after ${drug} was there again the tip gives ${sixDigits(passed[0]!.day.givenMcg)} mcg; ${toBegin(passed.map(({ limit }) => limit))}`,
  };
}

const firstEventOf = (context: AuditContext, drug: string, resumedAt: number) =>
  context.uninterrupted(drug, 'reservoir').find(({ start }) => start >= resumedAt)?.eventId;
