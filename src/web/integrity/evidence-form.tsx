import { MAX_ID } from '../../therapy/events/fields/limits.js';
import { NAMED_ID } from '../../therapy/events/fields/texts.js';
import { paths } from '../shell/paths.js';
import type { IntegrityView } from './integrity-view.js';

/** A browser reads a pattern with the flag `v`, which wants a hyphen in a class escaped. */
const PATTERN = NAMED_ID.source.slice(1, -1).replace('_-]', '_\\-]');

/** Asks for the evidence of one therapy. */
export const EvidenceForm = ({ policies }: IntegrityView) => (
  <section aria-labelledby="evidence-title">
    <h2 id="evidence-title">Evidence pack</h2>
    <p>
      A ZIP file with all events of one therapy in the very bytes that were hashed, their proofs, the signed
      checkpoint, and the audit with the policies it judged by. <code>node check.mjs</code> in the unpacked
      folder checks it all without network and without this service; <code>CHECK.md</code> says how to check
      it by hand with openssl. Without personal values it still verifies: their digests stand in their place.
    </p>
    <form action={paths.evidence()} method="get" class="fields">
      <div class="field">
        <label for="therapyId">Therapy</label>
        <input
          id="therapyId"
          name="therapyId"
          required
          pattern={PATTERN}
          title={`letters, digits, dots, hyphens and underscores, at most ${MAX_ID}`}
        />
      </div>
      <div class="field">
        <label for="policy">Policy</label>
        <select id="policy" name="policy">
          <option value="">the default</option>
          {policies.map(({ id, version, title }) => (
            <option key={`${id}@${version}`} value={`${id}@${version}`}>
              {title} ({version})
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="asOf">As of (UTC), now by default</label>
        <input id="asOf" name="asOf" placeholder="2021-09-01" />
      </div>
      <div class="field">
        <label for="knownAt">Known at (UTC), all by default</label>
        <input id="knownAt" name="knownAt" placeholder="2021-09-01" />
      </div>
      <div class="field">
        <label for="personal">Personal values</label>
        <select id="personal" name="personal">
          <option value="include">with them</option>
          <option value="exclude">without them</option>
        </select>
      </div>
      <button type="submit">Get the pack</button>
    </form>
  </section>
);
