import type { Envelope } from '../../therapy/envelope.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';
import { say } from '../../words/say.js';
import { log as texts } from '../../words/texts/log.js';

interface Given {
  readonly envelope: Envelope;
  /** Events under the last published checkpoint; undefined where none is published. */
  readonly publishedSize: number | undefined;
}

/** How the event is bound into the ledger, and how to check it. */
export const Proof = ({ envelope, publishedSize = 0 }: Given) => {
  const { revision, leafIndex, previousHash } = envelope;
  const isCovered = leafIndex !== undefined && leafIndex < publishedSize;
  return (
    <details>
      <summary>{say(texts.proofOf, { revision })}</summary>
      <dl class="members">
        <div>
          <dt>{say(texts.hashOfTheEventBefore)}</dt>
          <dd>
            <code>{previousHash}</code>
          </dd>
        </div>
        {leafIndex !== undefined && (
          <div>
            <dt>{say(texts.leaf)}</dt>
            <dd>
              {say(texts.ofTheLedger, {
                leafIndex,
                bytes: mayHere('ledger:entries') && (
                  <>
                    <a href={paths.ledger(`entries/${leafIndex}`)}>{say(texts.theBytesThatWereHashed)}</a>
                    ,{' '}
                  </>
                ),
                proof: (
                  <a
                    href={paths.ledger('inclusion', {
                      leafIndex,
                      treeSize: isCovered ? publishedSize : undefined,
                    })}
                  >
                    {say(texts.proofThatTheyAreIn)}
                  </a>
                ),
              })}
            </dd>
          </div>
        )}
      </dl>
      <p class="quiet">
        {say(texts.toCheckItTheSha, {
          isCovered: isCovered ? (
            <>
              {say(texts.whichStandsInTheSigned, {
                link: <a href={paths.publishedCheckpoint()}>{say(texts.checkpoint)}</a>,
                publishedSize,
              })}
            </>
          ) : (
            say(texts.noPublishedCheckpointCoversThis)
          ),
          more: mayHere('ledger:entries', { everywhere: true }) && (
            <>{say(texts.tellsMore, { link: <a href={paths.integrity()}>{say(texts.integrity)}</a> })}</>
          ),
        })}
      </p>
    </details>
  );
};
