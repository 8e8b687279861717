import { MAX_ID } from '../../therapy/events/fields/limits.js';
import { NAMED_ID } from '../../therapy/events/fields/texts.js';
import { paths } from '../shell/paths.js';
import type { IntegrityView } from './integrity-view.js';
import { say } from '../../words/say.js';
import { integrity as texts } from '../../words/texts/integrity.js';
import { told } from '../../words/told.js';

/** A browser reads a pattern with the flag `v`, which wants a hyphen in a class escaped. */
const PATTERN = NAMED_ID.source.slice(1, -1).replace('_-]', '_\\-]');

/** Asks for the evidence of one therapy. */
export const EvidenceForm = ({ policies }: IntegrityView) => (
  <section aria-labelledby="evidence-title">
    <h2 id="evidence-title">{say(texts.evidencePack)}</h2>
    <p>{say(texts.aZipFileWithAll, { code: <code>node check.mjs</code>, code2: <code>CHECK.md</code> })}</p>
    <form action={paths.evidence()} method="get" class="fields">
      <div class="field">
        <label for="therapyId">{say(texts.therapy)}</label>
        <input
          id="therapyId"
          name="therapyId"
          required
          pattern={PATTERN}
          title={say(texts.lettersDigitsDotsHyphensAnd, { maxid: MAX_ID })}
        />
      </div>
      <div class="field">
        <label for="policy">{say(texts.policy)}</label>
        <select id="policy" name="policy">
          <option value="">{say(texts.theDefault)}</option>
          {policies.map(({ id, version, title }) => (
            <option key={`${id}@${version}`} value={`${id}@${version}`}>
              {told(title)} ({version})
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="asOf">{say(texts.asOfUtcNowBy)}</label>
        <input id="asOf" name="asOf" placeholder="2021-09-01" />
      </div>
      <div class="field">
        <label for="knownAt">{say(texts.knownAtUtcAllBy)}</label>
        <input id="knownAt" name="knownAt" placeholder="2021-09-01" />
      </div>
      <div class="field">
        <label for="personal">{say(texts.personalValues)}</label>
        <select id="personal" name="personal">
          <option value="include">{say(texts.withThem)}</option>
          <option value="exclude">{say(texts.withoutThem)}</option>
        </select>
      </div>
      <button type="submit">{say(texts.getThePack)}</button>
    </form>
  </section>
);
