import type { StepDto } from '../../answers/dto/cessation.dto.js';
import { printedAt, revisionsOf } from '../../reports/when.js';
import { figure, readable, rounded, sentence } from '../../reports/words.js';
import { OutcomeBadge } from '../shell/badges.js';
import { paths } from '../shell/paths.js';
import type { CessationView } from './cessation-view.js';

const RULE: Readonly<Record<string, string>> = {
  'max-step': 'Size of the step',
  'max-step-of-previous': 'Step as a part of the dose before',
  'max-step-of-baseline': 'Step as a part of the baseline',
  'min-interval': 'Time since the step before',
  'min-duration': 'Time from the first step to zero',
};
/** A rule of steps in words. */
export const ruleInWords = (rule: string): string => RULE[rule] ?? rule;

const Rules = ({ step: { rules } }: { readonly step: StepDto }) => {
  if (rules.length === 0) return <>The policy has no rule for steps of this drug.</>;
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
  ['Step'],
  ['At'],
  ['From, mcg/day', 'number'],
  ['To, mcg/day', 'number'],
  ['Change, mcg/day', 'number'],
  ['Change, %', 'number'],
  ['Days since the step before', 'number'],
  ['Event'],
  ['Each rule of the policy'],
] as const;

/** The dose reductions on the way to zero, each with the policy's verdict. */
export const Steps = ({ therapyId, report, cessation }: CessationView) => {
  const events = revisionsOf(report);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">Steps</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="steps">
        <table class="steps">
          <caption>The falls of the daily dose on the way to zero, and what the policy says of each</caption>
          <thead>
            <tr>
              {HEADER.map(([words, look]) => (
                <th key={words} scope="col" class={look}>
                  {words}
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
                    {step.daysSincePrevious === null ? 'first' : rounded(step.daysSincePrevious, 2)}
                  </td>
                  <td>
                    {revision === undefined ? (
                      'nobody recorded it'
                    ) : (
                      <a href={paths.event(therapyId, revision)} aria-label={`event ${revision} in the log`}>
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
