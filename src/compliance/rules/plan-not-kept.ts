import { canonicalDrug } from '../../infusion/drugs.js';
import type { Acting } from '../../therapy/acting-event.js';
import { spanOf } from '../../therapy/occurred-at.js';
import type { AuditContext } from '../context.js';
import { cessationsOf } from '../taper/cessations.js';
import { courseDoses } from '../taper/course-doses.js';
import { plansOf } from '../taper/holiday-plan.js';
import { type PlannedStep, planFollowed } from '../taper/plan.js';
import { asIfKnown } from '../doubt/unknown-flow.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Finding, type Rule, finding } from './finding.js';

/** A planned holiday was carried out otherwise than its plan has it, or its day passed and nobody programmed anything. */
export const planNotKept: Rule = (context) => {
  const ended = endedPlans(context);
  const followed = new Set(ended.map(({ eventIds }) => eventIds[0]));
  const judgedIds = new Set(cessationsOf(context).flatMap(({ plan }) => plan?.eventId ?? []));
  const open = plansOf(context).filter(({ id }) => !followed.has(id) && !judgedIds.has(id));
  return [...ended, ...open.flatMap((plan) => missedDays(context, plan))];
};

function endedPlans(context: AuditContext): Finding[] {
  return cessationsOf(context).flatMap(({ drug, plan, steps, reachedZeroAt }) => {
    if (!plan) return [];
    const departed = plan.steps.filter(({ outcome }) => outcome === 'departed' || outcome === 'not-reached');
    if (departed.length === 0 && plan.unplanned.length === 0) return [];
    const differences = [
      ...departed.map(describe),
      ...(plan.unplanned.length > 0 ? [`${plan.unplanned.length} falls that were not planned`] : []),
    ];
    return [
      finding({
        code: 'PLAN_NOT_KEPT',
        at: reachedZeroAt,
        about: drug,
        sites: ['reservoir'],
        detail: `${drug} was reduced otherwise than planned: ${differences.join('; ')}`,
        eventIds: [plan.eventId, ...steps.map(({ eventId }) => eventId ?? undefined)],
      }),
    ];
  });
}

/** Days of a plan that no zero has followed yet, on which nothing was programmed although the dose was to change. */
function missedDays(context: AuditContext, plan: Acting<'HolidayPlanned'>): Finding[] {
  const { time, events } = context;
  const drug = canonicalDrug(plan.data.drug);
  const doses = asIfKnown(courseDoses(context, drug, 'reservoir'));
  const anew = plansOf(context).find(
    ({ at, id, data }) => id !== plan.id && at >= plan.at && canonicalDrug(data.drug) === drug,
  );
  const missed = (planFollowed(plan, doses, [], time)?.steps ?? []).filter(({ on, outcome }) => {
    const { first, last } = spanOf(on)!;
    const isProgrammed = events.some(
      ({ type, at }) => type === 'PumpReprogrammed' && at >= first && at <= last,
    );
    return outcome !== 'kept' && !isProgrammed && !(anew && anew.at <= first) && time.hasPassed(last);
  });
  if (missed.length === 0) return [];
  return [
    finding({
      code: 'PLAN_NOT_KEPT',
      at: spanOf(missed[0]!.on)!.last,
      about: drug,
      sites: ['reservoir'],
      detail: `${drug}: no program is recorded for ${missed.map(({ on, plannedMcgPerDay }) => `${sixDigits(plannedMcgPerDay)} mcg/day planned on ${on}`).join(', ')}`,
      eventIds: [plan.id],
    }),
  ];
}

function describe(step: PlannedStep): string {
  const planned = `${sixDigits(step.plannedMcgPerDay)} mcg/day on ${step.on}`;
  if (step.outcome === 'not-reached') return `${planned} was not reached`;
  const days = step.deviationDays ?? 0;
  const time = days === 0 ? [] : [`${sixDigits(Math.abs(days))} days ${days < 0 ? 'early' : 'late'}`];
  const dose = step.deviationMcgPerDay ? [`at ${sixDigits(step.reachedMcgPerDay ?? 0)} mcg/day`] : [];
  return `${planned} was reached ${[...time, ...dose].join(', ')}`;
}
