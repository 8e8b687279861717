import { revisionsOf } from '../../reports/when.js';
import { figure, rounded, utc } from '../../reports/words.js';
import { paths } from '../shell/paths.js';
import type { CessationView } from './cessation-view.js';
import { say } from '../../words/say.js';
import { judged as texts } from '../../words/texts/judged.js';
import { told } from '../../words/told.js';

const OUTCOME = {
  kept: texts.kept,
  departed: texts.departedFrom,
  'not-reached': texts.notReached,
  'not-due': texts.notDueYet,
} as const;

const daysOff = (days: number | null): string => {
  if (days === null) return '';
  return days === 0
    ? say(texts.inTime)
    : `${rounded(Math.abs(days), 2)} ${told(days < 0 ? 'early' : 'late')}`;
};

/** What was planned against what was done. */
export const Plan = ({ therapyId, report, cessation: { plan, declaredHoliday } }: CessationView) => {
  const revision = plan && revisionsOf(report).get(plan.eventId)?.revision;
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{say(texts.planAgainstWhatWasDone)}</h2>
      {plan ? (
        <>
          <p>
            {say(texts.thePlanIs, {
              revision:
                revision === undefined ? (
                  say(texts.inTheLog)
                ) : (
                  <a href={paths.event(therapyId, revision)}>{say(texts.event, { revision })}</a>
                ),
              unplanned:
                plan.unplanned.length > 0 &&
                say(texts.notPlannedTheFallsOf, {
                  unplanned: plan.unplanned.map((at) => utc(at)).join(', '),
                }),
            })}
          </p>
          <div class="scroll" tabIndex={0} role="region" aria-labelledby="plan">
            <table>
              <caption>{say(texts.eachDoseOfThePlan)}</caption>
              <thead>
                <tr>
                  <th scope="col">{say(texts.plannedOn)}</th>
                  <th scope="col" class="number">
                    {say(texts.plannedMcgDay)}
                  </th>
                  <th scope="col">{say(texts.reached)}</th>
                  <th scope="col" class="number">
                    {say(texts.reachedMcgDay)}
                  </th>
                  <th scope="col" class="number">
                    {say(texts.daysEarlyOrLate)}
                  </th>
                  <th scope="col">{say(texts.plan)}</th>
                </tr>
              </thead>
              <tbody>
                {plan.steps.map((step) => (
                  <tr key={step.on + String(step.plannedMcgPerDay)}>
                    <th scope="row">{step.on}</th>
                    <td class="number">{figure(step.plannedMcgPerDay)}</td>
                    <td>{step.reachedAt === null ? say(texts.notByThen) : utc(step.reachedAt)}</td>
                    <td class="number">
                      {step.reachedMcgPerDay === null ? '' : figure(step.reachedMcgPerDay)}
                    </td>
                    <td class="number">{daysOff(step.deviationDays)}</td>
                    <td>
                      {step.outcome === 'kept' ? (
                        say(OUTCOME.kept)
                      ) : (
                        <strong>{say(OUTCOME[step.outcome])}</strong>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : (
        <p>{declaredHoliday ? say(texts.aHolidayWasDeclaredAnd) : say(texts.noHolidayWasDeclaredThere)}</p>
      )}
    </section>
  );
};
