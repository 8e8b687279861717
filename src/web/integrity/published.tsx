import { counted, utcExact } from '../../reports/words.js';
import { paths } from '../shell/paths.js';
import { type IntegrityView, type SignatureView, keyTexts, signaturesUnder } from './integrity-view.js';

const BY: Readonly<Record<SignatureView['by'], string>> = {
  'current-key': 'this log, by its current key',
  'earlier-key': 'this log, by an earlier key',
  witness: 'a witness',
};
const iso = (at: number): string => utcExact(new Date(at).toISOString());

const Signatures = ({ published, keys }: Pick<IntegrityView, 'published' | 'keys'>) => (
  <div class="scroll" tabIndex={0} role="region" aria-label="Signatures">
    <table>
      <caption>Who signed the last published checkpoint</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Key id</th>
          <th scope="col">Whose</th>
          <th scope="col">Cosigned at (UTC)</th>
        </tr>
      </thead>
      <tbody>
        {signaturesUnder(published!, keys).map(({ name, keyId, by, at }) => (
          <tr key={`${name} ${keyId}`}>
            <th scope="row">{name}</th>
            <td>
              <code>{keyId}</code>
            </td>
            <td>{BY[by]}</td>
            <td>{at === undefined ? '—' : iso(at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** What was published of the log last. */
export const Published = ({ published, keys, tree }: IntegrityView) => (
  <section id="published" data-live aria-labelledby="published-title">
    <h2 id="published-title">The last published checkpoint</h2>
    {published ? (
      <>
        <p>
          It binds the first {counted(published.size, 'event')} of the log: none of them can be changed, left
          out or put in between without another root hash.
          {tree.size > published.size &&
            ` ${counted(tree.size - published.size, 'later event')} will be covered by the next one.`}
        </p>
        <dl class="members">
          <div>
            <dt>Events</dt>
            <dd>{published.size}</dd>
          </div>
          <div>
            <dt>Root hash</dt>
            <dd>
              <code>{published.rootHash.toString('base64')}</code>
            </dd>
          </div>
          <div>
            <dt>Log (origin)</dt>
            <dd>
              <code>{published.origin}</code>
            </dd>
          </div>
          <div>
            <dt>Signed at</dt>
            <dd>{iso(published.signedAt)}</dd>
          </div>
          <div>
            <dt>Timestamp</dt>
            <dd>
              {published.timestamp
                ? 'kept with it, of an authority outside (RFC 3161)'
                : 'none of an authority outside'}
            </dd>
          </div>
        </dl>
        <Signatures published={published} keys={keys} />
        <details>
          <summary>The signed note as it was published</summary>
          <pre tabIndex={0}>{published.note}</pre>
        </details>
      </>
    ) : (
      <p>None yet.</p>
    )}
    <p>
      <a href={paths.publishedCheckpoint()}>Last published checkpoint</a> as text.{' '}
      <a href={paths.ledger('checkpoint')}>Sign a checkpoint now</a> that covers all that is recorded; it is
      signed anew only where the log grew. Keep a copy elsewhere: whoever holds one notices if the log is ever
      rewritten.
    </p>
  </section>
);

/** By which checkpoints of this log verify. */
export const Keys = ({ keys }: IntegrityView) => {
  const [current, ...earlier] = keyTexts(keys);
  return (
    <section aria-labelledby="keys-title">
      <h2 id="keys-title">Verifier keys</h2>
      <p>
        Public; checkpoints of this log verify by them. Compare with a copy that you got elsewhere: asked of
        whoever is to be checked, a key proves nothing.
      </p>
      <dl class="members">
        <div>
          <dt>Current</dt>
          <dd>
            <code>{current}</code>
          </dd>
        </div>
        <div>
          <dt>Earlier</dt>
          <dd>
            {earlier.length === 0
              ? 'none'
              : earlier.map((key) => (
                  <p key={key}>
                    <code>{key}</code>
                  </p>
                ))}
          </dd>
        </div>
      </dl>
    </section>
  );
};
