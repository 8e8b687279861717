import { revisionsOf } from '../../reports/when.js';
import { figure, rounded, utc } from '../../reports/words.js';
import { paths } from '../shell/paths.js';
import type { CessationView } from './cessation-view.js';

const OUTCOME = {
  kept: 'kept',
  departed: 'departed from',
  'not-reached': 'not reached',
  'not-due': 'not due yet',
} as const;

const daysOff = (days: number | null): string => {
  if (days === null) return '';
  return days === 0 ? 'in time' : `${rounded(Math.abs(days), 2)} ${days < 0 ? 'early' : 'late'}`;
};

/** What was planned against what was done. */
export const Plan = ({ therapyId, report, cessation: { plan, declaredHoliday } }: CessationView) => {
  const revision = plan && revisionsOf(report).get(plan.eventId)?.revision;
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">Plan against what was done</h2>
      {plan ? (
        <>
          <p>
            The plan is{' '}
            {revision === undefined ? (
              'in the log'
            ) : (
              <a href={paths.event(therapyId, revision)}>event #{revision}</a>
            )}
            .{' '}
            {plan.unplanned.length > 0 &&
              `Not planned: the falls of ${plan.unplanned.map((at) => utc(at)).join(', ')}.`}
          </p>
          <div class="scroll" tabIndex={0} role="region" aria-labelledby="plan">
            <table>
              <caption>Each dose of the plan, and when the dose was there</caption>
              <thead>
                <tr>
                  <th scope="col">Planned on</th>
                  <th scope="col" class="number">
                    Planned, mcg/day
                  </th>
                  <th scope="col">Reached</th>
                  <th scope="col" class="number">
                    Reached, mcg/day
                  </th>
                  <th scope="col" class="number">
                    Days early or late
                  </th>
                  <th scope="col">Plan</th>
                </tr>
              </thead>
              <tbody>
                {plan.steps.map((step) => (
                  <tr key={step.on + String(step.plannedMcgPerDay)}>
                    <th scope="row">{step.on}</th>
                    <td class="number">{figure(step.plannedMcgPerDay)}</td>
                    <td>{step.reachedAt === null ? 'not by then' : utc(step.reachedAt)}</td>
                    <td class="number">
                      {step.reachedMcgPerDay === null ? '' : figure(step.reachedMcgPerDay)}
                    </td>
                    <td class="number">{daysOff(step.deviationDays)}</td>
                    <td>
                      {step.outcome === 'kept' ? OUTCOME.kept : <strong>{OUTCOME[step.outcome]}</strong>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : (
        <p>
          {declaredHoliday
            ? 'A holiday was declared, and its plan has no steps that could be compared.'
            : 'No holiday was declared: there is no plan to compare with.'}
        </p>
      )}
    </section>
  );
};
