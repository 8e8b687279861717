import { utcExact } from '../../reports/words.js';
import { paths } from '../shell/paths.js';
import type { IntegrityView, Verified } from './integrity-view.js';
import { say } from '../../words/say.js';
import { integrity as texts } from '../../words/texts/integrity.js';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;

const Problems = ({ problems, problemCount }: Verified) => (
  <>
    <div class="scroll" tabIndex={0} role="region" aria-label={say(texts.problemsFound)}>
      <table>
        <caption>{say(texts.whatWasFoundByLeaf)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(texts.code)}</th>
            <th scope="col">{say(texts.leaf)}</th>
            <th scope="col">{say(texts.detail)}</th>
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
      <p>{say(texts.theFirstOf, { problems: problems.length, problemCount })}</p>
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
          ? say(texts.verifiedEverythingThatWasChecked)
          : say(texts.notVerifiedFound, {
              problemCount: say(texts.countedProblems, { count: problemCount }),
            })}
      </h3>
      <p>
        {say(texts.ofReadAnewAndHashed, {
          treeSize: say(texts.countedEvents, { count: treeSize }),
          therapies: say(texts.countedTherapies, { count: therapies }),
          streamsOfNone: streamsOfNone > 0 ? say(texts.andOfTheLedgerItself) : '',
          checkpoints:
            checkpoints === 0
              ? say(texts.noSignedCheckpointToCompare)
              : say(texts.comparedWithWhichCover, {
                  checkpoints: say(texts.countedSignedCheckpoints, { count: checkpoints }),
                  covered: say(texts.countedEvents, { count: covered }),
                }),
          seconds: seconds(tookMs),
          at: utcExact(new Date(at).toISOString()),
          hasWaited: hasWaited && say(texts.itWaitedForAnotherVerification),
        })}
      </p>
      <p>{say(texts.rootHashOfTheseBytes, { rootHash: <code>{rootHash}</code> })}</p>
      {!ok && <Problems {...verified} />}
    </div>
  );
};

/** The form that verifies the log, and what it found. */
export const Verify = ({ verified, verifying }: IntegrityView) => (
  <section aria-labelledby="verify-title">
    <h2 id="verify-title">{say(texts.verifyNow)}</h2>
    {verified && <Result {...verified} />}
    <form method="post" action={paths.verify()}>
      <p>{say(texts.readsEveryStoredByteAnew)}</p>
      {verifying > 0 && (
        <p>
          <strong>
            {say(texts.runningOrWaitingYoursWould, {
              verifying: say(texts.countedVerifications, { count: verifying }),
            })}
          </strong>
        </p>
      )}
      <button type="submit" class="main">
        {say(texts.verifyTheLogNow)}
      </button>
    </form>
    <h3>{say(texts.whatThisProvesAndWhat)}</h3>
    <p>
      {say(texts.itIsTheServicesOwn, {
        code: <code>check.mjs</code>,
        code2: <code>npm run -s cli -- verify DIRECTORY --key KEY</code>,
      })}
    </p>
  </section>
);
