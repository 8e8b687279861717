import { ACCEPTED_DATES } from '../../therapy/occurred-at.js';
import { paths } from '../shell/paths.js';
import { optionalStated } from './figures.js';
import type { TherapyView } from './therapy-view.js';

/** By which policy, instant and knowledge the page is made. */
export const Controls = ({ therapyId, query, policies, timeline }: TherapyView) => (
  <details class="card screen">
    <summary>Another instant, another knowledge, another policy</summary>
    <form method="get" action={paths.therapy(therapyId)} aria-label="What the page shows">
      <div class="fields">
        <div class="field">
          <label for="policy">Policy</label>
          <select id="policy" name="policy">
            {policies.map(({ id, version, title }) => {
              const reference = `${id}@${version}`;
              return (
                <option key={reference} value={reference} selected={reference === timeline.policy}>
                  {title} ({reference})
                </option>
              );
            })}
          </select>
        </div>
        {(
          [
            ['asOf', 'As of', query.asOf],
            ['knownAt', 'By what was known at', query.knownAt],
            ['from', 'Time line from', query.from],
            ['to', 'Time line to', query.to],
          ] as const
        ).map(([name, label, value]) => (
          <div key={name} class="field">
            <label for={name}>{label}</label>
            <input
              size={24}
              id={name}
              name={name}
              value={optionalStated(value) ?? ''}
              aria-describedby="dates"
            />
          </div>
        ))}
        <button class="main">Show</button>
      </div>
      <p id="dates" class="quiet">
        Dates are UTC: {ACCEPTED_DATES}. Left empty: now, all that is known, and the whole therapy.
      </p>
    </form>
  </details>
);
