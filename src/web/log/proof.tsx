import type { Envelope } from '../../therapy/envelope.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';

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
      <summary>Proof of #{revision}</summary>
      <dl class="members">
        <div>
          <dt>Hash of the event before</dt>
          <dd>
            <code>{previousHash}</code>
          </dd>
        </div>
        {leafIndex !== undefined && (
          <div>
            <dt>Leaf</dt>
            <dd>
              {leafIndex} of the ledger:{' '}
              {mayHere('ledger:entries') && (
                <>
                  <a href={paths.ledger(`entries/${leafIndex}`)}>the bytes that were hashed</a>,{' '}
                </>
              )}
              <a
                href={paths.ledger('inclusion', {
                  leafIndex,
                  treeSize: isCovered ? publishedSize : undefined,
                })}
              >
                proof that they are in the tree
              </a>
            </dd>
          </div>
        )}
      </dl>
      <p class="quiet">
        To check it: the SHA-256 of those bytes is the hash, and the bytes name the hash of the event before.{' '}
        SHA-256 of a zero byte and the bytes, joined with the hashes of the proof as RFC 6962 has it, gives
        the root of the tree
        {isCovered ? (
          <>
            , which stands in the signed <a href={paths.publishedCheckpoint()}>checkpoint</a> of{' '}
            {publishedSize} events.
          </>
        ) : (
          '; no published checkpoint covers this event yet.'
        )}{' '}
        {mayHere('ledger:entries', { everywhere: true }) && (
          <>
            <a href={paths.integrity()}>Integrity</a> tells more.
          </>
        )}
      </p>
    </details>
  );
};
