import { WORKUP, readable, sentence, utc } from '../../reports/words.js';
import { Evidence } from '../therapy/findings.js';
import type { CessationView } from './cessation-view.js';
import { say } from '../../words/say.js';
import { cessation as texts } from '../../words/texts/cessation.js';
import { told } from '../../words/told.js';

/** What was examined before tolerance to the drug was diagnosed, where that came before the zero. */
export const Workups = ({ therapyId, report, cessation }: CessationView) => {
  const before = report.audit.workups.filter(
    ({ drug, at }) => drug === cessation.drug && at <= cessation.reachedZeroAt,
  );
  if (before.length === 0) return null;
  return (
    <section aria-labelledby="workup">
      <h2 id="workup">{say(texts.workUpBeforeTheDiagnosis)}</h2>
      {before.map(({ eventId, at, complete, items }) => (
        <div key={eventId}>
          <p>
            {say(texts.diagnosedOfWhatThePolicy, {
              at: utc(at),
              complete: <strong>{say(WORKUP[complete])}</strong>,
            })}
          </p>
          <Evidence therapyId={therapyId} report={report} eventIds={[eventId]} />
          <div class="scroll" tabIndex={0} role="region" aria-label={say(texts.workUp)}>
            <table>
              <caption>{say(texts.whatWasExaminedBefore)}</caption>
              <thead>
                <tr>
                  <th scope="col">{say(texts.examination)}</th>
                  <th scope="col">{say(texts.outcome)}</th>
                  <th scope="col">{say(texts.why)}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ item, outcome, detail, eventIds }) => (
                  <tr key={item}>
                    <th scope="row">{told(item.replaceAll('-', ' '))}</th>
                    <td>{told(outcome.replaceAll('-', ' '))}</td>
                    <td>
                      {sentence(readable(detail))}
                      <Evidence therapyId={therapyId} report={report} eventIds={eventIds} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      ))}
    </section>
  );
};
