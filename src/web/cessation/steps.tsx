import type { StepDto } from '../../answers/dto/cessation.dto.js';
import { printedAt, revisionsOf } from '../../reports/when.js';
import { figure, readable, rounded, sentence } from '../../reports/words.js';
import { OutcomeBadge } from '../shell/badges.js';
import { paths } from '../shell/paths.js';
import type { CessationView } from './cessation-view.js';
import { say } from '../../words/say.js';
import { judged as texts } from '../../words/texts/judged.js';
import type { Text } from '../../words/say.js';
import { told } from '../../words/told.js';

const RULE: Readonly<Record<string, Text>> = {
  'max-step': texts.sizeOfTheStep,
  'max-step-of-previous': texts.stepAsAPartOf,
  'max-step-of-baseline': texts.stepAsAPartOf2,
  'min-interval': texts.timeSinceTheStepBefore,
  'min-duration': texts.timeFromTheFirstStep,
};
/** A rule of steps in words. */
export const ruleInWords = (rule: string): string => {
  const words = RULE[rule];
  return words ? say(words) : rule;
};

const Rules = ({ step: { rules } }: { readonly step: StepDto }) => {
  if (rules.length === 0) return <>{say(texts.thePolicyHasNoRule)}</>;
  return (
    <ul class="rules">
      {rules.map(({ rule, outcome, detail }) => (
        <li key={rule}>
          <OutcomeBadge outcome={outcome} /> <strong>{ruleInWords(rule)}:</strong>{' '}
          {sentence(readable(detail))}
        </li>
      ))}
    </ul>
  );
};

const HEADER = [
  [texts.step2],
  [texts.at],
  [texts.fromMcgDay, 'number'],
  [texts.toMcgDay, 'number'],
  [texts.changeMcgDay, 'number'],
  [texts.changePercent, 'number'],
  [texts.daysSinceTheStepBefore, 'number'],
  [texts.event2],
  [texts.eachRuleOfThePolicy],
] as const;

/** The dose reductions on the way to zero, each with the policy's verdict. */
export const Steps = ({ therapyId, report, cessation }: CessationView) => {
  const events = revisionsOf(report);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{say(texts.steps)}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="steps">
        <table class="steps">
          <caption>{say(texts.theFallsOfTheDaily)}</caption>
          <thead>
            <tr>
              {HEADER.map(([words, look]) => (
                <th key={words.en} scope="col" class={look}>
                  {say(words)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cessation.steps.map((step, index) => {
              const revision = step.eventId === null ? undefined : events.get(step.eventId)?.revision;
              return (
                <tr key={step.at}>
                  <th scope="row">{index + 1}</th>
                  <td>{printedAt(report, step.at, [step.eventId])}</td>
                  <td class="number">{figure(step.fromMcgPerDay)}</td>
                  <td class="number">{figure(step.toMcgPerDay)}</td>
                  <td class="number">{figure(step.changeMcgPerDay)}</td>
                  <td class="number">{rounded(step.changePct, 1)}</td>
                  <td class="number">
                    {step.daysSincePrevious === null ? told('first') : rounded(step.daysSincePrevious, 2)}
                  </td>
                  <td>
                    {revision === undefined ? (
                      say(texts.nobodyRecordedIt)
                    ) : (
                      <a
                        href={paths.event(therapyId, revision)}
                        aria-label={say(texts.eventInTheLog, { revision: revision })}
                      >
                        #{revision}
                      </a>
                    )}
                  </td>
                  <td>
                    <Rules step={step} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
};
