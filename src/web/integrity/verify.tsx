import { counted, utcExact } from '../../reports/words.js';
import { paths } from '../shell/paths.js';
import type { IntegrityView, Verified } from './integrity-view.js';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;

const Problems = ({ problems, problemCount }: Verified) => (
  <>
    <div class="scroll" tabIndex={0} role="region" aria-label="Problems found">
      <table>
        <caption>What was found, by leaf of the ledger</caption>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Leaf</th>
            <th scope="col">Detail</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ code, leafIndex, detail }, index) => (
            <tr key={index}>
              <th scope="row">
                <code>{code}</code>
              </th>
              <td>{leafIndex ?? '—'}</td>
              <td>
                <bdi>{detail}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {problemCount > problems.length && (
      <p>
        The first {problems.length} of {problemCount}.
      </p>
    )}
  </>
);

const Result = (verified: Verified) => {
  const {
    ok,
    treeSize,
    rootHash,
    problemCount,
    therapies,
    streamsOfNone,
    checkpoints,
    covered,
    at,
    tookMs,
    hasWaited,
  } = verified;
  return (
    <div id="verified" class={`card ${ok ? 'good' : 'bad'}`} role="status">
      <h3>
        {ok
          ? 'Verified: everything that was checked holds'
          : `Not verified: ${counted(problemCount, 'problem')} found`}
      </h3>
      <p>
        {counted(treeSize, 'event')} of {counted(therapies, 'therapy', 'therapies')}
        {streamsOfNone > 0 ? ' and of the ledger itself' : ''} read anew and hashed,{' '}
        {checkpoints === 0
          ? 'no signed checkpoint to compare with'
          : `compared with ${counted(checkpoints, 'signed checkpoint')}, which cover ${counted(covered, 'event')}`}
        , in {seconds(tookMs)}, at {utcExact(new Date(at).toISOString())}.
        {hasWaited && ' It waited for another verification to end.'}
      </p>
      <p>
        Root hash of these bytes: <code>{rootHash}</code>
      </p>
      {!ok && <Problems {...verified} />}
    </div>
  );
};

/** The form that verifies the log, and what it found. */
export const Verify = ({ verified, verifying }: IntegrityView) => (
  <section aria-labelledby="verify-title">
    <h2 id="verify-title">Verify now</h2>
    {verified && <Result {...verified} />}
    <form method="post" action={paths.verify()}>
      <p>
        Reads every stored byte anew, hashes it, follows each therapy’s chain, opens the personal values as
        far as there are keys, and compares the tree with every signed checkpoint. A million events take some
        seconds; one verification runs at a time.
      </p>
      {verifying > 0 && (
        <p>
          <strong>{counted(verifying, 'verification')} running or waiting: yours would wait.</strong>
        </p>
      )}
      <button type="submit" class="main">
        Verify the log now
      </button>
    </form>
    <h3>What this proves, and what it does not</h3>
    <p>
      It is the service’s own answer: it finds damage, and changes made behind the service’s back. It proves
      nothing to who does not trust whoever runs the service. A stranger checks without it: with an evidence
      pack and the <code>check.mjs</code> in it; with a copy of the data directory, by{' '}
      <code>npm run -s cli -- verify DIRECTORY --key KEY</code>, with a key and a checkpoint that were got
      elsewhere; or by asking witnesses, who cosign only a log that never took anything back. And nothing here
      says that what was recorded is true: only that it was recorded then, and not changed since.
    </p>
  </section>
);
