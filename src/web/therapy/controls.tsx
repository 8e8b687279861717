import { ACCEPTED_DATES } from '../../therapy/occurred-at.js';
import { paths } from '../shell/paths.js';
import { optionalStated } from './figures.js';
import type { TherapyView } from './therapy-view.js';
import { say } from '../../words/say.js';
import { therapy as texts } from '../../words/texts/therapy.js';
import { told } from '../../words/told.js';

/** By which policy, instant and knowledge the page is made. */
export const Controls = ({ therapyId, query, policies, timeline }: TherapyView) => (
  <details class="card screen">
    <summary>{say(texts.anotherInstantAnotherKnowledgeAnother)}</summary>
    <form method="get" action={paths.therapy(therapyId)} aria-label={say(texts.whatThePageShows)}>
      <div class="fields">
        <div class="field">
          <label for="policy">{say(texts.policy)}</label>
          <select id="policy" name="policy">
            {policies.map(({ id, version, title }) => {
              const reference = `${id}@${version}`;
              return (
                <option key={reference} value={reference} selected={reference === timeline.policy}>
                  {told(title)} ({reference})
                </option>
              );
            })}
          </select>
        </div>
        {(
          [
            ['asOf', say(texts.asOf), query.asOf],
            ['knownAt', say(texts.byWhatWasKnownAt), query.knownAt],
            ['from', say(texts.timeLineFrom), query.from],
            ['to', say(texts.timeLineTo), query.to],
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
        <button class="main">{say(texts.show)}</button>
      </div>
      <p id="dates" class="quiet">
        {say(texts.datesAreUtcLeftEmpty, { dates: told(ACCEPTED_DATES) })}
      </p>
    </form>
  </details>
);
