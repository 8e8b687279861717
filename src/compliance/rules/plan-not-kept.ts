import { cessationsOf } from '../taper/cessations.js';
import type { PlannedStep } from '../taper/plan.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';

/** A planned holiday was carried out otherwise than its plan has it. */
export const planNotKept: Rule = (context) =>
  cessationsOf(context).flatMap(({ id, drug, plan, steps, reachedZeroAt }) => {
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
        about: id,
        detail: `${drug} was reduced otherwise than planned: ${differences.join('; ')}`,
        eventIds: [plan.eventId, ...steps.map(({ eventId }) => eventId ?? undefined)],
      }),
    ];
  });

function describe(step: PlannedStep): string {
  const planned = `${sixDigits(step.plannedMcgPerDay)} mcg/day on ${step.on}`;
  if (step.outcome === 'not-reached') return `${planned} was not reached`;
  const days = step.deviationDays ?? 0;
  const time = days === 0 ? [] : [`${sixDigits(Math.abs(days))} days ${days < 0 ? 'early' : 'late'}`];
  const dose = step.deviationMcgPerDay ? [`at ${sixDigits(step.reachedMcgPerDay ?? 0)} mcg/day`] : [];
  return `${planned} was reached ${[...time, ...dose].join(', ')}`;
}
