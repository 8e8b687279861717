import { WORKUP, readable, sentence, utc } from '../../reports/words.js';
import { Evidence } from '../therapy/findings.js';
import type { CessationView } from './cessation-view.js';

/** What was examined before tolerance to the drug was diagnosed, where that came before the zero. */
export const Workups = ({ therapyId, report, cessation }: CessationView) => {
  const before = report.audit.workups.filter(
    ({ drug, at }) => drug === cessation.drug && at <= cessation.reachedZeroAt,
  );
  if (before.length === 0) return null;
  return (
    <section aria-labelledby="workup">
      <h2 id="workup">Work-up before the diagnosis of tolerance</h2>
      {before.map(({ eventId, at, complete, items }) => (
        <div key={eventId}>
          <p>
            Diagnosed {utc(at)}. Of what the policy asks for before it: <strong>{WORKUP[complete]}</strong>.
          </p>
          <Evidence therapyId={therapyId} report={report} eventIds={[eventId]} />
          <div class="scroll" tabIndex={0} role="region" aria-label="Work-up">
            <table>
              <caption>What was examined before</caption>
              <thead>
                <tr>
                  <th scope="col">Examination</th>
                  <th scope="col">Outcome</th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ item, outcome, detail, eventIds }) => (
                  <tr key={item}>
                    <th scope="row">{item.replaceAll('-', ' ')}</th>
                    <td>{outcome.replaceAll('-', ' ')}</td>
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
