import { utcExact } from '../../reports/words.js';
import { paths } from '../shell/paths.js';
import { type IntegrityView, type SignatureView, keyTexts, signaturesUnder } from './integrity-view.js';
import { say } from '../../words/say.js';
import { integrity as texts } from '../../words/texts/integrity.js';
import type { Text } from '../../words/say.js';
import { told } from '../../words/told.js';

const BY: Readonly<Record<SignatureView['by'], Text>> = {
  'current-key': texts.thisLogByItsCurrent,
  'earlier-key': texts.thisLogByAnEarlier,
  witness: texts.aWitness,
};
const iso = (at: number): string => utcExact(new Date(at).toISOString());

const Signatures = ({ published, keys }: Pick<IntegrityView, 'published' | 'keys'>) => (
  <div class="scroll" tabIndex={0} role="region" aria-label={say(texts.signatures)}>
    <table>
      <caption>{say(texts.whoSignedTheLastPublished)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(texts.name)}</th>
          <th scope="col">{say(texts.keyId)}</th>
          <th scope="col">{say(texts.whose)}</th>
          <th scope="col">{say(texts.cosignedAtUtc)}</th>
        </tr>
      </thead>
      <tbody>
        {signaturesUnder(published!, keys).map(({ name, keyId, by, at }) => (
          <tr key={`${name} ${keyId}`}>
            <th scope="row">{name}</th>
            <td>
              <code>{keyId}</code>
            </td>
            <td>{say(BY[by])}</td>
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
    <h2 id="published-title">{say(texts.theLastPublishedCheckpoint)}</h2>
    {published ? (
      <>
        <p>
          {say(texts.itBindsTheFirstOf, {
            size: say(texts.countedEvents, { count: published.size }),
            size2:
              tree.size > published.size &&
              say(texts.willBeCoveredByThe, {
                size: say(texts.countedLaterEvents, { count: tree.size - published.size }),
              }),
          })}
        </p>
        <dl class="members">
          <div>
            <dt>{say(texts.events)}</dt>
            <dd>{published.size}</dd>
          </div>
          <div>
            <dt>{say(texts.rootHash)}</dt>
            <dd>
              <code>{published.rootHash.toString('base64')}</code>
            </dd>
          </div>
          <div>
            <dt>{say(texts.logOrigin)}</dt>
            <dd>
              <code>{published.origin}</code>
            </dd>
          </div>
          <div>
            <dt>{say(texts.signedAt)}</dt>
            <dd>{iso(published.signedAt)}</dd>
          </div>
          <div>
            <dt>{say(texts.timestamp)}</dt>
            <dd>{published.timestamp ? say(texts.keptWithItOfAn) : say(texts.noneOfAnAuthorityOutside)}</dd>
          </div>
        </dl>
        <Signatures published={published} keys={keys} />
        <details>
          <summary>{say(texts.theSignedNoteAsIt)}</summary>
          <pre tabIndex={0}>{published.note}</pre>
        </details>
      </>
    ) : (
      <p>{say(texts.noneYet)}</p>
    )}
    <p>
      {say(texts.asTextThatCoversAll, {
        link: <a href={paths.publishedCheckpoint()}>{say(texts.lastPublishedCheckpoint)}</a>,
        link2: <a href={paths.ledger('checkpoint')}>{say(texts.signACheckpointNow)}</a>,
      })}
    </p>
  </section>
);

/** By which checkpoints of this log verify. */
export const Keys = ({ keys }: IntegrityView) => {
  const [current, ...earlier] = keyTexts(keys);
  return (
    <section aria-labelledby="keys-title">
      <h2 id="keys-title">{say(texts.verifierKeys)}</h2>
      <p>{say(texts.publicCheckpointsOfThisLog)}</p>
      <dl class="members">
        <div>
          <dt>{say(texts.current)}</dt>
          <dd>
            <code>{current}</code>
          </dd>
        </div>
        <div>
          <dt>{say(texts.earlier)}</dt>
          <dd>
            {earlier.length === 0
              ? told('none')
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
