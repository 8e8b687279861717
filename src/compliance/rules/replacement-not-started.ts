import { lastAtOrBefore } from '../../infusion/delivery.js';
import { concentrationOf } from '../../infusion/fluid.js';
import { canonicalDrug } from '../../infusion/drugs.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import type { Instant } from '../../therapy/envelope.js';
import { type Cessation, cessationsOf } from '../taper/cessations.js';
import { clearingBridge } from '../path/clearing-bridge.js';
import type { AuditContext } from '../context.js';
import { holidayPlansOf } from '../taper/holiday-plan.js';
import { isAfterLastRecord } from '../facts/last-record.js';
import { showInstant } from '../show.js';
import { type Finding, type Rule, finding } from './finding.js';

/** A planned holiday reached its zero, and the drug that was to take its place did not come. */
export const replacementNotStarted: Rule = (context) => {
  const hours = context.policy.replacement?.withinHours.value;
  if (hours === undefined) return [];
  const previousZeroAt = new Map<string, Instant>();
  return cessationsOf(context).flatMap((cessation) => {
    const { drug, site, reachedZeroAt } = cessation;
    if (site !== 'reservoir') return [];
    const previous = previousZeroAt.get(drug);
    previousZeroAt.set(drug, reachedZeroAt);
    return judge(context, cessation, previous, hours);
  });
};

function judge(
  context: AuditContext,
  { id, drug, reachedZeroAt, resumedAt, steps }: Cessation,
  previousZeroAt: Instant | undefined,
  hours: number,
): Finding[] {
  const plan = holidayPlansOf(context, drug, reachedZeroAt, previousZeroAt).at(-1);
  const replacement = plan?.data.replacementDrug && canonicalDrug(plan.data.replacementDrug);
  if (!plan || replacement === undefined) return [];
  const until = clearedAt(context, replacement, reachedZeroAt, hours) + hours * HOUR_MS;
  if (
    isAfterLastRecord(context, reachedZeroAt) ||
    (resumedAt !== undefined && resumedAt <= until) ||
    !context.time.hasCome(until) ||
    wasDelivered(context, replacement, plan.at, until)
  )
    return [];
  return [
    finding({
      code: 'REPLACEMENT_NOT_STARTED',
      drug,
      at: reachedZeroAt,
      about: id,
      detail: `${drug} reached zero ${showInstant(reachedZeroAt)}, and the pump gave none of the ${replacement} that was planned in its place within ${hours} h`,
      settledBy: `whether ${replacement} was given by another route`,
      eventIds: [plan.id, steps.at(-1)?.eventId ?? undefined],
    }),
  ];
}

/** While a bridge clears the path of the drug before, nothing of the next one is there to count. */
function clearedAt(context: AuditContext, replacement: string, zeroAt: Instant, hours: number): Instant {
  const filled = context.delivery.moments.filter(
    ({ at, leftFill }) =>
      Math.abs(at - zeroAt) <= hours * HOUR_MS && concentrationOf(leftFill?.fluid, replacement) > 0,
  );
  return Math.max(zeroAt, ...filled.flatMap((moment) => clearingBridge(context, moment)?.end ?? []));
}

function wasDelivered(context: AuditContext, drug: string, from: Instant, until: Instant): boolean {
  const doses = context.uninterrupted(drug, 'reservoir');
  for (let index = lastAtOrBefore(doses, ({ start }) => start, until); index >= 0; index -= 1) {
    const { mcgPerDay, end } = doses[index]!;
    if (end <= from) return false;
    // What nobody knows may have been given.
    if (mcgPerDay > 0 || Number.isNaN(mcgPerDay)) return true;
  }
  return false;
}
