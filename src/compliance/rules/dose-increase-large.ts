import { infusedDrugs } from '../dose/infused-drugs.js';
import { escalations } from '../dose/escalations.js';
import type { AuditContext } from '../context.js';
import { increasesFor } from '../dose/increases.js';
import type { DoseStretch } from '../dose/daily-dose.js';
import { drugPolicy } from '../policies/policy.js';
import { largeRises } from '../dose/rises.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';

/** The dose of a running therapy rose by more than is usual for what the spasticity comes from. */
export const doseIncreaseLarge: Rule = (context) =>
  infusedDrugs(context).flatMap((drug) => {
    const limit = increasesFor(context, drug);
    if (!limit) return [];
    const { maxPct, minHoursBetween, words } = limit;
    const judgedElsewhere = restarting(context, drug);
    return largeRises(context.uninterrupted(drug, 'reservoir'), maxPct, minHoursBetween)
      .filter(({ stretch }) => !judgedElsewhere.has(stretch))
      .map(({ stretch, fromMcgPerDay, toMcgPerDay, pct }) =>
        finding({
          code: 'DOSE_INCREASE_LARGE',
          drug,
          at: stretch.start,
          about: `${drug} ${stretch.start}`,
          sites: ['reservoir'],
          detail: `${drug} rose from ${sixDigits(fromMcgPerDay)} to ${sixDigits(toMcgPerDay)} mcg/day, rises of ${sixDigits(pct)} % within ${minHoursBetween} h; at most ${maxPct} % ${words}`,
          eventIds: [stretch.eventId],
        }),
      );
  });

/** Where the policy has figures for the way back after a cessation, these judge it. */
const restarting = (context: AuditContext, drug: string): ReadonlySet<DoseStretch> =>
  drugPolicy(context.policy, drug)?.restart?.maxIncreasePct
    ? new Set(escalations(context).flatMap(({ cessation, doses }) => (cessation.drug === drug ? doses : [])))
    : new Set();
